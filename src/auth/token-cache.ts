import { raceAbort } from "../http/time.ts";

export interface AccessToken {
  readonly value: string;
  /** When to replace it, in milliseconds since the epoch. */
  readonly renewAt: number;
}

interface Renewal {
  readonly token: Promise<AccessToken>;
  /** Ends the request when no caller waits for it anymore. */
  readonly controller: AbortController;
  /** How many calls wait for it. */
  waiting: number;
  /** Whether issuing has ended, with a token or an error. */
  ended: boolean;
}

/** One access token in memory. However many ask at once for a new one, one is issued. */
export class TokenCache {
  readonly #issue: (signal: AbortSignal) => Promise<AccessToken>;
  readonly #now: () => number;
  #token: AccessToken | undefined;
  #renewal: Renewal | undefined;

  constructor(issue: (signal: AbortSignal) => Promise<AccessToken>, now: () => number) {
    this.#issue = issue;
    this.#now = now;
  }

  /**
   * The token, or a new one if there is none or its time is over. Rejects as issuing does, and then remembers nothing; or
   * with the signal's reason. Issuing goes on as long as one call waits for it.
   */
  async get(signal: AbortSignal): Promise<AccessToken> {
    if (this.#token !== undefined && this.#now() < this.#token.renewAt) {
      return this.#token;
    }
    this.#renewal ??= this.#renew();
    const renewal = this.#renewal;
    renewal.waiting += 1;
    try {
      return await raceAbort(renewal.token, signal);
    } catch (error) {
      if (renewal.ended || signal.aborted) {
        throw error;
      }
      // It was cut off, not refused: in workerd no promise outlives the request that made it, and others that wait are notified.
      this.#drop(renewal);
      return this.get(signal);
    } finally {
      renewal.waiting -= 1;
      if (renewal.waiting === 0 && !renewal.ended) {
        this.#drop(renewal);
        renewal.controller.abort();
      }
    }
  }

  /** Another token than one that the server refused. Another call may have replaced it already. */
  async replace(refused: AccessToken, signal: AbortSignal): Promise<AccessToken> {
    this.#forget(refused);
    return this.get(signal);
  }

  /** Forgets the token and returns it, the one that is on its way included. */
  async take(): Promise<AccessToken | undefined> {
    // If issuing fails, those who wait for the token are notified; then there is nothing to take.
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
    const controller = new AbortController();
    const renewal: Renewal = {
      ended: false,
      waiting: 0,
      controller,
      token: this.#issue(controller.signal)
        .then((token) => {
          this.#token = token;
          return token;
        })
        .finally(() => {
          renewal.ended = true;
          this.#drop(renewal);
        }),
    };
    // Nobody may be waiting anymore when it fails.
    renewal.token.catch(() => undefined);
    return renewal;
  }
}
