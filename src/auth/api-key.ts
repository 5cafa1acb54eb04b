import { type OptionTypes, takeOptions } from "../check-options.ts";
import { AuthenticationError } from "../errors/restore-jobs-errors.ts";
import type { Auth, AuthContext } from "../http/auth.ts";
import type { ResponseHead } from "../http/response.ts";
import { Deadline } from "../http/time.ts";
import { checkIdentifier, checkSecret } from "./check-credential.ts";
import { chooseChallenge, describeChallenges } from "./digest-challenges.ts";
import { type DigestCredentials, DigestSession } from "./digest-session.ts";

/** A programmatic API key of Atlas. */
export interface ApiKeyOptions {
  /** The user name, eight letters. */
  readonly publicKey: string;
  /** The password, a UUID. */
  readonly privateKey: string;
}

const OPTIONS: OptionTypes<ApiKeyOptions> = { publicKey: undefined, privateKey: undefined };

/** A call answers this many challenges: one to begin with, and another if the server calls that one's nonce stale. */
const MAX_ANSWERS = 2;

/** The most that an error message repeats of what a server offers, in characters. */
const MAX_DESCRIPTION = 200;

/** How long calls wait at most for the one that finds out whether the nonce is still good, in milliseconds. */
const PATIENCE = 2000;

/** What is known of one server's nonce. */
interface Nonce {
  session: DigestSession | undefined;
  /** How many calls are under way. */
  calls: number;
  /** Settles when the call that finds out has its response. */
  scout: Promise<void> | undefined;
}

/**
 * Authenticates with a programmatic API key by HTTP Digest (RFC 7616: `qop=auth`; MD5, which Atlas uses, and SHA-256).
 *
 * The first call takes two round trips, because the server has to name a nonce; later ones answer the same nonce in
 * advance and take one. A nonce that has expired costs another round trip. Calls that start at the same time share that
 * cost: if no other is under way, the first finds out for all, and they wait for its response, two seconds at most. A request
 * is sent again only after a 401, so it was not carried out before. The private key is never sent.
 *
 * A page in a browser can't read the challenge of another origin unless the server exposes it: there use `bearer`.
 *
 * @throws {TypeError} for an option that doesn't exist.
 * @throws {AuthenticationError} (step `"token"`) for a key that can't be one; in calls (step `"request"`) for a 401
 *   without a challenge that can be answered.
 */
export function apiKey(options: ApiKeyOptions): Auth {
  const { publicKey, privateKey } = takeOptions("", options, OPTIONS);
  const credentials: DigestCredentials = {
    username: checkIdentifier({ name: "publicKey", value: publicKey }),
    password: checkSecret({ name: "privateKey", value: privateKey }),
  };
  // By base URL: the nonce of one server means nothing to another.
  const nonces = new Map<string, Nonce>();
  return {
    async authorize(request, context) {
      context.conceal(credentials.password);
      const nonce = nonces.get(context.baseUrl) ?? { session: undefined, calls: 0, scout: undefined };
      nonces.set(context.baseUrl, nonce);
      const ask = (): Promise<ResponseHead> => answerChallenges(request, context, credentials, nonce);
      nonce.calls += 1;
      try {
        if (nonce.calls === 1) {
          const asked = ask();
          const forget = (): void => {
            nonce.scout = undefined;
          };
          nonce.scout = asked.then(forget, forget);
          return await asked;
        }
        if (nonce.scout !== undefined) {
          await waitFor(nonce.scout, context.signal);
        }
        return await ask();
      } finally {
        nonce.calls -= 1;
      }
    },
  };
}

/** Sends the request, and again with an answer to the server's challenge as long as that can help. */
async function answerChallenges(
  request: { readonly method: string; readonly url: string },
  { send, redact }: AuthContext,
  credentials: DigestCredentials,
  nonce: Nonce,
): Promise<ResponseHead> {
  const target = ({ pathname, search }: URL): string => `${pathname}${search}`;
  const sendWith = (session: DigestSession | undefined): Promise<ResponseHead> =>
    send(session === undefined ? {} : { authorization: session.answer(request.method, target(new URL(request.url))) });
  let { session } = nonce;
  let response = await sendWith(session);
  for (let answers = 0; response.status === 401 && answers < MAX_ANSWERS; answers += 1) {
    const challenge = chooseChallenge(response.headers.get("WWW-Authenticate") ?? "");
    if (challenge === undefined && session === undefined) {
      throw refuse(request, response, redact);
    }
    // After an answer, a 401 is final unless it names another nonce.
    if (challenge === undefined || (answers > 0 && !challenge.stale)) {
      break;
    }
    // Another call may have a session for a newer nonce by now. A server whose nonce is always the same expects its count
    // to go on.
    const isNewer = nonce.session !== undefined && nonce.session !== session && answers === 0;
    session = isNewer
      ? nonce.session
      : session?.nonce === challenge.nonce
        ? session
        : new DigestSession(challenge, credentials);
    nonce.session = session;
    response = await sendWith(session);
  }
  if (response.status === 401) {
    nonce.session = nonce.session === session ? undefined : nonce.session;
  } else if (nonce.session === session) {
    nonce.session = session?.after(response);
  }
  return response;
}

/** Waits for the call that finds out, though not for long: its operation may take its time. */
async function waitFor(scout: Promise<void>, signal: AbortSignal): Promise<void> {
  const patience = new Deadline(signal, PATIENCE);
  try {
    await patience.race(scout);
  } catch {
    signal.throwIfAborted();
  } finally {
    patience.stop();
  }
}

/** The error for a 401 with no challenge that can be answered. */
function refuse(
  { method, url }: { readonly method: string; readonly url: string },
  { headers }: ResponseHead,
  redact: (text: string) => string,
): AuthenticationError {
  const { origin, pathname } = new URL(url);
  const header = headers.get("WWW-Authenticate");
  const why =
    header === null
      ? "no challenge (WWW-Authenticate) that can be read. In a browser, pages of another origin can't read it, so " +
        "API keys don't work there: use bearer() with a token from your own server. Elsewhere, check baseUrl"
      : "no challenge that apiKey() supports, which is Digest with MD5 or SHA-256 and qop auth. It offers " +
        redact(describeChallenges(header)).slice(0, MAX_DESCRIPTION);
  return new AuthenticationError(
    "request",
    `${method} ${origin}${pathname} returned 401 with ${why}. Nothing was carried out.`,
  );
}
