import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { OpenApiRulesError } from "../diagnostics.ts";
import type { JsonObject } from "../openapi/json.ts";
import { resolvePackage } from "../resolve-package.ts";

/**
 * What `redocly build-docs` makes of a description, with the theme of the given redocly.yaml, if there is one.
 *
 * @param root what to name in errors
 * @throws TooDeepToRender
 * @throws OpenApiRulesError `ERR_DESCRIPTION` with Redocly's message where it refuses the description or the theme
 */
export async function renderPage(document: JsonObject, config: string | undefined, root: string): Promise<string> {
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
    await promisify(execFile)(process.execPath, [redocly, ...args], { env: { ...process.env, ...quiet } }).catch(
      (error: unknown) => {
        throw explainFailure(error, input, root);
      },
    );
    return await readFile(output, "utf8");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Redocly's reader takes fewer levels than ours. */
export class TooDeepToRender extends Error {
  /** The levels of objects and lists that it takes. */
  readonly levels: number;

  constructor(levels: number) {
    super(`Nested deeper than ${levels} levels`);
    this.levels = levels;
  }
}

function explainFailure(error: unknown, input: string, root: string): unknown {
  const stderr = error instanceof Error && "stderr" in error ? String(error.stderr) : "";
  const [, levels] = /nesting exceeded maxDepth \((\d+)\)/.exec(stderr) ?? [];
  // The values in an object or a list are a level of their own.
  if (levels !== undefined) return new TooDeepToRender(Number(levels) - 1);
  if (stderr.includes("heap out of memory")) {
    const message = `redocly build-docs ran out of memory for ${root}. Give Node.js more: NODE_OPTIONS=--max-old-space-size=8192.`;
    return new OpenApiRulesError("ERR_FILE", message, { cause: error });
  }
  // Before the reason stand notes about its versions, in boxes, and what it was about to do.
  const reason = stderr.trim().split("\n").at(-1) ?? "";
  if (reason === "") return error;
  const message = `redocly build-docs can't render ${root}: ${reason.replaceAll(input, root)}. npx redocly lint says what is wrong with a description.`;
  return new OpenApiRulesError("ERR_DESCRIPTION", message, { cause: error });
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
