import type { ServerResponse } from "node:http";
import { type LoopbackRequest, type LoopbackServer, respond, startLoopbackServer } from "./loopback-server.ts";
import { created } from "./restore.ts";

type Answer = (response: ServerResponse, request: LoopbackRequest) => void;

export const CLIENT_ID = "mdb_sa_id_66e1f0a2b3c4d5e6f7081920";
export const CLIENT_SECRET = 'mdb_sa_sk_Zm9v-s3cr3t_8+/=x"y\\z';

/** An Atlas with a token endpoint: issues `token-1`, `token-2` … and takes those that were issued and not revoked. */
export interface TokenServer extends LoopbackServer {
  /** In place of the usual answers, until `forget`. */
  token: Answer;
  revocation: Answer;
  operation: Answer;
  readonly valid: Set<string>;
  /** The requests to the token endpoint. */
  tokenRequests(): LoopbackRequest[];
  /** The requests to anything but the OAuth endpoints. */
  operations(): LoopbackRequest[];
  forget(): void;
}

export async function startTokenServer(): Promise<TokenServer> {
  let issued = 0;
  const valid = new Set<string>();
  const answers: { token: Answer; revocation: Answer; operation: Answer } = {
    token(response) {
      issued += 1;
      valid.add(`token-${issued}`);
      respond(response, 200, { access_token: `token-${issued}`, token_type: "Bearer", expires_in: 3600 });
    },
    revocation(response, { body }) {
      valid.delete(new URLSearchParams(body).get("token") ?? "");
      respond(response, 200, "");
    },
    operation(response, { headers }) {
      const known = valid.has(headers.authorization?.replace(/^Bearer /, "") ?? "");
      respond(response, known ? 200 : 401, known ? created : { error: 401, detail: "Token is not valid." });
    },
  };
  const usual = { ...answers };
  const server = await startLoopbackServer((request, response) => {
    const kind =
      request.url === "/api/oauth/token" ? "token" : request.url === "/api/oauth/revoke" ? "revocation" : "operation";
    answers[kind](response, request);
  });
  return Object.assign(answers, server, {
    valid,
    tokenRequests: () => server.received.filter(({ url }) => url === "/api/oauth/token"),
    operations: () => server.received.filter(({ url }) => !url.startsWith("/api/oauth/")),
    forget() {
      issued = 0;
      valid.clear();
      server.received.length = 0;
      Object.assign(answers, usual);
    },
  });
}
