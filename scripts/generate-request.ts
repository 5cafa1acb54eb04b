import { readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { sha256 } from "./files/digest.ts";
import { recordFile } from "./files/run-record.ts";
import type { TypesOptions } from "./openapi/types-options.ts";

/** What to generate: every API of a redocly.yaml, or one description. Nothing here loads what generating needs. */
export interface GenerateRequest {
  /** Absolute path of the redocly.yaml. */
  readonly config: string;
  /** Whether it may be missing, as it may if an input is given. */
  readonly configIsOptional: boolean;
  /** A path or URL; with `text`, what was read from standard input under that name. */
  readonly input: { readonly name: string; readonly text?: string } | undefined;
  /** Where the input's types go; undefined for standard output. */
  readonly output: string | undefined;
  readonly types: TypesOptions;
  readonly allowExternalRefs: boolean;
}

/** The redocly.yaml that a person names by its path or its folder. */
export function configPath(named: string | undefined): string {
  const path = resolve(named ?? "redocly.yaml");
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? join(path, "redocly.yaml") : path;
}

/** Where the run's record is, the project that it belongs to, and the folder that its outputs may not leave. */
export function recordPlace({ config, input, output }: GenerateRequest): {
  record: string;
  project: string;
  limits: string | undefined;
} {
  if (input === undefined) {
    const project = dirname(config);
    return { record: recordFile(project, config), project, limits: project };
  }
  const project = process.cwd();
  const key = JSON.stringify([config, input.name, output ?? ""]);
  return { record: recordFile(project, key), project, limits: undefined };
}

/** What tells apart runs of one configuration that may have different results. */
export function requestOptions({ types, allowExternalRefs, input, output }: GenerateRequest): string {
  const text = input?.text === undefined ? undefined : sha256(input.text);
  return JSON.stringify({ types: Object.entries(types).sort(), allowExternalRefs, input: input?.name, text, output });
}

/** The generator is an input too: its version, and what its code was built from. */
export function generatorName(): string {
  return `${version()} ${textOf("dist/build-id") ?? textOf("build-id") ?? ""}`.trim();
}

/** The version of this package. */
export function version(): string {
  const manifest: unknown = JSON.parse(textOf("package.json") ?? "{}");
  const isNamed = typeof manifest === "object" && manifest !== null && "version" in manifest;
  return isNamed ? String(manifest.version) : "";
}

/** A file of this package: this module is in its folder, or in dist/ within. */
function textOf(name: string): string | undefined {
  for (const folder of [import.meta.dirname, dirname(import.meta.dirname)]) {
    try {
      return readFileSync(join(folder, name), "utf8");
    } catch {
      // It is in the other folder.
    }
  }
  return undefined;
}
