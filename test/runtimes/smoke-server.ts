import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { MEDIA_TYPE } from "../support/bundle.ts";
import { CORS } from "../support/cors.ts";
import { type LoopbackRequest, respond, startLoopbackServer } from "../support/loopback-server.ts";

/** What the server saw of a run. */
export interface Sightings {
  /** How often a create was received, by cluster name: how the server behaved. */
  readonly posts: Record<string, number>;
  /** Whether the last create came on a new connection or a kept one, by cluster name. */
  readonly connections: Record<string, "new" | "kept">;
  readonly tokenRequests: number;
  readonly userAgents: readonly string[];
}

export interface SmokeServer {
  readonly url: string;
  sightings(): Sightings;
  forget(): void;
  stop(): Promise<void>;
}

/** The token that the service account gets. */
const ISSUED = "issued-to-the-service-account";

/** What a job delivers that was asked to deliver by HTTP. */
export const DATA = Buffer.alloc(1024 * 1024, "restored ");

const jobs = [1, 2, 3].map((number) => ({
  id: String(number).padStart(24, "0"),
  statusName: "FINISHED",
  delivery: { methodName: "HTTP" },
}));

/** An Atlas on loopback for the runs of the smoke test: the name of the cluster says how it behaves. Below `/slow` a token takes half a second. */
export async function startSmokeServer(credentials: { readonly token: string }): Promise<SmokeServer> {
  const sockets = new WeakSet<Socket>();
  const connections: Sightings["connections"] = {};
  const posts: Sightings["posts"] = {};
  const server = await startLoopbackServer((request, response) => {
    const { url, method } = request;
    for (const [name, value] of Object.entries(CORS)) response.setHeader(name, value);
    const isKept = response.socket !== null && sockets.has(response.socket);
    if (response.socket !== null) sockets.add(response.socket);
    // Only two clusters keep their connections, so that it is known when a create comes on a kept one.
    if (!/clusters\/(good|reset-kept)\//.test(url) || request.headers.authorization === `Bearer ${ISSUED}`) {
      response.setHeader("Connection", "close");
    }
    if (method === "OPTIONS") return respond(response, 204, "");
    if (url.endsWith("/api/oauth/token")) {
      const token = { access_token: ISSUED, token_type: "Bearer", expires_in: 3600 };
      setTimeout(() => respond(response, 200, token), url.startsWith("/slow/") ? 500 : 0);
      return;
    }
    if (url === "/data.tar.gz") return void response.end(DATA);
    const cluster = /clusters\/([^/]+)/.exec(url)?.[1] ?? "";
    if (method === "POST") {
      posts[cluster] = (posts[cluster] ?? 0) + 1;
      connections[cluster] = isKept ? "kept" : "new";
    }
    const isKnown = [credentials.token, ISSUED].some((token) => request.headers.authorization === `Bearer ${token}`);
    if (!isKnown) return respond(response, 401, { error: 401, errorCode: "UNAUTHORIZED", detail: "Who is it?" });
    behave(cluster, request, response, posts[cluster] ?? 0);
  });
  return {
    ...server,
    sightings: () => ({
      posts: { ...posts },
      connections: { ...connections },
      tokenRequests: server.received.filter(({ method, url }) => method === "POST" && url.endsWith("/api/oauth/token"))
        .length,
      userAgents: [...new Set(server.received.map(({ headers }) => headers["user-agent"] ?? ""))],
    }),
    forget() {
      server.received.length = 0;
      for (const record of [posts, connections]) for (const name of Object.keys(record)) delete record[name];
    },
  };
}

function behave(cluster: string, request: LoopbackRequest, response: ServerResponse, count: number): void {
  switch (cluster) {
    case "busy":
      if (count > 1) succeed(request, response);
      else respond(response, 429, { error: 429 }, { "Retry-After": "0" });
      break;
    case "unknown":
      respond(response, 404, { error: 404, errorCode: "CLUSTER_NOT_FOUND", detail: "No such cluster." });
      break;
    case "moved":
      respond(response, 302, "", { Location: "/elsewhere" });
      break;
    case "reset-new":
    case "reset-kept":
      response.socket?.resetAndDestroy();
      break;
    case "silent":
      break;
    case "cut-off":
      response.writeHead(200, { "Content-Type": MEDIA_TYPE, "Content-Length": 1000 });
      response.write('{"results":[', () => response.socket?.destroy());
      break;
    case "delivered":
      respond(response, 200, deliver(`http://${request.headers.host}/data.tar.gz`));
      break;
    default:
      succeed(request, response);
  }
}

function deliver(urlV2: string): object {
  const hash = createHash("sha1").update(DATA).digest("hex");
  const delivery = { methodName: "HTTP", urlV2, authHeader: "X-Key", authValue: "k3y" };
  return { ...jobs[0], delivery, hashes: [{ fileName: "data.tar.gz", hash, typeName: "SHA1" }] };
}

/** The three jobs in pages of two, zipped; one of them; or the first as what a create made. */
function succeed({ method, url }: LoopbackRequest, response: ServerResponse): void {
  const page = Number(/pageNum=(\d+)/.exec(url)?.[1] ?? 1);
  const id = /restoreJobs\/(\d+)/.exec(url)?.[1];
  const links = [{ rel: page === 1 ? "next" : "self", href: "/" }];
  const list = method === "POST" ? jobs.slice(0, 1) : jobs.slice((page - 1) * 2, page * 2);
  const answer = id === undefined ? { results: list, links, totalCount: 3 } : jobs.find((job) => job.id === id);
  response.writeHead(200, { "Content-Type": MEDIA_TYPE, "Content-Encoding": "gzip" });
  response.end(gzipSync(JSON.stringify(answer)));
}
