const DEFAULT_BASE_URL = "https://cloud.mongodb.com";

/** Where the paths of the operations begin. */
const API_PATH = "/api/atlas/v2";

/**
 * The base URL in the one form that the client uses: no slash at the end.
 *
 * @throws TypeError that never repeats the value, which may hold a password.
 */
export function parseBaseUrl(value: string | URL = DEFAULT_BASE_URL): string {
  if (!URL.canParse(value)) {
    throw refuse(`is not an absolute URL; give one such as ${DEFAULT_BASE_URL}`);
  }
  const { username, password, search, hash, protocol, hostname, origin, pathname } = new URL(value);
  if (username + password + search + hash !== "") {
    throw refuse("must not hold a user name or password (pass credentials as auth), query (?) or fragment (#)");
  }
  if (protocol !== "https:" && !(protocol === "http:" && LOOPBACK.test(hostname))) {
    throw refuse(`must begin with https:// (http:// is for loopback addresses only), not ${protocol}//${hostname}`);
  }
  const path = pathname.replace(/\/+$/, "");
  const prefix = path.replace(/\/api\/atlas(\/v\d[\d.]*)?$/, "");
  if (prefix !== path) {
    throw refuse(`must end before ${API_PATH}, which is added to it: use ${origin}${prefix}`);
  }
  return `${origin}${path}`;
}

function refuse(why: string): TypeError {
  return new TypeError(`baseUrl ${why}.`);
}

/** @see RFC 6761 section 6.3 for `localhost`, RFC 1122 section 3.2.1.3 for 127/8. The URL parser normalised the rest. */
const LOOPBACK = /^((.+\.)?localhost|\[::1\]|127\.\d+\.\d+\.\d+)$/;
