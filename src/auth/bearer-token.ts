/** `b64token` of RFC 6750 section 2.1. */
const BEARER_TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;

/** Whether a text can stand behind `Bearer`. To be asked first, for `Headers` throws an error with the text in its message. */
export function isBearerToken(token: unknown): token is string {
  return typeof token === "string" && BEARER_TOKEN.test(token);
}

/** Puts the token on the request. */
export function withBearerToken(request: Request, token: string): Request {
  request.headers.set("Authorization", `Bearer ${token}`);
  return request;
}
