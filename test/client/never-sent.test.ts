import { readFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { resolve } from "node:path";
import { createServer as createTlsServer, type TlsOptions } from "node:tls";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ProxyAgent, fetch as undiciFetch } from "undici";
import { ConnectionError, type Fetch, OutcomeUnknownError } from "../../src/index.ts";
import { MEDIA_TYPE, responseExample } from "../support/bundle.ts";
import { rejectionAs, rejectionOf } from "../support/errors.ts";
import { body, clientFor, cluster } from "../support/restore.ts";

const keys = resolve(import.meta.dirname, "../support/tls");
const identity = {
  key: readFileSync(resolve(keys, "localhost.key")),
  cert: readFileSync(resolve(keys, "localhost.pem")),
};

const stops: (() => void)[] = [];
afterAll(() => {
  for (const stop of stops) stop();
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket));
  stops.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return (server.address() as AddressInfo).port;
}

const tls = (options: TlsOptions) => () => listen(createTlsServer({ ...identity, ...options }));

/** Servers with which no TLS connection comes about. */
const handshakes: Record<string, () => Promise<number>> = {
  "a certificate of an unknown authority": tls({}),
  "TLS 1.1 only": tls({ minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT:@SECLEVEL=0" }),
  "no common cipher": tls({ maxVersion: "TLSv1.2", ciphers: "ECDHE-RSA-AES128-GCM-SHA256" }),
  "a reset in the handshake": () =>
    listen(createTcpServer((socket) => void socket.once("data", () => socket.resetAndDestroy()))),
  "the end of the connection in the handshake": () =>
    listen(createTcpServer((socket) => void socket.once("data", () => socket.end()))),
};

/** What undici's own `fetch` takes and returns has other types than the one of Node, which it is. */
const fetches: Record<string, Fetch | undefined> = { "the default fetch": undefined, "undici's fetch": undiciFetch };

describe.each(Object.entries(fetches))("by %s", (_name, fetch) => {
  // Of a bare ECONNRESET only the default fetch knows that it came before anything was written.
  const known = Object.entries(handshakes).filter(([what]) => fetch === undefined || !what.startsWith("a reset"));
  test.each(known)("%s: nothing was sent, and the caller is told so", async (_what, start) => {
    const url = `https://localhost:${await start()}`;
    const error = await rejectionAs(
      clientFor({ url }, { fetch, maxRetries: 0 }).createRestoreJob(cluster, body),
      ConnectionError,
    );
    expect(error.message).toMatch(/no connection could be made \(.*Nothing has changed in Atlas\.$/);
  });

  test("a port that fetch blocks", async () => {
    const call = clientFor({ url: "http://127.0.0.1:6666" }, { fetch, maxRetries: 0 }).createRestoreJob(cluster, body);
    expect((await rejectionAs(call, ConnectionError)).message).toContain("no connection could be made (bad port)");
  });
});

test.each([
  ["CERT_REVOKED", ConnectionError],
  ["CERT_HAS_EXPIRED", ConnectionError],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", ConnectionError],
  ["ERR_TLS_CERT_ALTNAME_INVALID", ConnectionError],
  // In TLS 1.3 a server asks for the client's certificate when the request may be on its way.
  ["ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", OutcomeUnknownError],
  ["ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR", OutcomeUnknownError],
  ["ECONNRESET", OutcomeUnknownError],
])("the code %s: %p", async (code, errorClass) => {
  const cause = Object.assign(new Error("no"), { code });
  const fetch = async () => Promise.reject(new TypeError("fetch failed", { cause }));
  const client = clientFor({ url: "https://localhost" }, { fetch, maxRetries: 0 });
  await rejectionAs<Error>(client.createRestoreJob(cluster, body), errorClass);
});

test("plain HTTP where TLS was expected", async () => {
  await fetch("data:,").catch(() => undefined);
  const port = await listen(createHttpServer());
  const client = clientFor({ url: `https://localhost:${port}` }, { maxRetries: 0 });
  await rejectionAs(client.createRestoreJob(cluster, body), ConnectionError);
});

test("a proxy that refuses CONNECT", async () => {
  const proxy = createHttpServer();
  proxy.on("connect", (_request, socket) => socket.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"));
  const dispatcher = new ProxyAgent(`http://127.0.0.1:${await listen(proxy)}`);
  const through: Fetch = (url, init) => undiciFetch(url, { ...init, dispatcher });
  const client = clientFor({ url: "https://atlas.example" }, { fetch: through, maxRetries: 0 });
  const error = await rejectionAs(client.createRestoreJob(cluster, body), ConnectionError);
  expect(error.message).toContain("no connection could be made (Proxy response (403) !== 200");
});

describe("a middleware that answers itself", () => {
  test.each([
    [500, "AtlasApiError"],
    [409, "AtlasApiError"],
    [401, "AuthenticationError"],
    [200, "ConnectionError"],
  ])("%i: %s, because nothing was sent", async (status, name) => {
    let sends = 0;
    const fetch: Fetch = async () => {
      sends += 1;
      return Response.json({});
    };
    const client = clientFor({ url: "https://atlas.example" }, { fetch });
    client.api.use({ onRequest: () => Response.json({}, { status }) });
    const error = await rejectionOf(client.createRestoreJob(cluster, body));
    expect(error).toMatchObject({ name });
    expect(sends).toBe(0);
  });
});

describe("a connection of its own", () => {
  let sockets: Map<unknown, string[]>;
  let url: string;
  beforeAll(async () => {
    sockets = new Map();
    const server = createHttpServer((request, response) => {
      sockets.set(request.socket, [...(sockets.get(request.socket) ?? []), request.method ?? ""]);
      request.resume().on("end", () => {
        response.setHeader("Content-Type", MEDIA_TYPE);
        response.end(JSON.stringify(responseExample(200)));
      });
    });
    url = `http://127.0.0.1:${await listen(server)}`;
  });

  test("is what each create gets, between reads that share one", async () => {
    const client = clientFor({ url });
    const list = () => client.listRestoreJobs(cluster).next();
    await list();
    for (let round = 0; round < 3; round += 1) {
      await client.createRestoreJob(cluster, body);
      await list();
    }
    expect([...sockets.values()]).toEqual([["GET", "GET", "GET", "GET"], ["POST"], ["POST"], ["POST"]]);
  });

  test("so a create is never lost to a kept connection that the server has closed", async () => {
    const closing = createTcpServer((socket) => {
      // Answers a request, and resets the kept connection at the next byte.
      let requests = 0;
      socket.on("data", () => {
        requests += 1;
        const text = JSON.stringify(responseExample(200));
        if (requests > 1) socket.resetAndDestroy();
        else
          socket.write(
            `HTTP/1.1 200 OK\r\nContent-Type: ${MEDIA_TYPE}\r\nContent-Length: ${text.length}\r\n\r\n${text}`,
          );
      });
      socket.on("error", () => undefined);
    });
    const client = clientFor({ url: `http://127.0.0.1:${await listen(closing)}` });
    await client.listRestoreJobs(cluster).next();
    expect(await client.createRestoreJob(cluster, body)).toEqual(responseExample(200));
  });
});
