import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { OpenApiRulesError } from "../diagnostics.ts";
import type { JsonObject } from "../openapi/json.ts";
import { resolvePackage } from "../resolve-package.ts";

/** What `redocly build-docs` makes of a description, with the theme of the given redocly.yaml, if there is one. */
export async function renderPage(document: JsonObject, config: string | undefined): Promise<string> {
  const redocly = locateRedocly();
  const folder = await mkdtemp(join(tmpdir(), "docs-"));
  try {
    const input = join(folder, "openapi.json");
    const output = join(folder, "index.html");
    await writeFile(input, JSON.stringify(document));
    const args = [
      "build-docs",
      input,
      "--output",
      output,
      "--inlineBundle",
      ...(config === undefined ? [] : ["--config", config]),
    ];
    const quiet = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
    await promisify(execFile)(process.execPath, [redocly, ...args], { env: { ...process.env, ...quiet } });
    return await readFile(output, "utf8");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The command's script. Earlier versions can't inline Redoc into the page.
 *
 * @throws OpenApiRulesError `ERR_MISSING_PACKAGE`
 */
function locateRedocly(): string {
  const manifest = resolvePackage("@redocly/cli/package.json");
  const version = /"version": "([^"]+)"/.exec(readFileSync(manifest, "utf8"))?.[1] ?? "";
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major !== 2 || minor < 77) {
    throw new OpenApiRulesError(
      "ERR_MISSING_PACKAGE",
      `Pages are rendered by @redocly/cli 2.77 or later, and ${version} is installed. Run: npm install --save-dev @redocly/cli@^2.77.0`,
    );
  }
  return join(dirname(manifest), "bin", "cli.js");
}
