export interface AccessToken {
  readonly value: string;
  /** From when on it is to be replaced, in milliseconds since the epoch. */
  readonly renewAt: number;
}

interface Renewal {
  readonly token: Promise<AccessToken>;
  /** Whether issuing came to its own end, be it good or bad. */
  ended: boolean;
}

/** One access token in memory. However many ask at once for a new one, one is issued. */
export class TokenCache {
  readonly #issue: () => Promise<AccessToken>;
  readonly #now: () => number;
  #token: AccessToken | undefined;
  #renewal: Renewal | undefined;

  constructor(issue: () => Promise<AccessToken>, now: () => number) {
    this.#issue = issue;
    this.#now = now;
  }

  /** The token, or a new one if there is none or its time is up. Rejects as issuing does, and then remembers nothing. */
  async get(): Promise<AccessToken> {
    if (this.#token !== undefined && this.#now() < this.#token.renewAt) {
      return this.#token;
    }
    this.#renewal ??= this.#renew();
    const renewal = this.#renewal;
    try {
      return await renewal.token;
    } catch (error) {
      if (renewal.ended) {
        throw error;
      }
      // It was cut off, not refused: in workerd no promise outlives the request that made it, and others that wait are told.
      this.#drop(renewal);
      return this.get();
    }
  }

  /** Another token than one that the server refused. Another call may have replaced it already. */
  async replace(refused: AccessToken): Promise<AccessToken> {
    this.#forget(refused);
    return this.get();
  }

  /** Forgets the token and returns it, the one that is on its way included. */
  async take(): Promise<AccessToken | undefined> {
    // Whether issuing fails is the business of those who wait for the token; then there is nothing to take.
    await this.#renewal?.token.catch(() => undefined);
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

  /** Unless another has taken its place. */
  #drop(renewal: Renewal): void {
    if (this.#renewal === renewal) {
      this.#renewal = undefined;
    }
  }

  #renew(): Renewal {
    const renewal: Renewal = {
      ended: false,
      token: this.#issue()
        .then((token) => {
          this.#token = token;
          return token;
        })
        .finally(() => {
          renewal.ended = true;
          this.#drop(renewal);
        }),
    };
    return renewal;
  }
}
