import type { FetchInit } from "./fetch.ts";
import type { ResponseHead, WholeResponse } from "./response.ts";

/** A request that an {@link Auth} sends for itself, such as one to a token endpoint. */
export interface AuthRequest extends Pick<FetchInit, "method" | "headers" | "body"> {
  readonly url: string;
}

/** What an {@link Auth} may use to do its work. */
export interface AuthContext {
  /**
   * Sends the operation's request with these headers added, and returns the head of the response. Call it again only after
   * a 401. The body is added unchanged each time. Header values are kept out of everything that this call may print.
   */
  readonly send: (headers: Readonly<Record<string, string>>) => Promise<ResponseHead>;
  /**
   * Sends a request that belongs to authentication and returns the whole response. It must go to the configured origin, and
   * is tried again as a read is. It is independent of the call, because several calls may wait for one response: `signal`
   * alone ends it early.
   */
  readonly exchange: (request: AuthRequest, signal: AbortSignal) => Promise<WholeResponse>;
  /** Keeps a secret out of everything that this call may print. */
  readonly conceal: (secret: string) => void;
  /** Takes the secrets of this call out of a text that somebody else wrote. */
  readonly redact: (text: string) => string;
  /** The configured base URL, without a slash at the end. */
  readonly baseUrl: string;
  /** Aborts when the call's time is over or the caller gave up. */
  readonly signal: AbortSignal;
}

/**
 * A way to authenticate: sends the request with credentials and returns the head of the last response.
 *
 * It sees the response, so that it can react to a 401: get a new token, or answer the server's challenge. Keep secrets in
 * closures or `#private` fields, where `util.inspect` and `JSON.stringify` don't look.
 *
 * @example
 * const auth: Auth = { authorize: (_request, { send }) => send({ Authorization: `Bearer ${readToken()}` }) };
 */
export interface Auth {
  authorize(request: { readonly method: string; readonly url: string }, context: AuthContext): Promise<ResponseHead>;
}
