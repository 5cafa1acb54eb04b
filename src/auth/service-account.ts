import { discardBody } from "../http/discard-body.ts";
import { Redactor } from "../http/redactor.ts";
import type { Auth, AuthContext } from "./auth.ts";
import { withBearerToken } from "./bearer-token.ts";
import { checkIdentifier, checkSecret } from "./check-credential.ts";
import { type AccessToken, TokenCache } from "./oauth/token-cache.ts";
import { requestToken, revokeToken, type ServiceAccountIdentity } from "./oauth/token-endpoint.ts";

/** A service account of Atlas. */
export interface ServiceAccountOptions {
  /** Begins with `mdb_sa_id_`. */
  readonly clientId: string;
  /** Begins with `mdb_sa_sk_`. */
  readonly clientSecret: string;
  /** The time in milliseconds since the epoch, `Date.now` unless given. */
  readonly now?: (() => number) | undefined;
}

/** Authenticates as a service account. */
export interface ServiceAccountAuth extends Auth {
  /**
   * Revokes the access tokens that are in memory (RFC 7009) and forgets them. The next call gets a new one; a call that
   * is under way may be refused and does so once. Does nothing if no token was got yet.
   *
   * @throws {AuthenticationError} (step `"revoke"`) The endpoint failed; the tokens are forgotten all the same.
   */
  revoke(): Promise<void>;
}

/** How long before its end a token is replaced, in seconds: longer than a request takes, and clocks differ. */
const RENEW_BEFORE_END = 60;

/** The same for a token with a short life, as a part of it. */
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
 * One access token serves all calls. It is got with the first call, replaced a minute before its end and once when a call
 * is answered 401, and kept in memory only. Calls that need a new one at the same time wait for the same request, which
 * goes on when one of them gives up. A failed request is not remembered: the next call tries again.
 *
 * @throws {AuthenticationError} (step `"token"`) for an id or secret that can't be one; in calls, for a token endpoint
 *   that can't be reached or refuses. `cause` is then an `AtlasApiError` or the fault.
 */
export function serviceAccount(options: ServiceAccountOptions): ServiceAccountAuth {
  const clientId = checkIdentifier({ name: "clientId", value: options.clientId });
  const clientSecret = checkSecret({ name: "clientSecret", value: options.clientSecret });
  const now = options.now ?? Date.now;
  const basic = `${clientId}:${clientSecret}`;
  const redactor = new Redactor();
  redactor.conceal(clientSecret);
  redactor.conceal(basic);
  const identity: ServiceAccountIdentity = { clientId, clientSecret, redactor };
  // One for each base URL: clients of two Atlases may share the account, but no token leaves for the other one.
  const issuers = new Map<string, Issuer>();
  const issuerAt = (context: AuthContext): Issuer => {
    const issuer = issuers.get(context.baseUrl) ?? createIssuer(identity, context, now);
    issuers.set(context.baseUrl, issuer);
    return issuer;
  };
  return {
    async authorize(request, context) {
      context.conceal(clientSecret);
      context.conceal(basic);
      const { tokens } = issuerAt(context);
      const token = await tokens.get();
      const response = await context.send(withBearerToken(request.clone(), token.value));
      if (response.status !== 401) {
        return response;
      }
      const [other] = await Promise.all([tokens.replace(token), discardBody(response)]);
      return context.send(withBearerToken(request, other.value));
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
  const issue = async (): Promise<AccessToken> => {
    // Before asking, so that the way of the answer doesn't count as life.
    const askedAt = now();
    const { value, lifetime = Number.POSITIVE_INFINITY } = await requestToken(identity, peer);
    const margin = Math.min(RENEW_BEFORE_END, lifetime * RENEW_BEFORE_END_SHARE);
    return { value, renewAt: askedAt + (lifetime - margin) * 1000 };
  };
  return { tokens: new TokenCache(issue, now), revoke: (token) => revokeToken(identity, peer, token) };
}
