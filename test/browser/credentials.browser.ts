import { resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { build } from "esbuild";
import type { Page } from "playwright-core";
import { CORS } from "../support/cors.ts";
import { type LoopbackServer, respond, startLoopbackServer } from "../support/loopback-server.ts";
import { body, cluster } from "../support/restore.ts";
import { launchBrowser } from "./open-page.ts";

let exposed: string;
let api: LoopbackServer;
let page: Page;
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  api = await startLoopbackServer(({ method, url, headers: { authorization } }, response) => {
    for (const [name, value] of Object.entries(CORS)) response.setHeader(name, value);
    response.setHeader("Access-Control-Expose-Headers", exposed);
    if (method === "OPTIONS") return respond(response, 204, "");
    if (url === "/api/oauth/token") return respond(response, 200, { access_token: "issued", token_type: "bearer" });
    if (authorization !== undefined) return respond(response, 200, { results: [{}] });
    respond(response, 401, {}, { "WWW-Authenticate": 'Digest realm="r", nonce="n", qop="auth", algorithm=MD5' });
  });
  stops.push(api.stop);
  const { outputFiles } = await build({
    entryPoints: [resolve("src/index.ts")],
    bundle: true,
    format: "iife",
    globalName: "atlas",
    platform: "browser",
    write: false,
  });
  const html = `<!doctype html><title>t</title><script>${outputFiles[0]?.text}</script>`;
  const host = await startLoopbackServer((_request, response) =>
    respond(response, 200, html, { "Content-Type": "text/html" }),
  );
  stops.push(host.stop);
  const browser = await launchBrowser();
  stops.push(() => browser.close());
  page = await browser.newPage();
  await page.goto(host.url);
});
afterAll(() => Promise.all(stops.map((stop) => stop())));

/** Makes a call in the page and returns what became of it, and the credentials that the API received. */
async function callFromPage(auth: string): Promise<{ outcome: string; received: (string | undefined)[] }> {
  api.received.length = 0;
  const call = `
    atlas.createRestoreJobsClient({ auth: atlas.${auth}, baseUrl: ${JSON.stringify(api.url)} })
      .createRestoreJob(${JSON.stringify(cluster)}, ${JSON.stringify(body)})
      .then((jobs) => JSON.stringify(jobs), String)`;
  const outcome = await page.evaluate<string>(call);
  const posts = api.received.filter(({ method }) => method === "POST");
  return { outcome, received: posts.map(({ headers }) => headers.authorization?.replace(/ .*/, "")) };
}

test("an API key fails with a sentence where the page can't read the challenge", async () => {
  exposed = "";
  const { outcome, received } = await callFromPage('apiKey({ publicKey: "abcdefgh", privateKey: "k" })');
  expect(outcome).toMatch(
    /^AuthenticationError: .* In a browser, pages of another origin can't read it, .* use bearer\(\)/,
  );
  expect(received).toEqual([undefined]);
});

test("an API key works where the server exposes the challenge", async () => {
  exposed = "WWW-Authenticate";
  const { outcome, received } = await callFromPage('apiKey({ publicKey: "abcdefgh", privateKey: "k" })');
  expect(outcome).toBe('{"results":[{}]}');
  expect(received).toEqual([undefined, "Digest"]);
});

test("a service account and a token work where the server allows the page's origin", async () => {
  exposed = "";
  expect(await callFromPage('serviceAccount({ clientId: "id", clientSecret: "s" })')).toEqual({
    outcome: '{"results":[{}]}',
    received: ["Basic", "Bearer"],
  });
  expect(await callFromPage('bearer("t")')).toEqual({ outcome: '{"results":[{}]}', received: ["Bearer"] });
});

test("environment variables are missed with a sentence", async () => {
  const message = await page.evaluate<string>("try { atlas.fromEnvironment() } catch (error) { String(error) }");
  expect(message).toMatch(/^AuthenticationError: The environment has no credentials\. .* pass a record of them/);
});
