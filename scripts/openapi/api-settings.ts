import { nearest } from "../language/nearest.ts";
import { isObject } from "./json.ts";
import { isTypesOption, type TypesOption, type TypesOptions, typesOptions } from "./types-options.ts";

const lintLevels = ["own", "redocly", "off"] as const;
const validatorLevels = ["ruled", "all", "off"] as const;

/** `x-openapi-rules` of one API. */
export interface ApiSettings {
  /**
   * Which lint errors stop generation. `own`: those of our rules, for descriptions that have sentences. `redocly`: those of the
   * redocly.yaml too. `off`: none. A sentence or description that can't be read always does.
   */
  readonly lint: (typeof lintLevels)[number];
  /** Which operations get a validator. `ruled`: those with rules. */
  readonly validators: (typeof validatorLevels)[number];
  /** openapi-typescript's options. */
  readonly types: TypesOptions;
  readonly drift: DriftSettings;
}

/** How the description is compared with the one that it follows. */
export interface DriftSettings {
  /** The file of reviewed differences, relative to the redocly.yaml. */
  readonly known?: string;
  /** Extensions that are compared, too. Default: `x-sunset`. */
  readonly extensions?: readonly string[];
}

export const defaultSettings: ApiSettings = { lint: "own", validators: "ruled", types: {}, drift: {} };

/** Reports a mistake at a key within `x-openapi-rules`; reading goes on, unless it throws. */
export type Fail = (message: string, ...path: readonly string[]) => undefined;

/** Reads `x-openapi-rules: { lint, validators, types, drift }`. */
export function readSettings(value: unknown, fail: Fail): ApiSettings {
  if (value === undefined || value === null) return defaultSettings;
  if (!isObject(value)) return fail("expected { lint, validators, types, drift }.") ?? defaultSettings;
  refuseUnknown(Object.keys(value), ["lint", "validators", "types", "drift"], fail);
  return {
    lint: oneOf(value, "lint", lintLevels, fail) ?? defaultSettings.lint,
    validators: oneOf(value, "validators", validatorLevels, fail) ?? defaultSettings.validators,
    types: readTypes(value["types"], (message, ...path) => fail(message, "types", ...path)),
    drift: readDrift(value["drift"], (message, ...path) => fail(message, "drift", ...path)),
  };
}

/** Neither null characters nor halves of pairs can be in a path. */
export function isPath(value: unknown): value is string {
  return typeof value === "string" && value !== "" && !/[\0\p{Cs}]/u.test(value);
}

function readDrift(value: unknown, fail: Fail): DriftSettings {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) return fail("expected { known: FILE, extensions: [x-…] }.") ?? {};
  refuseUnknown(Object.keys(value), ["known", "extensions"], fail);
  const { known, extensions } = value;
  if (known !== undefined && !isPath(known)) return fail("known: expected the path of a file.", "known") ?? {};
  if (extensions === undefined) return known === undefined ? {} : { known };
  const isExtension = (name: unknown): name is string => typeof name === "string" && name.startsWith("x-");
  if (!Array.isArray(extensions) || !extensions.every(isExtension)) {
    return fail("extensions: expected a list of names that begin with x-.", "extensions") ?? {};
  }
  return { ...(known !== undefined && { known }), extensions };
}

/** Reads openapi-typescript's options, in camelCase or kebab-case. */
export function readTypes(value: unknown, fail: Fail): TypesOptions {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) return fail("expected openapi-typescript's options, such as { immutable: true }.") ?? {};
  const options: Partial<Record<TypesOption, boolean>> = {};
  for (const [key, setting] of Object.entries(value)) {
    // The command line writes --path-params-as-types, and its programming interface pathParamsAsTypes.
    const name = key.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    if (!isTypesOption(name)) failUnknown(key, Object.keys(typesOptions), fail);
    else if (typeof setting !== "boolean") fail(`${key}: expected true or false.`, key);
    else options[name] = setting;
  }
  return options;
}

function oneOf<Level extends string>(
  value: Readonly<Record<string, unknown>>,
  key: string,
  levels: readonly Level[],
  fail: Fail,
): Level | undefined {
  // YAML 1.1, which many editors follow, reads a bare `off` as false.
  const given = value[key] === false ? "off" : value[key];
  if (given === undefined) return undefined;
  const level = levels.find((candidate) => candidate === given);
  return level ?? fail(`${key}: expected one of ${levels.join(", ")}.`, key);
}

export function refuseUnknown(keys: readonly string[], known: readonly string[], fail: Fail): void {
  for (const key of keys) if (!known.includes(key)) failUnknown(key, known, fail);
}

function failUnknown(unknown: string, known: readonly string[], fail: Fail): undefined {
  const [similar] = nearest(unknown, known);
  const remedy = similar === undefined ? `Expected one of: ${known.join(", ")}.` : `Did you mean ${similar}?`;
  return fail(`unknown option '${unknown}'. ${remedy}`, unknown);
}
