import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface LoopbackRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server on loopback that takes every request, in order, and knows nothing of Atlas. */
export interface LoopbackServer {
  readonly url: string;
  readonly received: LoopbackRequest[];
  stop(): Promise<void>;
}

export async function startLoopbackServer(
  handle: (request: LoopbackRequest, response: ServerResponse) => void,
): Promise<LoopbackServer> {
  const received: LoopbackRequest[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = "", url = "", headers } = request;
    const whole = { method, url, headers, body: Buffer.concat(chunks).toString() };
    received.push(whole);
    handle(whole, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

export function respond(response: ServerResponse, status: number, body: unknown, headers: object = {}): void {
  response.writeHead(status, { "Content-Type": "application/json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}
