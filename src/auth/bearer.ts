import { AuthenticationError } from "../errors/authentication-error.ts";
import { copyFault } from "../http/fault.ts";
import type { Auth } from "./auth.ts";
import { isBearerToken, withBearerToken } from "./bearer-token.ts";

/**
 * Authenticates with an access token (RFC 6750) that you have already.
 *
 * @param token The token, or a function that returns it, called once for each call of the client: cache there.
 * @throws {AuthenticationError} (step `"token"`) for a token given as a string that can't be one. What a function
 *   returns is checked when it is called; if it throws, the call rejects with the same error.
 */
export function bearer(token: string | (() => string | Promise<string>)): Auth {
  if (typeof token === "string") {
    checkToken(token);
  }
  return {
    async authorize(request, { send }) {
      return send(withBearerToken(request, typeof token === "string" ? token : await callForToken(token)));
    },
  };
}

async function callForToken(getToken: () => string | Promise<string>): Promise<string> {
  let token: string;
  try {
    token = await getToken();
  } catch (error) {
    throw new AuthenticationError("token", "The function given to bearer() failed, so nothing was sent.", {
      cause: copyFault(error),
    });
  }
  checkToken(token);
  return token;
}

function checkToken(token: unknown): void {
  if (!isBearerToken(token)) {
    throw new AuthenticationError("token", `Nothing was sent, for the bearer token ${blame(token)}.`);
  }
}

function blame(token: unknown): string {
  if (typeof token !== "string") {
    return `is no string but ${token === null ? "null" : typeof token}`;
  }
  if (token === "") {
    return "is empty";
  }
  return token.trim() === token
    ? "has a character that tokens can't have (RFC 6750 section 2.1)"
    : "begins or ends with white space; was it read from a file?";
}
