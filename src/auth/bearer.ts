import { AuthenticationError } from "../errors/restore-jobs-errors.ts";
import type { Auth } from "../http/auth.ts";
import { copyFault } from "../http/fault.ts";
import { checkBearerToken, withToken } from "./check-credential.ts";

/**
 * Authenticates with an access token (RFC 6750) that you have already.
 *
 * @param token The token, or a function that returns it, called once for each try of a call: cache there.
 * @throws {AuthenticationError} (step `"token"`) for a token given as a string that can't be one. What a function
 *   returns is checked when it is called; if it throws, the call rejects with the same error.
 * @example
 * const auth = bearer(() => vault.read("atlas-token"));
 */
export function bearer(token: string | (() => string | Promise<string>)): Auth {
  if (typeof token !== "function") {
    const headers = withToken(checkBearerToken(token));
    return { authorize: (_request, { send }) => send(headers) };
  }
  return { authorize: async (_request, { send }) => send(withToken(checkBearerToken(await callForToken(token)))) };
}

async function callForToken(getToken: () => string | Promise<string>): Promise<unknown> {
  try {
    return await getToken();
  } catch (error) {
    throw new AuthenticationError("token", "The function passed to bearer() failed, so nothing was sent.", {
      cause: copyFault(error),
    });
  }
}
