import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Fetch } from "../../src/index.ts";
import { body, clientFor, cluster, TOKEN } from "./restore.ts";

/**
 * Puts a value on `Object.prototype` by every name that the client's code has, one after the other, and prints those by
 * which a create is sent differently or more than once. A program of its own, because test runners don't survive this.
 */
const src = resolve(import.meta.dirname, "../../src");

/** With these the language itself fails: descriptors of properties, and `await`. */
const UNUSABLE = new Set(["get", "set", "value", "then"]);

const names = new Set(
  readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !/^(testing|auth|build)/.test(path))
    .flatMap((path) => readFileSync(join(src, path), "utf8").match(/\b[a-z][A-Za-z]+\b/g) ?? [])
    .filter((name) => !(name in Object.prototype) && !UNUSABLE.has(name)),
);

const expected = JSON.stringify([
  `https://atlas.example/api/atlas/v2/groups/${cluster.groupId}/clusters/${cluster.clusterName}/restoreJobs`,
  "POST",
  JSON.stringify(body),
  "manual",
  `Bearer ${TOKEN}`,
]);

async function send(withMiddleware: boolean): Promise<string[]> {
  const sent: string[] = [];
  const fetch: Fetch = async (url, { method, body: text, redirect, headers }) => {
    sent.push(JSON.stringify([url, method, text, redirect, headers["authorization"]]));
    if (sent.length > 1) process.exit(1);
    return new Response("", { status: 503 });
  };
  // A refusal is as good as an unknown outcome here: what counts is what was sent.
  try {
    const client = clientFor({ url: "https://atlas.example" }, { fetch });
    if (withMiddleware) client.api.use({ onRequest: () => undefined });
    await client.createRestoreJob(cluster, body);
  } catch {}
  return sent;
}

const changed: string[] = [];
for (const value of [true, "https://elsewhere.example", () => "x"]) {
  for (const name of names) {
    Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
    const sent = [...(await send(false)), ...(await send(true))];
    Reflect.deleteProperty(Object.prototype, name);
    if (sent.some((each) => each !== expected)) changed.push(`${name}: ${typeof value}`);
  }
}
console.log(JSON.stringify({ names: names.size, changed }));
