import { once } from "node:events";
import { createServer } from "node:http";
import { MEDIA_TYPE, responseExample } from "../support/bundle.ts";
import { job } from "../support/restore.ts";

/** The server of the client's benchmark, in a process of its own: prints the two ports at which it answers. */
const answers = { POST: JSON.stringify(responseExample(200)), GET: JSON.stringify(job) };
const servers = [0, 1].map(() =>
  createServer((request, response) => {
    request.resume().on("end", () => {
      const answer = request.method === "POST" ? answers.POST : answers.GET;
      response.writeHead(200, { "Content-Type": MEDIA_TYPE, "Content-Length": Buffer.byteLength(answer) }).end(answer);
    });
  }).listen(0, "127.0.0.1"),
);
await Promise.all(servers.map((server) => once(server, "listening")));
const ports = servers.map((server) => {
  const address = server.address();
  return typeof address === "object" ? address?.port : "";
});
console.log(ports.join(" "));
process.on("disconnect", () => process.exit());
