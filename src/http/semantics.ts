/** The methods that only read. @see RFC 9110 section 9.2.1 */
const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS", "TRACE"]);

export function changesNothing(request: { readonly method: string }): boolean {
  return SAFE_METHODS.has(request.method);
}

/**
 * Whether a status says that the request was *not* carried out: every 4xx, and every redirect but 303 ("See Other"),
 * which answers a request that was carried out. Of a 5xx nobody knows.
 *
 * @see RFC 9110 sections 15.4 and 15.5
 */
export function refusesRequest({ status }: { readonly status: number }): boolean {
  return status >= 300 && status < 500 && status !== 303;
}
