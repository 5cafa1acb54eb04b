import { statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { type Config, createConfig, isAbsoluteUrl, loadConfig } from "@redocly/openapi-core";
import { type Diagnostic, DiagnosticsError, inOrder, OpenApiRulesError, shownPath } from "../diagnostics.ts";
import type { InputFiles } from "../files/input-files.ts";
import { fileError } from "../files/system-error.ts";
import { type ApiSettings, defaultSettings, type Fail, isPath, readSettings, refuseUnknown } from "./api-settings.ts";
import { ConfinedResolver } from "./confined-resolver.ts";
import { isObject } from "./json.ts";
import { positionOf } from "./source-position.ts";
import { syntaxProblem } from "./syntax-problem.ts";

/** One description to generate from. Paths are absolute. */
export interface Api {
  readonly name: string;
  /** The root document's path, or its URL. */
  readonly root: string;
  /** Where the bundled description goes: Redocly's own `output`. */
  readonly bundle: string | undefined;
  /** Where the types go: `x-openapi-ts.output`; undefined for standard output. */
  readonly types: string | undefined;
  /** Whether the outputs are those of the redocly.yaml; else they come from the command line. */
  readonly configured: boolean;
  readonly settings: ApiSettings;
  readonly config: Config;
}

/** A redocly.yaml, and the APIs in it that ask for types. */
export interface LoadedConfig {
  readonly config: Config;
  readonly apis: readonly Api[];
}

/**
 * Reads a redocly.yaml and lists the APIs to generate: those with `x-openapi-ts: { output: FILE }`, openapi-typescript's own
 * convention. Paths are relative to the file.
 *
 * @param place where to name a description instead, such as "with --api"
 * @throws OpenApiRulesError `ERR_CONFIG` when the file is missing, or has an invalid setting
 */
export async function loadApis(configFile: string, files: InputFiles, place = ""): Promise<LoadedConfig> {
  const file = resolve(configFile);
  const text = await readConfigText(file, files, place);
  const problems: Diagnostic[] = [];
  const report = (message: string, ...path: readonly string[]): undefined => {
    problems.push({ severity: "error", file, ...positionOf({ body: text }, path), message });
  };
  const resolver = new ConfinedResolver(file, { allowExternalRefs: true }, files);
  const config = await loadConfig({ configPath: file, externalRefResolver: resolver }).catch((error: unknown) => {
    if (error instanceof DiagnosticsError) throw new DiagnosticsError(error.diagnostics, "ERR_CONFIG");
    const problem = syntaxProblem(error);
    if (problem !== undefined) throw new DiagnosticsError([problem], "ERR_CONFIG");
    report(`${error instanceof Error ? error.message : error}`.replace(/\s*\n[\s\S]*/, ""));
    throw new DiagnosticsError(problems, "ERR_CONFIG");
  });
  for (const input of configInputs(config)) await files.note(input);
  const entries = Object.entries(config.resolvedConfig.apis ?? {});
  const apis = entries.flatMap(([name, api]): Api[] => {
    const [options, own] = ["x-openapi-ts", "x-openapi-rules"].map((key) => new Map(Object.entries(api)).get(key));
    const failAt =
      (key: string): Fail =>
      (message, ...path) =>
        report(`apis.${name}.${key}: ${message}`, "apis", name, key, ...path);
    const settings = readSettings(own, failAt("x-openapi-rules"));
    if (options === undefined) return [];
    const { root, output } = api;
    if (!isPath(root)) return failAt("root")("expected the path of an OpenAPI description.") ?? [];
    if (output !== undefined && !isPath(output)) return failAt("output")("expected the path of a file to write.") ?? [];
    const types = readOutput(options, failAt("x-openapi-ts"));
    if (types === undefined) return [];
    const at = (path: string): string => resolve(dirname(file), path);
    return [
      {
        name,
        root: isAbsoluteUrl(root) ? root : at(root),
        bundle: output === undefined ? undefined : at(output),
        types: at(types),
        configured: true,
        settings,
        config: config.forAlias(name),
      },
    ];
  });
  if (problems.length > 0) throw new DiagnosticsError(inOrder(problems), "ERR_CONFIG");
  return { config, apis };
}

/**
 * The API of a description that is named on the command line: with the settings of its entry in the redocly.yaml, if it has one
 * there, else with the file's rules and resolvers alone.
 */
export async function apiOfInput(
  input: string,
  types: string | undefined,
  loaded: LoadedConfig | undefined,
): Promise<Api> {
  const root = isAbsoluteUrl(input) ? input : resolve(input);
  const entry = loaded?.apis.find((api) => api.root === root);
  if (entry !== undefined) return { ...entry, bundle: undefined, types, configured: false };
  const config = loaded?.config ?? (await createConfig({}));
  return { name: input, root, bundle: undefined, types, configured: false, settings: defaultSettings, config };
}

/**
 * The API that a person means: one of the redocly.yaml by its name, or the only one; or a description by its path.
 *
 * @param name undefined for the only API
 * @param place where a person names it: `with --api`
 * @throws OpenApiRulesError `ERR_USAGE` where it is unknown, or one of several
 */
export async function chooseApi(
  configFile: string,
  name: string | undefined,
  place: string,
  files: InputFiles,
): Promise<Api> {
  if (name !== undefined && /\.(ya?ml|json)$/i.test(name)) return apiOfInput(name, undefined, undefined);
  const { apis } = await loadApis(configFile, files, place);
  const named = name === undefined ? apis : apis.filter((api) => api.name === name || api.name.split("@")[0] === name);
  const [only, ...others] = named;
  if (only !== undefined && others.length === 0) return only;
  const names = apis.map((api) => api.name).join(", ");
  const expected = `Expected ${names === "" ? "" : `one of ${names}, or `}the path of a description.`;
  throw new OpenApiRulesError(
    "ERR_USAGE",
    name !== undefined && only === undefined
      ? `Unknown API '${name}'. ${expected}`
      : `${shownPath(configFile)} has ${apis.length === 0 ? "no" : "more than one"} API. Say which one ${place}. ${expected}`,
  );
}

async function readConfigText(file: string, files: InputFiles, place: string): Promise<string> {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) {
    await files.note(file);
    throw new OpenApiRulesError(
      "ERR_CONFIG",
      `Config file not found: ${shownPath(file)}. Pass its path with --config, or pass the path of a description${place && ` ${place}`}.`,
    );
  }
  for (const path of [file, ignoreFile(file)]) {
    if (statSync(path, { throwIfNoEntry: false })?.isFile() ?? true) continue;
    throw new OpenApiRulesError("ERR_CONFIG", `${shownPath(path)} isn't a regular file. Put a file in its place.`);
  }
  return files.read(file).catch((error: unknown) => {
    throw fileError(error, "read");
  });
}

