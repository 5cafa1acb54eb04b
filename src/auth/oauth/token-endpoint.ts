import {
  type AuthorizationServer,
  allowInsecureRequests,
  type Client,
  type ClientAuth,
  clientCredentialsGrantRequest,
  customFetch,
  processClientCredentialsResponse,
  revocationRequest,
} from "oauth4webapi";
import { AuthenticationError } from "../../errors/authentication-error.ts";
import { copyFault, describeFault } from "../../http/fault.ts";
import type { Redactor } from "../../http/redactor.ts";
import type { AuthContext } from "../auth.ts";
import { encodeBase64 } from "../base64.ts";
import { isBearerToken } from "../bearer-token.ts";
import { readRefusal } from "./read-refusal.ts";

/** The service account, and what takes its secret out of messages. */
export interface ServiceAccountIdentity {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redactor: Redactor;
}

export interface IssuedToken {
  readonly value: string;
  /** How long it is valid from when it was asked for, in seconds. `undefined` if the server doesn't say. */
  readonly lifetime: number | undefined;
}

type Peer = Pick<AuthContext, "baseUrl" | "exchange">;

/**
 * Asks for an access token. @see RFC 6749 section 4.4
 *
 * @throws {AuthenticationError} (step `"token"`) that says what the endpoint answered.
 */
export async function requestToken(identity: ServiceAccountIdentity, peer: Peer): Promise<IssuedToken> {
  const { server, client, authenticate, options } = describeExchange(identity, peer);
  const fail = (why: string, cause?: Error): AuthenticationError =>
    new AuthenticationError("token", `No access token could be got, so nothing was carried out. ${why}`, { cause });
  const response = await reach(identity, server.token_endpoint, fail, () =>
    clientCredentialsGrantRequest(server, client, authenticate, {}, options),
  );
  let answer: Awaited<ReturnType<typeof processClientCredentialsResponse>>;
  try {
    answer = await processClientCredentialsResponse(server, client, response);
  } catch (error) {
    // Its causes are left out, for they hold the body.
    const why = error instanceof Error ? identity.redactor.redact(error.message) : "it is unreadable";
    throw fail(`The answer of POST ${server.token_endpoint} can't be used: ${why}.`);
  }
  if (answer.token_type !== "bearer" || !isBearerToken(answer.access_token)) {
    throw fail(`The answer of POST ${server.token_endpoint} has no bearer token (RFC 6750 section 2.1).`);
  }
  return { value: answer.access_token, lifetime: answer.expires_in };
}

/**
 * Makes a token invalid. @see RFC 7009
 *
 * @throws {AuthenticationError} (step `"revoke"`) that says what the endpoint answered.
 */
export async function revokeToken(identity: ServiceAccountIdentity, peer: Peer, token: string): Promise<void> {
  const { server, client, authenticate, options } = describeExchange(identity, peer);
  identity.redactor.conceal(token);
  const fail = (why: string, cause?: Error): AuthenticationError =>
    new AuthenticationError("revoke", `The access token was forgotten, but may still be valid. ${why}`, { cause });
  await reach(identity, server.revocation_endpoint, fail, () =>
    revocationRequest(server, client, authenticate, token, {
      ...options,
      additionalParameters: { token_type_hint: "access_token" },
    }),
  );
}

/** The good answer of an endpoint, whole. */
async function reach(
  { redactor }: ServiceAccountIdentity,
  url: string,
  fail: (why: string, cause: Error) => AuthenticationError,
  ask: () => Promise<Response>,
): Promise<Response> {
  let response: Response;
  try {
    response = await ask();
  } catch (error) {
    const cause = copyFault(error, (text) => redactor.redact(text));
    throw fail(`POST ${url} got no answer: ${describeFault(cause)}.`, cause);
  }
  if (!response.ok) {
    const refusal = await readRefusal(response, url, redactor);
    throw fail(refusal.message, refusal);
  }
  return response;
}

function describeExchange({ clientId, clientSecret }: ServiceAccountIdentity, { baseUrl, exchange }: Peer) {
  const server = {
    issuer: baseUrl,
    token_endpoint: `${baseUrl}/api/oauth/token`,
    revocation_endpoint: `${baseUrl}/api/oauth/revoke`,
  } satisfies AuthorizationServer;
  const client: Client = { client_id: clientId };
  // RFC 6749 section 2.3.1 has id and secret form-encoded first, as oauth4webapi does; Atlas doesn't decode them, and
  // its client ids have a "_", which that encoding changes.
  const authenticate: ClientAuth = (_server, _client, _body, headers) => {
    headers.set("Authorization", `Basic ${encodeBase64(`${clientId}:${clientSecret}`)}`);
  };
  const options = {
    [customFetch]: (url: string, init: RequestInit) => exchange(new Request(url, init)),
    // Which origins are safe is decided by the client's baseUrl: http: for loopback only.
    [allowInsecureRequests]: true,
  };
  return { server, client, authenticate, options };
}
