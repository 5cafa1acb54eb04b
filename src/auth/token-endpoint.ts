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
import { AtlasApiError } from "../errors/atlas-api-error.ts";
import { AuthenticationError } from "../errors/restore-jobs-errors.ts";
import type { AuthContext } from "../http/auth.ts";
import { encodeBase64 } from "../http/base64.ts";
import { summarizeResponse } from "../http/events.ts";
import { copyFault } from "../http/fault.ts";
import { Redactor } from "../http/redactor.ts";
import { toResponse } from "../http/response.ts";
import { isObject, parseJson } from "../response/json.ts";
import { readFailure } from "../response/read-result.ts";
import { isBearerToken } from "./check-credential.ts";

/** A service account. */
export interface ServiceAccountIdentity {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface IssuedToken {
  readonly value: string;
  /** How long it is valid from when it was asked for, in seconds. `undefined` if the server doesn't say. */
  readonly lifetime: number | undefined;
}

type Peer = Pick<AuthContext, "baseUrl" | "exchange">;
type Fail = (why: string, cause?: Error) => AuthenticationError;

/**
 * Asks for an access token. @see RFC 6749 section 4.4
 *
 * @throws {AuthenticationError} (step `"token"`) that says what the endpoint returned.
 */
export async function requestToken(
  identity: ServiceAccountIdentity,
  peer: Peer,
  signal: AbortSignal,
): Promise<IssuedToken> {
  const { server, client, authenticate, options, redact } = describeExchange(identity, peer, signal);
  const fail: Fail = (why, cause) =>
    new AuthenticationError("token", `Couldn't get an access token, so nothing was carried out. ${why}`, {
      cause,
    });
  const response = await reach(server.token_endpoint, redact, fail, () =>
    clientCredentialsGrantRequest(server, client, authenticate, {}, options),
  );
  const unusable = (why: string): AuthenticationError =>
    fail(`The response of POST ${server.token_endpoint} can't be used: ${why}.`);
  let token: Awaited<ReturnType<typeof processClientCredentialsResponse>>;
  try {
    token = await processClientCredentialsResponse(server, client, response);
  } catch (error) {
    // Its causes are left out because they hold the body.
    throw unusable(error instanceof Error ? redact(error.message) : "it is unreadable");
  }
  if (token.token_type !== "bearer" || !isBearerToken(token.access_token)) {
    throw unusable("it has no bearer token (RFC 6750 section 2.1)");
  }
  return { value: token.access_token, lifetime: token.expires_in };
}

/**
 * Makes a token invalid. @see RFC 7009
 *
 * @throws {AuthenticationError} (step `"revoke"`) that says what the endpoint returned.
 */
export async function revokeToken(identity: ServiceAccountIdentity, peer: Peer, token: string): Promise<void> {
  const never = new AbortController().signal;
  const { server, client, authenticate, options, redact } = describeExchange(identity, peer, never, token);
  const fail: Fail = (why, cause) =>
    new AuthenticationError("revoke", `The access token was discarded, but may still be valid. ${why}`, { cause });
  await reach(server.revocation_endpoint, redact, fail, () =>
    revocationRequest(server, client, authenticate, token, {
      ...options,
      additionalParameters: { token_type_hint: "access_token" },
    }),
  );
}

/** The good response of an endpoint, whole. */
async function reach(
  url: string,
  redact: (text: string) => string,
  fail: Fail,
  send: () => Promise<Response>,
): Promise<Response> {
  let response: Response;
  try {
    response = await send();
  } catch (error) {
    const cause = error instanceof Error && "code" in error && "request" in error ? error : copyFault(error, redact);
    throw fail(redact(cause.message), cause);
  }
  if (!response.ok) {
    const refusal = await readRefusal(response, url, redact);
    throw fail(refusal.message, refusal);
  }
  return response;
}

/** The error response of an OAuth endpoint. @see RFC 6749 section 5.2 for `error` and `error_description` */
async function readRefusal(response: Response, url: string, redact: (text: string) => string): Promise<AtlasApiError> {
  const { status, statusText } = response;
  const text = await response.text();
  const parsed = parseJson(text);
  const body = isObject(parsed)
    ? { errorCode: parsed["error"], detail: parsed["error_description"], ...parsed }
    : (parsed ?? text);
  const failure = readFailure({ status, statusText, body }, redact);
  return new AtlasApiError(failure, { method: "POST", url }, summarizeResponse(response, redact));
}

function describeExchange(
  { clientId, clientSecret }: ServiceAccountIdentity,
  { baseUrl, exchange }: Peer,
  signal: AbortSignal,
  token = "",
) {
  const server = {
    issuer: baseUrl,
    token_endpoint: `${baseUrl}/api/oauth/token`,
    revocation_endpoint: `${baseUrl}/api/oauth/revoke`,
  } satisfies AuthorizationServer;
  const client: Client = { client_id: clientId };
  const basic = encodeBase64(`${clientId}:${clientSecret}`);
  // RFC 6749 section 2.3.1 has id and secret form-encoded first, as oauth4webapi does; Atlas doesn't decode them, and
  // its client ids have a "_", which that encoding changes.
  const authenticate: ClientAuth = (_server, _client, _body, headers) => {
    headers.set("Authorization", `Basic ${basic}`);
  };
  const redactor = new Redactor();
  for (const secret of [clientSecret, basic, token]) redactor.conceal(secret);
  const options = {
    [customFetch]: async (url: string, init: { method: string; headers: Record<string, string>; body?: unknown }) =>
      toResponse(await exchange({ url, method: init.method, headers: init.headers, body: String(init.body) }, signal)),
    // Which origins are safe is decided by the client's baseUrl: http: for loopback only.
    [allowInsecureRequests]: true,
  };
  return { server, client, authenticate, options, redact: (text: string) => redactor.redact(text) };
}
