export interface AccessToken {
  readonly value: string;
  /** From when on it is to be replaced, in milliseconds since the epoch. */
  readonly renewAt: number;
}

/** One access token in memory. However many ask at once for a new one, one is issued. */
export class TokenCache {
  readonly #issue: () => Promise<AccessToken>;
  readonly #now: () => number;
  #token: AccessToken | undefined;
  #pending: Promise<AccessToken> | undefined;

  constructor(issue: () => Promise<AccessToken>, now: () => number) {
    this.#issue = issue;
    this.#now = now;
  }

  /** The token, or a new one if there is none or its time is up. Rejects as issuing does, and then remembers nothing. */
  async get(): Promise<AccessToken> {
    if (this.#token !== undefined && this.#now() < this.#token.renewAt) {
      return this.#token;
    }
    this.#pending ??= this.#renew();
    return this.#pending;
  }

  /** Another token than one that the server refused. Another call may have replaced it already. */
  async replace(refused: AccessToken): Promise<AccessToken> {
    this.#forget(refused);
    return this.get();
  }

  /** Forgets the token and returns it, the one that is on its way included. */
  async take(): Promise<AccessToken | undefined> {
    // Whether issuing fails is the business of those who wait for the token; then there is nothing to take.
    await this.#pending?.catch(() => undefined);
    const token = this.#token;
    if (token !== undefined) {
      this.#forget(token);
    }
    return token;
  }

  #forget(token: AccessToken): void {
    if (this.#token === token) {
      this.#token = undefined;
    }
  }

  async #renew(): Promise<AccessToken> {
    try {
      this.#token = await this.#issue();
      return this.#token;
    } finally {
      this.#pending = undefined;
    }
  }
}
