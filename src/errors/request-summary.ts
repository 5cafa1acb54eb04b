/** Which request an error is about. Holds neither headers nor body nor query, so nothing secret. */
export interface RequestSummary {
  readonly method: string;
  /** Origin and path, without the query. */
  readonly url: string;
}

export function summarizeRequest(request: { readonly method: string; readonly url: string }): RequestSummary {
  const { origin, pathname } = new URL(request.url);
  return { method: request.method, url: `${origin}${pathname}` };
}