/** Redocly's list of ignored problems, beside its configuration. */
function ignoreFile(config: string): string {
  return join(dirname(config), ".redocly.lint-ignore.yaml");
}

function readOutput(options: unknown, fail: Fail): string | undefined {
  if (!isObject(options)) return fail("expected { output: FILE }.");
  refuseUnknown(Object.keys(options), ["output"], fail);
  const { output } = options;
  if (isPath(output) && /\.[cm]?ts$/.test(output)) return output;
  return fail("output: expected the path of a .ts file to write.", "output");
}

/** The other files of a Redocly configuration, apart from those it extends: its plugins, and its list of ignored problems. */
function configInputs(config: Config): string[] {
  const { configPath } = config;
  if (configPath === undefined) return [];
  const plugins = config.plugins.flatMap(({ absolutePath }) => (absolutePath === undefined ? [] : [absolutePath]));
  return [...plugins, ignoreFile(configPath)];
}

/** Where the validators of a description go: `pets.validator.ts` beside `pets.ts` or `pets.d.ts`. */
export function validatorPath(types: string): string {
  const [, name = basename(types), extension = ".ts"] = /^(.*?)(?:\.d)?(\.[cm]?ts)$/.exec(basename(types)) ?? [];
  return join(dirname(types), `${name}.validator${extension}`);
}
