import type { Auth } from "./auth/auth.ts";

/** How a client is made. */
export interface ClientOptions {
  /** How to authenticate, such as `bearer(token)`. */
  readonly auth: Auth;
  /**
   * Where the API is: `https://cloud.mongodb.com` unless given. Credentials go to this origin only. `http:` is
   * accepted for loopback addresses only; a slash at the end makes no difference.
   */
  readonly baseUrl?: string | URL | undefined;
  /**
   * Sends a request, `globalThis.fetch` unless given. It must send at most once, for this package reads from its
   * errors whether anything was sent, and must leave redirects alone (`request.redirect` is `"manual"`).
   */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
  /**
   * Time limit of a call in milliseconds, 60 000 unless given: from getting credentials to the last byte of the answer.
   * From 1 to 2 147 483 647.
   */
  readonly timeout?: number | undefined;
}

/** What can be chosen for one call. */
export interface CallOptions {
  /**
   * Gives up. Before anything is sent the call rejects with the signal's reason; later with an `OutcomeUnknownError`
   * whose `cause` is the reason, for a request that was sent can't be called back.
   */
  readonly signal?: AbortSignal | undefined;
  /** Time limit of this call in milliseconds, in place of the client's. */
  readonly timeout?: number | undefined;
  /**
   * Asks for an envelope: the body says the HTTP status in `status`. Errors are the same with and without, for a status
   * in the body counts like one in the status line.
   */
  readonly envelope?: boolean | undefined;
  /** Asks for indented JSON. Makes no difference to what the call returns. */
  readonly pretty?: boolean | undefined;
}

export const DEFAULT_TIMEOUT = 60_000;
