import { createServer } from "node:http";
import { MEDIA_TYPE, responseExample } from "../support/bundle.ts";
import { job } from "../support/restore.ts";

/** The server of the client's benchmark, in a process of its own: prints its port. */
const answers = { POST: JSON.stringify(responseExample(200)), GET: JSON.stringify(job) };
const server = createServer((request, response) => {
  request.resume().on("end", () => {
    const answer = request.method === "POST" ? answers.POST : answers.GET;
    response.writeHead(200, { "Content-Type": MEDIA_TYPE, "Content-Length": Buffer.byteLength(answer) }).end(answer);
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(typeof address === "object" ? address?.port : "");
});
process.on("disconnect", () => process.exit());
