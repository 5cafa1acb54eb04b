import { createHash, randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import { type LoopbackRequest, type LoopbackServer, respond, startLoopbackServer } from "./loopback-server.ts";
import { created } from "./restore.ts";

export const PUBLIC_KEY = "abcdefgh";
export const PRIVATE_KEY = '0a1b2c3d-4e5f-6071-8293-s3cr3t"\\ü';

const REALM = "MMS Public API";

export interface DigestServer extends LoopbackServer {
  /** The algorithms it offers, each in a header of its own. `MD5` at first. */
  algorithms: readonly string[];
  /** Whether it tells that a nonce is stale, as RFC 7616 asks of it. */
  tellsStale: boolean;
  /** How many right answers are still refused as stale. */
  staleAnswers: number;
  /** Names the next nonce in each good answer. */
  namesNext: boolean;
  /** What answers a request whose digest is right. */
  operation: (response: ServerResponse, request: LoopbackRequest) => void;
  /** Forgets all nonces, as at the end of their time. */
  expire(): void;
  forget(): void;
}

/**
 * A strict verifier of digests that shares no code with the client: a nonce count that doesn't rise is refused, as is a
 * target that isn't the request's.
 *
 * @param headers Stand in every answer. With those of CORS it answers a browser's preflight request, too.
 */
export async function startDigestServer(headers: Readonly<Record<string, string>> = {}): Promise<DigestServer> {
  const counts = new Map<string, number>();
  const newNonce = () => {
    const nonce = randomBytes(12).toString("base64");
    counts.set(nonce, 0);
    return nonce;
  };
  const defaults: Pick<DigestServer, "algorithms" | "tellsStale" | "staleAnswers" | "namesNext" | "operation"> = {
    algorithms: ["MD5"],
    tellsStale: true,
    staleAnswers: 0,
    namesNext: false,
    operation: (response) =>
      respond(response, 200, created, state.namesNext ? { "Authentication-Info": `nextnonce="${newNonce()}"` } : {}),
  };
  const state = { ...defaults };

  const challenge = (response: ServerResponse, stale: boolean): void => {
    response.setHeader(
      "WWW-Authenticate",
      state.algorithms.map(
        (algorithm) =>
          `Digest realm="${REALM}", domain="", nonce="${newNonce()}", algorithm=${algorithm}, qop="auth", stale=${stale}`,
      ),
    );
    respond(response, 401, { error: 401, errorCode: "UNAUTHORIZED", detail: "You are not authorized." });
  };

  const server = await startLoopbackServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (request.method === "OPTIONS") return respond(response, 204, "");
    const { authorization = "" } = request.headers;
    const field = (name: string): string =>
      new RegExp(`[ ,]${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^",\\s]+))`).exec(authorization)?.slice(1).find(Boolean) ??
      "";
    const hash = (text: string): string =>
      createHash(field("algorithm").startsWith("SHA-256") ? "sha256" : "md5")
        .update(text)
        .digest("hex");
    const count = counts.get(field("nonce"));
    if (!authorization.startsWith("Digest ") || field("uri") !== request.url || field("username") !== PUBLIC_KEY) {
      return challenge(response, false);
    }
    const secret = hash(`${PUBLIC_KEY}:${REALM}:${PRIVATE_KEY}`);
    const key = field("algorithm").endsWith("-sess") ? hash(`${secret}:${field("nonce")}:${field("cnonce")}`) : secret;
    const message = [
      field("nonce"),
      field("nc"),
      field("cnonce"),
      field("qop"),
      hash(`${request.method}:${request.url}`),
    ];
    if (field("response") !== hash([key, ...message].join(":"))) {
      return challenge(response, false);
    }
    const nc = Number.parseInt(field("nc"), 16);
    if (count === undefined || nc <= count) {
      return challenge(response, state.tellsStale);
    }
    if (state.staleAnswers > 0) {
      state.staleAnswers -= 1;
      return challenge(response, true);
    }
    counts.set(field("nonce"), nc);
    state.operation(response, request);
  });
  return Object.assign(state, server, {
    expire: () => counts.clear(),
    forget() {
      server.received.length = 0;
      Object.assign(state, defaults);
    },
  });
}
