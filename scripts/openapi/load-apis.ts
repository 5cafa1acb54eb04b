import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type Config, loadConfig } from "@redocly/openapi-core";
import { nearest } from "../language/nearest.ts";
import { DiagnosticsError } from "./diagnostic.ts";
import { positionOf } from "./source-position.ts";

/** One entry of `apis` in a redocly.yaml that asks for types. Paths are absolute. */
export interface Api {
  readonly name: string;
  readonly root: string;
  /** Where the bundled description goes: Redocly's own `output`. */
  readonly bundle: string | undefined;
  /** Where the types go: `x-openapi-ts.output`. */
  readonly types: string;
  readonly config: Config;
}

/**
 * Reads a redocly.yaml and lists the APIs to generate: those with `x-openapi-ts: { output: FILE }`, openapi-typescript's own
 * convention. Paths are relative to the file.
 *
 * @throws DiagnosticsError when the file is missing, or says something that can't be followed
 */
export async function loadApis(configFile: string): Promise<Api[]> {
  const file = resolve(configFile);
  const fail = (message: string, ...path: readonly string[]): never => {
    const place = path.length > 0 ? positionOf({ body: readFileSync(file, "utf8") }, path) : { line: 1, column: 1 };
    throw new DiagnosticsError([{ severity: "error", file, ...place, message }]);
  };
  if (!existsSync(file)) fail("There is no such file: name your redocly.yaml with --config PATH.");
  const config = await loadConfig({ configPath: file }).catch((error: unknown) =>
    fail(`${error instanceof Error ? error.message : error}`),
  );
  const entries = Object.entries(config.resolvedConfig.apis ?? {});
  const apis = entries.flatMap(([name, api]): Api[] => {
    const options: unknown = "x-openapi-ts" in api ? api["x-openapi-ts"] : undefined;
    if (options === undefined) return [];
    const types = readOutput(options, (message) => fail(`x-openapi-ts: ${message}`, "apis", name, "x-openapi-ts"));
    const at = (path: string): string => resolve(dirname(file), path);
    return [
      {
        name,
        root: at(api.root),
        bundle: api.output && at(api.output),
        types: at(types),
        config: config.forAlias(name),
      },
    ];
  });
  if (apis.length === 0) fail("No entry of apis has x-openapi-ts: { output: FILE }, so there is nothing to generate.");
  return apis;
}

function readOutput(options: unknown, fail: (message: string) => never): string {
  if (typeof options !== "object" || options === null || Array.isArray(options)) return fail("write { output: FILE }.");
  for (const key of Object.keys(options)) {
    if (key !== "output") {
      const [similar] = nearest(key, ["output"]);
      return fail(`there is no option '${key}'.${similar ? ` Did you mean ${similar}?` : " The only one is output."}`);
    }
  }
  const output = "output" in options ? options.output : undefined;
  if (typeof output !== "string" || !output.endsWith(".ts")) return fail("output names the .ts file to write.");
  return output;
}
