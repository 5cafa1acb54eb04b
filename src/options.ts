import type { Auth } from "./auth/auth.ts";
import type { Clock } from "./http/clock.ts";
import type { Hooks } from "./http/hooks.ts";

/** How long a call may take, and how often it may be tried. */
export interface Limits {
  /**
   * Time limit of a call in milliseconds, 60 000 unless given: from getting credentials to the last byte of the answer,
   * with all tries and the waits between them. From 1 to 2 147 483 647.
   */
  readonly timeout?: number | undefined;
  /**
   * Time limit of one try in milliseconds, 30 000 unless given. A read is then tried again; a POST that was sent ends in
   * an `OutcomeUnknownError`, so don't make this short.
   */
  readonly attemptTimeout?: number | undefined;
  /**
   * How often to try again at most, 4 unless given; 0 turns it off. A read is tried again on 429, 5xx and faults of the
   * network. A POST is sent again only where it can't have been carried out: on 429, and where no connection was made. The
   * wait is what `Retry-After` asks for and a random one on top that doubles from try to try, up to 10 s; a call whose
   * time limit would pass meanwhile ends at once.
   */
  readonly maxRetries?: number | undefined;
}

/** How a client is made. */
export interface ClientOptions extends Limits {
  /** How to authenticate, such as `bearer(token)`. */
  readonly auth: Auth;
  /**
   * Where the API is: `https://cloud.mongodb.com` unless given. Credentials go to this origin only. `http:` is
   * accepted for loopback addresses only; a slash at the end makes no difference.
   */
  readonly baseUrl?: string | URL | undefined;
  /**
   * Sends a request, `globalThis.fetch` unless given. It must send at most once, for this package reads from its
   * errors whether anything was sent, and must leave redirects alone (`request.redirect` is `"manual"`). Deno's own `fetch`
   * repeats a POST when a kept connection breaks; the one that is used unless you give one doesn't.
   */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** Functions for logging, which get to see every try and no secret. */
  readonly hooks?: Hooks | undefined;
  /**
   * Whether `createRestoreJob` checks the request before it sends it, `true` unless given. `false` leaves the checks to
   * Atlas: for a clock that is wrong by more than five minutes, or rules that Atlas has changed.
   */
  readonly validate?: boolean | undefined;
  /** Replaces time and chance, for tests. */
  readonly clock?: Partial<Clock> | undefined;
}

/** What can be chosen for one call. */
export interface CallOptions extends Limits {
  /**
   * Gives up. Before anything is sent the call rejects with the signal's reason; later too if it only reads. A POST that
   * was sent can't be called back: that rejects with an `OutcomeUnknownError` whose `cause` is the reason.
   */
  readonly signal?: AbortSignal | undefined;
  /**
   * Asks for an envelope: the body says the HTTP status in `status`. Errors are the same with and without, for a status
   * in the body counts like one in the status line, except that it is not tried again.
   */
  readonly envelope?: boolean | undefined;
  /** Asks for indented JSON. Makes no difference to what the call returns. */
  readonly pretty?: boolean | undefined;
}
