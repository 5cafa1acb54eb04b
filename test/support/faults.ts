import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { answer, type Behaviour, reset, stall } from "./atlas-server.ts";
import { MEDIA_TYPE, responseExample } from "./bundle.ts";
import { job } from "./restore.ts";

export interface Fault {
  /** Whether the server carries the request out before it misbehaves, as far as a client could ever know. */
  readonly carriesOut: boolean;
  readonly behave: Behaviour;
}

const MEGABYTE = 1024 * 1024;

/** What the server says to a request that it carries out, be it one job or a list of one. */
const succeed: Behaviour = (response, request) => {
  const isOneJob = /restoreJobs\/\w+/.test(request.url ?? "");
  answer(200, isOneJob ? job : { results: [job], links: [{ rel: "self" }], totalCount: 1 })(response, request);
};

/** Answers as it should, and closes the kept connection while the client may be using it again. */
const closeAfter: Behaviour = (response, request) => {
  response.on("finish", () => setTimeout(() => request.socket.destroy(), 1));
  succeed(response, request);
};

const drip: Behaviour = (response, request) => {
  response.writeHead(200, { "Content-Type": MEDIA_TYPE });
  const tap = setInterval(() => {
    // Not by an event, which may have come before.
    if (request.socket.destroyed) {
      clearInterval(tap);
    } else {
      response.write(" ");
    }
  }, 10);
};

const truncate: Behaviour = (response, request) => {
  const whole = JSON.stringify(responseExample(200));
  response.writeHead(200, { "Content-Type": MEDIA_TYPE, "Content-Length": whole.length });
  response.write(whole.slice(0, 50), () => request.socket.destroy());
};

function hundredMegabytes(status: number): Behaviour {
  const chunk = Buffer.alloc(MEGABYTE / 4, " ");
  return (response) => {
    response.writeHead(status, { "Content-Type": MEDIA_TYPE });
    const stream = Readable.from(Array(400).fill(chunk));
    stream.pipe(response);
    response.on("close", () => stream.destroy());
  };
}

let bomb: Buffer | undefined;

/** 100 kB that unpack to 100 MB. */
const gzipBomb: Behaviour = (response) => {
  bomb ??= gzipSync(Buffer.alloc(100 * MEGABYTE));
  response.writeHead(200, { "Content-Type": MEDIA_TYPE, "Content-Encoding": "gzip" });
  response.end(bomb);
};

const lie: Behaviour = (response) => {
  response.writeHead(200, { "Content-Type": MEDIA_TYPE, "Content-Encoding": "gzip" });
  response.end("this isn't gzip");
};

export const faults = {
  none: { carriesOut: true, behave: succeed },
  "closed after answer": { carriesOut: true, behave: closeAfter },
  /** These two are done at the connection: the server never reads the request. */
  "reset at connect": { carriesOut: false, behave: reset },
  "reset before request": { carriesOut: false, behave: reset },
  "reset after request": { carriesOut: true, behave: reset },
  stall: { carriesOut: true, behave: stall },
  drip: { carriesOut: true, behave: drip },
  truncated: { carriesOut: true, behave: truncate },
  "not gzip": { carriesOut: true, behave: lie },
  html: { carriesOut: true, behave: answer(200, "<html>Sign in</html>", { "Content-Type": "text/html" }) },
  404: { carriesOut: false, behave: answer(404, responseExample(404)) },
  429: { carriesOut: false, behave: answer(429, responseExample(429), { "Retry-After": "1" }) },
  503: { carriesOut: true, behave: answer(503, "", { "Retry-After": "1" }) },
  401: { carriesOut: false, behave: answer(401, responseExample(401)) },
  302: { carriesOut: false, behave: (response) => response.writeHead(302, { Location: "/login" }).end() },
  "gzip bomb": { carriesOut: true, behave: gzipBomb },
  "100 MB": { carriesOut: true, behave: hundredMegabytes(200) },
  "100 MB error": { carriesOut: true, behave: hundredMegabytes(500) },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;
