import { AuthenticationError } from "../errors/authentication-error.ts";
import { summarizeRequest } from "../errors/request-summary.ts";
import { discardBody } from "../http/discard-body.ts";
import { Redactor } from "../http/redactor.ts";
import type { Auth } from "./auth.ts";
import { checkIdentifier, checkSecret } from "./check-credential.ts";
import { chooseChallenge, describeChallenges } from "./digest/choose-challenge.ts";
import { type DigestCredentials, DigestSession } from "./digest/digest-session.ts";

/** A programmatic API key of Atlas. */
export interface ApiKeyOptions {
  /** The user name, eight letters. */
  readonly publicKey: string;
  /** The password, a UUID. */
  readonly privateKey: string;
}

/** A call answers this many challenges: one to begin with, and another if the server calls that one's nonce stale. */
const MAX_ANSWERS = 2;

/** The most that an error message repeats of what a server offers, in characters. */
const MAX_DESCRIPTION = 200;

/**
 * Authenticates with a programmatic API key by HTTP Digest (RFC 7616: `qop=auth`; MD5, which Atlas uses, and SHA-256).
 *
 * The first call takes two round trips, for the server has to name a nonce; later ones answer the same nonce in advance and
 * take one. A nonce that has expired costs another round trip. A request is sent again only after a 401, so it was not
 * carried out before. The private key is never sent.
 *
 * A page in a browser can't read the challenge of another origin unless the server exposes it: there use `bearer`.
 *
 * @throws {AuthenticationError} (step `"token"`) for a key that can't be one; in calls (step `"request"`) for a 401
 *   without a challenge that can be answered.
 */
export function apiKey({ publicKey, privateKey }: ApiKeyOptions): Auth {
  const credentials: DigestCredentials = {
    username: checkIdentifier({ name: "publicKey", value: publicKey }),
    password: checkSecret({ name: "privateKey", value: privateKey }),
  };
  const redactor = new Redactor();
  redactor.conceal(credentials.password);
  // By base URL: the nonce of one server means nothing to another. A session gets here after its first success, and so
  // no other call can overtake the request that introduces the nonce, nor is one kept that a wrong key made.
  const sessions = new Map<string, DigestSession>();
  return {
    async authorize(request, { send, conceal, baseUrl }) {
      conceal(credentials.password);
      const known = sessions.get(baseUrl);
      let session = known;
      let response = await send(withAnswer(request.clone(), session));
      for (let answers = 0; response.status === 401 && answers < MAX_ANSWERS; answers += 1) {
        const challenge = chooseChallenge(response.headers.get("WWW-Authenticate") ?? "");
        if (challenge === undefined && session === undefined) {
          await discardBody(response);
          throw refuse(request, response, redactor);
        }
        // After an answer, a 401 is the server's last word unless it names another nonce.
        if (challenge === undefined || (answers > 0 && !challenge.stale)) {
          break;
        }
        await discardBody(response);
        // A server whose nonce is always the same expects its count to go on.
        session = session?.nonce === challenge.nonce ? session : new DigestSession(challenge, credentials);
        response = await send(withAnswer(request.clone(), session));
      }
      const next = response.status === 401 ? known : session?.after(response);
      // Not if it is the old one: a slow call would bring back a nonce that another call has replaced.
      if (next !== undefined && next !== known) {
        sessions.set(baseUrl, next);
      }
      return response;
    },
  };
}

function withAnswer(request: Request, session: DigestSession | undefined): Request {
  if (session !== undefined) {
    const { pathname, search } = new URL(request.url);
    request.headers.set("Authorization", session.answer(request.method, `${pathname}${search}`));
  }
  return request;
}

/** The error for a 401 with no challenge that can be answered. */
function refuse(request: Request, response: Response, redactor: Redactor): AuthenticationError {
  const { method, url } = summarizeRequest(request);
  const header = response.headers.get("WWW-Authenticate");
  const why =
    header === null
      ? "no challenge (WWW-Authenticate) that can be read. In a browser, pages of another origin can't read it, so that " +
        "API keys don't work there: use bearer() with a token from your own server. Elsewhere, check baseUrl"
      : "no challenge that apiKey() can answer, which are Digest with MD5 or SHA-256 and qop auth; it offers " +
        redactor.redact(describeChallenges(header)).slice(0, MAX_DESCRIPTION);
  return new AuthenticationError("request", `${method} ${url} was answered 401 with ${why}. Nothing was carried out.`);
}
