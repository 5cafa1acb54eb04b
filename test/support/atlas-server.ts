import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type ErrorRequestHandler } from "express";
import { middleware as checkAgainstOpenApi } from "express-openapi-validator";
import { bundlePath, MEDIA_TYPE, responseExample } from "./bundle.ts";

/** How the server answers a request that the OpenAPI document allows. */
export type Behaviour = (response: ServerResponse, request: IncomingMessage) => void;

export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** Atlas on loopback: refuses what the bundled OpenAPI document forbids, and otherwise behaves as it is told. */
export interface AtlasServer {
  readonly url: string;
  /** Every request that came, allowed or not. */
  readonly received: ReceivedRequest[];
  /** Why requests were refused; empty as long as the client keeps to the document. */
  readonly refusals: string[];
  behave(behaviour: Behaviour): void;
  /** Behaves so from request to request, and stays with the last. */
  behaveInTurn(...behaviours: readonly [Behaviour, ...Behaviour[]]): void;
  /** Back to the beginning: nothing received, and the fragment's first example as the answer. */
  forget(): void;
  stop(): Promise<void>;
}

export async function startAtlasServer(): Promise<AtlasServer> {
  const received: ReceivedRequest[] = [];
  const refusals: string[] = [];
  const succeed = answer(200, responseExample(200));
  let behaviour = succeed;

  const refuse: ErrorRequestHandler = (error, request, response, _next) => {
    refusals.push(`${error.status}: ${error.message}`);
    answer(error.status ?? 500, { error: error.status, errorCode: "REFUSED_BY_OPENAPI", detail: error.message })(
      response,
      request,
    );
  };
  const app = express()
    .use(express.json({ type: [MEDIA_TYPE, "application/json"] }))
    .use(({ method, url, headers, body }, _response, next) => {
      received.push({ method, url, headers, body });
      next();
    })
    .use(
      checkAgainstOpenApi({
        apiSpec: bundlePath,
        validateSecurity: {
          handlers: {
            ServiceAccounts: ({ headers }) => /^Bearer [\w\-.~+/]+=*$/.test(headers.authorization ?? ""),
            DigestAuth: ({ headers }) => /^Digest /.test(headers.authorization ?? ""),
          },
        },
      }),
    )
    .use((request, response) => behaviour(response, request))
    .use(refuse);

  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const forget = (): void => {
    received.length = 0;
    refusals.length = 0;
    behaviour = succeed;
  };
  // The validator compiles at the first request; no test's time limit should pay for it.
  await fetch(`http://127.0.0.1:${port}/`);
  forget();
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    refusals,
    behave(next) {
      behaviour = next;
    },
    behaveInTurn(first, ...others) {
      let current = first;
      behaviour = (response, request) => {
        const now = current;
        current = others.shift() ?? current;
        now(response, request);
      };
    },
    forget,
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** A whole answer: JSON, or a text as it is. */
export function answer(status: number, body: unknown, headers: Record<string, string> = {}): Behaviour {
  return (response) => {
    const contentType = status === 200 ? MEDIA_TYPE : "application/json";
    response.writeHead(status, { "Content-Type": contentType, ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}

/** Breaks the connection instead of answering. */
export const reset: Behaviour = (_response, request) => {
  request.socket.resetAndDestroy();
};

/** Sends the head and the beginning of a body, and breaks the connection. */
export function breakOff(status: number, beginning: string): Behaviour {
  return (response, request) => {
    response.writeHead(status, { "Content-Type": "application/json", "Content-Length": "100000" });
    response.write(beginning, () => setTimeout(() => request.socket.resetAndDestroy(), 20));
  };
}

/** Sends the head and the beginning of a body, and then nothing more. */
export function stallAfter(status: number, beginning: string): Behaviour {
  return (response) => {
    response.writeHead(status, { "Content-Type": "application/json" });
    response.write(beginning);
  };
}

/** Never answers. */
export const stall: Behaviour = () => undefined;
