import { type OptionTypes, takeOptions } from "../check-options.ts";
import type { Auth, AuthContext } from "../http/auth.ts";
import { encodeBase64 } from "../http/base64.ts";
import { checkIdentifier, checkSecret, withToken } from "./check-credential.ts";
import { type AccessToken, TokenCache } from "./token-cache.ts";
import { requestToken, revokeToken, type ServiceAccountIdentity } from "./token-endpoint.ts";

/** A service account of Atlas. */
export interface ServiceAccountOptions {
  /** Begins with `mdb_sa_id_`. */
  readonly clientId: string;
  /** Begins with `mdb_sa_sk_`. */
  readonly clientSecret: string;
  /** The time in milliseconds since the epoch, `Date.now` unless given. */
  readonly now?: (() => number) | undefined;
}

const OPTIONS: OptionTypes<ServiceAccountOptions> = { clientId: undefined, clientSecret: undefined, now: "function" };

/** Authenticates as a service account. */
export interface ServiceAccountAuth extends Auth {
  /**
   * Revokes the access tokens that are in memory (RFC 7009) and forgets them. The next call gets a new one; a call that
   * is under way may be refused and does so once. Does nothing if there is no token yet.
   *
   * @throws {AuthenticationError} (step `"revoke"`) The endpoint failed; the tokens are forgotten all the same.
   */
  revoke(): Promise<void>;
}

/** How long before its end a token is replaced, in seconds: longer than a request takes, and clocks differ. */
const RENEW_BEFORE_END = 60;

/** The same for a token with a short lifetime, as a share of it. */
const RENEW_BEFORE_END_SHARE = 0.1;

/** The tokens of one Atlas, and the way to it. */
interface Issuer {
  readonly tokens: TokenCache;
  readonly revoke: (token: string) => Promise<void>;
}

/**
 * Authenticates as a service account: OAuth 2.0 client credentials (RFC 6749 section 4.4), the method that Atlas
 * recommends. The token endpoint is `{baseUrl}/api/oauth/token`.
 *
 * One access token serves all calls. It is requested with the first call, replaced a minute before its end and once when a
 * call gets a 401, and kept in memory only. Calls that need a new one at the same time wait for the same request,
 * which is tried again as a read is, and ends when the last of them gives up. A failed request is not remembered: the next
 * call tries again.
 *
 * @throws {TypeError} for an option that doesn't exist.
 * @throws {AuthenticationError} (step `"token"`) for an id or secret that can't be one; in calls, for a token endpoint
 *   that can't be reached or refuses. `cause` is then an `AtlasApiError` or the fault.
 */
export function serviceAccount(options: ServiceAccountOptions): ServiceAccountAuth {
  const own = takeOptions("", options, OPTIONS);
  const clientId = checkIdentifier({ name: "clientId", value: own.clientId });
  const clientSecret = checkSecret({ name: "clientSecret", value: own.clientSecret });
  const { now = Date.now } = own;
  const identity: ServiceAccountIdentity = { clientId, clientSecret };
  // One for each base URL: clients of two Atlases may share the account, but no token leaves for the other one.
  const issuers = new Map<string, Issuer>();
  const issuerAt = (context: AuthContext): Issuer => {
    const issuer = issuers.get(context.baseUrl) ?? createIssuer(identity, context, now);
    issuers.set(context.baseUrl, issuer);
    return issuer;
  };
  return {
    async authorize(_request, context) {
      context.conceal(clientSecret);
      context.conceal(encodeBase64(`${clientId}:${clientSecret}`));
      const { tokens } = issuerAt(context);
      const token = await tokens.get(context.signal);
      const response = await context.send(withToken(token.value));
      if (response.status !== 401) {
        return response;
      }
      const other = await tokens.replace(token, context.signal);
      return context.send(withToken(other.value));
    },
    async revoke() {
      await Promise.all(
        Array.from(issuers.values(), async ({ tokens, revoke }) => {
          const token = await tokens.take();
          await (token && revoke(token.value));
        }),
      );
    },
  };
}

function createIssuer(identity: ServiceAccountIdentity, { baseUrl, exchange }: AuthContext, now: () => number): Issuer {
  const peer = { baseUrl, exchange };
  const issue = async (signal: AbortSignal): Promise<AccessToken> => {
    // Before asking, so that the time the response takes doesn't count as lifetime.
    const askedAt = now();
    const { value, lifetime = Number.POSITIVE_INFINITY } = await requestToken(identity, peer, signal);
    const margin = Math.min(RENEW_BEFORE_END, lifetime * RENEW_BEFORE_END_SHARE);
    return { value, renewAt: askedAt + (lifetime - margin) * 1000 };
  };
  return { tokens: new TokenCache(issue, now), revoke: (token) => revokeToken(identity, peer, token) };
}
