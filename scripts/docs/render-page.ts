import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { JsonObject } from "../openapi/json.ts";
import { resolvePackage } from "../resolve-package.ts";

/** What `redocly build-docs` makes of a description, with the theme of the given redocly.yaml. */
export async function renderPage(document: JsonObject, config: string): Promise<string> {
  const redocly = join(dirname(resolvePackage("@redocly/cli/package.json")), "bin", "cli.js");
  const folder = await mkdtemp(join(tmpdir(), "docs-"));
  try {
    const input = join(folder, "openapi.json");
    const output = join(folder, "index.html");
    await writeFile(input, JSON.stringify(document));
    const args = ["build-docs", input, "--output", output, "--config", config, "--inlineBundle"];
    const quiet = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
    await promisify(execFile)(process.execPath, [redocly, ...args], { env: { ...process.env, ...quiet } });
    return await readFile(output, "utf8");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
