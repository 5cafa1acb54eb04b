import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { launchBrowser } from "../browser/open-page.ts";
import { respond, startLoopbackServer } from "../support/loopback-server.ts";
import type { SmokeConsumer } from "./consumer.ts";
import { binaryOf, type RuntimeName } from "./install-runtimes.ts";
import type { SmokeOptions, SmokeResults } from "./smoke.ts";
import { startWorkerd } from "./workerd.ts";

export type RunSmoke = (consumer: SmokeConsumer, options: SmokeOptions) => Promise<SmokeResults>;

const run = promisify(execFile);

const NAMES = ["CLIENT_ID", "CLIENT_SECRET", "PUBLIC_API_KEY", "PRIVATE_API_KEY", "BASE_URL"];

/** With arguments that let Deno do what README says that it has to be let do, and no more. */
const ARGUMENTS: Partial<Record<RuntimeName, readonly string[]>> = {
  deno: [
    "run",
    "--no-prompt",
    "--allow-net=127.0.0.1",
    `--allow-env=${NAMES.map((name) => `MONGODB_ATLAS_${name}`).join()}`,
    "--allow-read=.",
    "--allow-write=.",
  ],
};

/** Node, Bun and Deno: runs one of the consumer's programs in a process with the service account in its environment. */
export function runProcess(name: RuntimeName, which: "program" | "downloader" = "program"): RunSmoke {
  return async (consumer, options) => {
    const { clientId, clientSecret } = options.serviceAccount;
    const env = { ...process.env, MONGODB_ATLAS_CLIENT_ID: clientId, MONGODB_ATLAS_CLIENT_SECRET: clientSecret };
    const parameters = [...(ARGUMENTS[name] ?? []), consumer[which], JSON.stringify(options)];
    const { stdout } = await run(binaryOf(name), parameters, { cwd: consumer.folder, env, timeout: 30_000 });
    return JSON.parse(stdout);
  };
}

export const runWorkerd: RunSmoke = async ({ worker }, options) => {
  const workerd = await startWorkerd(worker);
  try {
    const answer = await fetch(workerd.url, { method: "POST", body: JSON.stringify(options) });
    const told: unknown = await answer.json();
    if (typeof told !== "object" || told === null) throw new Error(String(told));
    return Object.fromEntries(Object.entries(told));
  } finally {
    await workerd.stop();
  }
};

/** A page of another origin than the API's. */
export const runChromium: RunSmoke = async ({ script }, options) => {
  const html = `<!doctype html><meta charset="utf-8"><title>t</title><script>${script}</script>`;
  const host = await startLoopbackServer((_request, response) =>
    respond(response, 200, html, { "Content-Type": "text/html" }),
  );
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(host.url);
    return await page.evaluate<SmokeResults>(`runSmoke(${JSON.stringify(options)})`);
  } finally {
    await browser.close();
    await host.stop();
  }
};
