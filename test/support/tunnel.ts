import { readFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, connect, type Server, type Socket } from "node:net";
import { resolve } from "node:path";
import { responseExample } from "./bundle.ts";

/** An Atlas with a certificate of a private authority, and a proxy that opens tunnels to it with CONNECT. */
export interface Tunnel {
  /** Where Atlas is, as the proxy is asked for it. */
  readonly host: string;
  /** What a program needs to know to reach it: the proxy, the authority, a service account and the base URL. */
  readonly env: Readonly<Record<string, string>>;
  /** Method and path of each request that reached Atlas. */
  readonly received: string[];
  /** The hosts that the proxy was asked for. */
  readonly opened: string[];
  forget(): void;
  stop(): void;
}

const keys = resolve(import.meta.dirname, "tls");

export async function startTunnel(): Promise<Tunnel> {
  const received: string[] = [];
  const opened: string[] = [];
  const sockets = new Set<Socket>();
  const identity = {
    key: readFileSync(resolve(keys, "localhost.key")),
    cert: readFileSync(resolve(keys, "localhost.pem")),
  };
  const api = createHttpsServer(identity, (request, response) => {
    received.push(`${request.method} ${request.url}`);
    const token = { access_token: "issued", token_type: "Bearer", expires_in: 3600 };
    const answer = request.url === "/api/oauth/token" ? token : responseExample(200);
    response.setHeader("Content-Type", "application/json");
    request.resume().on("end", () => response.end(JSON.stringify(answer)));
  });
  const proxy = createHttpServer().on("connect", ({ url = "" }, client: Socket) => {
    opened.push(url);
    const { hostname, port } = new URL(`http://${url}`);
    const upstream = connect(Number(port), hostname, () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      upstream.pipe(client).pipe(upstream);
    });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => upstream.destroy());
    }
  });
  for (const server of [api, proxy]) {
    server.on("connection", (socket: Socket) => sockets.add(socket));
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  }
  const port = (server: Server): number => (server.address() as AddressInfo).port;
  const host = `localhost:${port(api)}`;
  return {
    host,
    env: {
      HTTPS_PROXY: `http://127.0.0.1:${port(proxy)}`,
      NODE_EXTRA_CA_CERTS: resolve(keys, "ca.pem"),
      MONGODB_ATLAS_CLIENT_ID: "mdb_sa_id_1",
      MONGODB_ATLAS_CLIENT_SECRET: "mdb_sa_sk_1",
      MONGODB_ATLAS_BASE_URL: `https://${host}`,
    },
    received,
    opened,
    forget() {
      received.length = 0;
      opened.length = 0;
    },
    stop() {
      for (const server of [api, proxy]) server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
