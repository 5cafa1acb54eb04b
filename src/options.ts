import { parseBaseUrl } from "./base-url.ts";
import { checkNames, checkTypes, describe, type OptionTypes, takeOptions } from "./check-options.ts";
import type { Auth } from "./http/auth.ts";
import type { Hooks } from "./http/events.ts";
import { defaultFetch, type Fetch } from "./http/fetch.ts";
import { type Clock, checkTimeout, shown, systemClock } from "./http/time.ts";

/** How long a call may take, and how often it may be tried. */
export interface Limits {
  /**
   * Time limit of a call in milliseconds, 60 000 unless given: from getting credentials to the last byte of the response,
   * with all tries and the waits between them. From 1 to 2 147 483 647.
   */
  readonly timeout?: number | undefined;
  /**
   * Time limit of one try in milliseconds, 30 000 unless given: from sending the request to the last byte of its response. A
   * read is then tried again; a POST that was sent ends in an `OutcomeUnknownError`, so don't make this short.
   */
  readonly attemptTimeout?: number | undefined;
  /**
   * How often to try again at most, 4 unless given; 0 turns it off. A read is tried again on 429, 5xx and faults of the
   * network. A POST is sent again only where it can't have been carried out: on 429, and where no connection was made. The
   * wait is what `Retry-After` asks for and a random one on top that doubles from try to try, up to 10 s; a call whose
   * time limit would pass meanwhile ends at once. The calls of a client share a store of 50 retries, which good responses and
   * time refill.
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
   * Sends a request, in place of `globalThis.fetch`: undici's `fetch`, or your own around it. It is called with the URL and
   * a plain record. It must send at most once, because this package reads from its errors whether anything was sent, and
   * must leave redirects alone (`init.redirect` is `"manual"`). The default gives each create a connection of its own; one
   * that you give doesn't.
   */
  readonly fetch?: Fetch | undefined;
  /** Functions for logging, which see every try and no secret. */
  readonly hooks?: Hooks | undefined;
  /**
   * Whether requests are checked before they are sent, `true` unless given. `false` leaves the checks to Atlas: for a clock
   * that is wrong by more than five minutes, or rules that Atlas has changed.
   */
  readonly validate?: boolean | undefined;
  /** Replaces time and randomness, for tests. */
  readonly clock?: Partial<Clock> | undefined;
}

/** What can be chosen for one call. */
export interface CallOptions extends Limits {
  /**
   * Gives up. Before anything is sent the call rejects with the signal's reason; later too if it only reads. A POST that
   * was sent can't be called back: that rejects with an `OutcomeUnknownError` that has the reason as its `cause`.
   */
  readonly signal?: AbortSignal | undefined;
  /**
   * Asks for an envelope: the body says the HTTP status in `status`. Errors are the same with and without, because a status
   * in the body counts like one in the status line, except that it is not tried again.
   */
  readonly envelope?: boolean | undefined;
  /** Asks for indented JSON. Makes no difference to what the call returns. */
  readonly pretty?: boolean | undefined;
}

/** {@link Limits} with nothing left open. */
export type SetLimits = { readonly [Name in keyof Limits]-?: number };

const DEFAULT_LIMITS: SetLimits = { timeout: 60_000, attemptTimeout: 30_000, maxRetries: 4 };

/** @throws RangeError that names the limit, for one that is out of range. */
export function setLimits(given: Limits, defaults: SetLimits = DEFAULT_LIMITS): SetLimits {
  const {
    timeout = defaults.timeout,
    attemptTimeout = defaults.attemptTimeout,
    maxRetries = defaults.maxRetries,
  } = given;
  if (!(Number.isInteger(maxRetries) && maxRetries >= 0)) {
    throw new RangeError(`maxRetries must be a whole number from 0, not ${shown(maxRetries)}.`);
  }
  return {
    timeout: checkTimeout(timeout),
    attemptTimeout: checkTimeout(attemptTimeout, "attemptTimeout"),
    maxRetries,
  };
}

/** {@link ClientOptions}, checked and with nothing left open. */
export interface SetOptions {
  readonly auth: Auth;
  readonly baseUrl: string;
  readonly limits: SetLimits;
  readonly fetch: Fetch;
  readonly hooks: Hooks;
  readonly validate: boolean;
  readonly clock: Clock;
}

const LIMITS: OptionTypes<Limits> = { timeout: undefined, attemptTimeout: undefined, maxRetries: undefined };

const CLIENT_OPTIONS: OptionTypes<ClientOptions> = {
  auth: undefined,
  baseUrl: undefined,
  fetch: "function",
  hooks: "object",
  validate: "boolean",
  clock: "object",
  ...LIMITS,
};

const CALL_OPTIONS: OptionTypes<CallOptions> = {
  signal: undefined,
  envelope: "boolean",
  pretty: "boolean",
  ...LIMITS,
};

const HOOKS: OptionTypes<Hooks> = { onRequest: "function", onResponse: "function", onRetry: "function" };

const CLOCK: OptionTypes<Clock> = { now: "function", random: "function", sleep: "function" };

/** @throws TypeError | RangeError that names the option, for an unusable one. */
export function setOptions(options: ClientOptions): SetOptions {
  const own = takeOptions("", options, CLIENT_OPTIONS);
  const { auth, baseUrl, fetch = defaultFetch, hooks = {}, validate = true } = own;
  if (typeof auth?.authorize !== "function") {
    throw new TypeError("auth is missing: pass a way to authenticate, such as auth: bearer(token).");
  }
  checkNames("hooks.", hooks, HOOKS);
  checkTypes("hooks.", hooks, HOOKS);
  return {
    limits: setLimits(own),
    auth,
    baseUrl: parseBaseUrl(baseUrl),
    fetch,
    hooks,
    validate,
    clock: setClock(own.clock),
  };
}

/**
 * A clock may have more than what is used of it, such as a way to set it.
 *
 * @throws TypeError that names the function that isn't one.
 */
export function setClock(clock: Partial<Clock> = {}): Clock {
  checkTypes("clock.", clock, CLOCK);
  const { now = systemClock.now, random = systemClock.random, sleep = systemClock.sleep } = clock;
  return { now, random, sleep };
}

/**
 * The options of one call, without what a prototype would add.
 *
 * @throws TypeError that names the option, for an unusable one; nothing was sent.
 */
export function checkCallOptions(options: CallOptions): CallOptions {
  return checkSignal(takeOptions("", options, CALL_OPTIONS));
}

/** @throws TypeError for anything but an AbortSignal. */
export function checkSignal<Options extends Pick<CallOptions, "signal">>(options: Options): Options {
  const { signal } = options;
  if (signal !== undefined && typeof signal?.addEventListener !== "function") {
    throw new TypeError(`signal must be an AbortSignal, not ${describe(signal)}.`);
  }
  return options;
}
