const DEFAULT_BASE_URL = "https://cloud.mongodb.com";

/** Where the paths of the operations begin. */
const API_PATH = "/api/atlas/v2";

/**
 * The base URL in the one form that the client uses: no slash at the end.
 *
 * @throws TypeError that never repeats the value, which may hold a password.
 */
export function parseBaseUrl(value: string | URL = DEFAULT_BASE_URL): URL {
  if (!URL.canParse(value)) {
    throw new TypeError(`baseUrl is not an absolute URL; give one such as ${DEFAULT_BASE_URL}.`);
  }
  const url = new URL(value);
  if (url.username !== "" || url.password !== "") {
    throw new TypeError("baseUrl must not hold a user name or password; pass credentials as auth.");
  }
  if (url.search !== "" || url.hash !== "") {
    throw new TypeError("baseUrl must have neither a query (?) nor a fragment (#).");
  }
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname))) {
    throw new TypeError(
      `baseUrl must begin with https:// (http:// is for loopback addresses only), not ${url.protocol}//${url.hostname}.`,
    );
  }
  url.pathname = url.pathname.replace(/\/+$/, "");
  if (/\/api\/atlas(\/v\d[\d.]*)?$/.test(url.pathname)) {
    throw new TypeError(
      `baseUrl must end before ${API_PATH}, which is added to it: use ${url.origin}${url.pathname.replace(/\/api\/atlas.*$/, "")}.`,
    );
  }
  return url;
}

/** @see RFC 6761 section 6.3 for `localhost`, RFC 1122 section 3.2.1.3 for 127/8. The URL parser normalised the rest. */
function isLoopback(hostname: string): boolean {
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "[::1]" ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname)
  );
}
