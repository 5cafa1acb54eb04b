/** What an {@link Auth} may use to do its work. */
export interface AuthContext {
  /**
   * Sends the operation's request, credentials included. Call it again only after a 401, with a request that was
   * cloned *before* the first call: sending uses the body up.
   */
  readonly send: (request: Request) => Promise<Response>;
  /**
   * Sends another request that belongs to authentication (a token endpoint) and returns the whole answer. It must go to
   * the configured origin. Its time limit is its own, 30 seconds, and it doesn't abort with the call: several calls may
   * wait for one answer, and each of them stops waiting by itself.
   */
  readonly exchange: (request: Request) => Promise<Response>;
  /** Takes a secret out of everything that this call may print. `send` does so for the `Authorization` header. */
  readonly conceal: (secret: string) => void;
  /** The configured base URL, without a slash at the end. */
  readonly baseUrl: string;
  /** Aborts when the call's time is up or the caller gave up. */
  readonly signal: AbortSignal;
}

/**
 * A way to authenticate: sends `request` with credentials and returns the answer, be it good or bad.
 *
 * It sees the answer too, so that it can mend a 401: get a new token, or answer the server's challenge. Keep secrets
 * in closures or `#private` fields, where `util.inspect` and `JSON.stringify` don't look.
 */
export interface Auth {
  authorize(request: Request, context: AuthContext): Promise<Response>;
}
