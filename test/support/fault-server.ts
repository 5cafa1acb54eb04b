import { createServer } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { text } from "node:stream/consumers";
import { type Fault, type FaultName, faults } from "./faults.ts";

/** One request as the server saw it. */
export interface Meeting {
  readonly fault: FaultName;
  /** The request's body; `undefined` if the connection was reset before it was read. */
  readonly body: string | undefined;
  /** Whether the request was carried out, so that sending it again would carry it out twice. */
  readonly carriedOut: boolean;
}

/** A server on loopback that fails in every way that a server and the network before it can. */
export interface FaultServer {
  readonly url: string;
  readonly meetings: Meeting[];
  stop(): Promise<void>;
}

/** @param draw Says what goes wrong next: asked at each connection, and again at each request. */
export async function startFaultServer(draw: () => FaultName): Promise<FaultServer> {
  const meetings: Meeting[] = [];
  const http = createServer(async (request, response) => {
    const name = draw();
    const fault: Fault = faults[name];
    // On a kept connection the head of the request has been read, which makes no difference to who sent it.
    const body = isBeforeRequest(name) ? undefined : await text(request).catch(() => undefined);
    meetings.push({ fault: name, body, carriedOut: fault.carriesOut && body !== undefined });
    fault.behave(response, request);
  });
  // Nothing is read of a paused connection, so a reset comes before the request whatever the client has sent.
  const tcp = createTcpServer({ pauseOnConnect: true }, (socket) => {
    const fault = draw();
    if (isBeforeRequest(fault)) {
      meetings.push({ fault, body: undefined, carriedOut: false });
      setTimeout(() => socket.resetAndDestroy(), fault === "reset at connect" ? 0 : 20);
    } else {
      http.emit("connection", socket);
      socket.resume();
    }
  });
  await new Promise<void>((resolve) => tcp.listen(0, "127.0.0.1", resolve));
  const { port } = tcp.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    meetings,
    stop() {
      http.closeAllConnections();
      return new Promise((resolve) => tcp.close(() => resolve()));
    },
  };
}

function isBeforeRequest(fault: FaultName): boolean {
  return fault === "reset at connect" || fault === "reset before request";
}
