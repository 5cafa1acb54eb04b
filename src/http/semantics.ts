/** The methods that only read. @see RFC 9110 section 9.2.1 */
const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS", "TRACE"]);

export function isSafe(method: string): boolean {
  return SAFE_METHODS.has(method);
}

/**
 * The statuses by which a server says that it did *not* carry a request out, with the reason. After any other a request
 * that changes something may have been carried out: 301 to 303 redirect the *result* of a POST, 408 and 5xx come from
 * proxies that had passed it on, 409 may mean that the job exists already, 499 and the like mean whatever a proxy's maker
 * had in mind.
 *
 * @see RFC 9110 section 15 unless another is named
 */
const REFUSALS: ReadonlySet<number> = new Set([
  307, // to be sent elsewhere, with the same method and body
  308, // to be sent elsewhere, with the same method and body
  400, // not understood or against the rules
  401, // no valid credentials
  402, // reserved; used for unpaid accounts
  403, // not allowed
  404, // no such project, cluster or job
  405, // no such method
  406, // no such representation: Atlas looks at Accept first
  407, // refused by the proxy, which passes nothing on without credentials
  411, // no Content-Length
  413, // body too large
  414, // address too long
  415, // no such media type
  417, // an expectation that the server doesn't meet
  421, // sent to a server that isn't responsible
  422, // understood, and against the rules
  425, // too early: not processed because it might be replayed (RFC 8470 section 5.2)
  426, // refused over this protocol
  428, // no precondition (RFC 6585 section 3)
  429, // too many requests (RFC 6585 section 4)
  431, // headers too large (RFC 6585 section 5)
]);

/** Whether a status proves that the request was not carried out. */
export function provesRefusal(status: number): boolean {
  return REFUSALS.has(status);
}
