import { parseArgs } from "node:util";
import { OpenApiRulesError } from "../diagnostics.ts";
import { version } from "../generate-request.ts";
import { print, showAllProblems } from "./terminal.ts";

/** One option of a command. */
export interface Option {
  readonly type: "boolean" | "string";
  readonly help: string;
  readonly short?: string;
  /** What a person writes behind it, as in `--config PATH`. */
  readonly value?: string;
  /** Other names of it. */
  readonly aliases?: readonly string[];
  /** The heading that help lists it under; those without come first. */
  readonly group?: string;
}

/** A command as data: what it accepts and what its help says come from here alone. */
export interface CommandSpec<Options extends Readonly<Record<string, Option>> = Readonly<Record<string, Option>>> {
  readonly name: string;
  readonly usage: string;
  readonly about: string;
  readonly positionals: { readonly name: string; readonly most: number };
  readonly options: Options;
  /** Former names of options, with those to use. */
  readonly renamed?: Readonly<Record<string, string>>;
}

type Values<Options extends Readonly<Record<string, Option>>> = {
  readonly [Name in keyof Options]: (Options[Name]["type"] extends "boolean" ? boolean : string) | undefined;
};

interface Arguments<Options extends Readonly<Record<string, Option>>> {
  readonly values: Values<Options>;
  readonly positionals: readonly string[];
}

/** Options that every command has. */
export const commonOptions = {
  "allow-external-refs": { type: "boolean", help: "let $ref leave the folder of the root document, by file or URL" },
  "all-problems": { type: "boolean", help: "print every warning and error, not only the first few of each kind" },
  help: { type: "boolean", short: "h", help: "print this" },
  version: { type: "boolean", help: "print the version" },
} as const satisfies Readonly<Record<string, Option>>;

/** Which redocly.yaml a command reads. */
export const configOption = {
  type: "string",
  short: "c",
  value: "PATH",
  help: "the redocly.yaml, or its folder; without it the one in this folder",
} as const satisfies Option;

/**
 * A command that reads its arguments, and answers `--help` and `--version` itself.
 *
 * @param act does its work, and returns its exit code
 */
export function command<Options extends Readonly<Record<string, Option>>>(
  spec: CommandSpec<Options>,
  act: (given: Arguments<Options>) => Promise<number>,
): (args: readonly string[]) => Promise<number> {
  return async (args) => {
    const given = readArguments(spec, args);
    const values: Readonly<Record<string, unknown>> = given.values;
    showAllProblems(values["all-problems"] === true);
    if (values["help"]) print(helpOf(spec));
    if (values["version"]) print(`${version()}\n`);
    return values["help"] || values["version"] ? 0 : act(given);
  };
}

/**
 * An argument that a command can't do without.
 *
 * @throws OpenApiRulesError `ERR_USAGE`
 */
export function needed({ name }: CommandSpec, value: string | undefined, remedy: string): string {
  if (value !== undefined) return value;
  throw new OpenApiRulesError("ERR_USAGE", `${remedy}\nSee openapi-rules ${name} --help.`);
}

/**
 * The value of an option that takes one of a few.
 *
 * @throws OpenApiRulesError `ERR_USAGE`
 */
export function oneOf<Value extends string>(option: string, value: string, known: readonly Value[]): Value {
  const found = known.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw new OpenApiRulesError("ERR_USAGE", `--${option}: expected one of ${known.join(", ")}, not '${value}'.`);
}

/**
 * Reads a command's arguments: `--flag`, `--no-flag`, `--flag=false`, `--name value`, `-n value`, in kebab-case or camelCase.
 *
 * @throws OpenApiRulesError `ERR_USAGE`
 */
function readArguments<Options extends Readonly<Record<string, Option>>>(
  spec: CommandSpec<Options>,
  args: readonly string[],
): Arguments<Options> {
  const fail = (message: string): never => {
    throw new OpenApiRulesError("ERR_USAGE", `${message}\nSee openapi-rules ${spec.name} --help.`);
  };
  const renamed = args.find((arg) => Object.hasOwn(spec.renamed ?? {}, arg));
  if (renamed !== undefined) fail(`${renamed} has been renamed. Use ${spec.renamed?.[renamed]}.`);
  const parsed = tryParse(spec.options, plainArguments(spec.options, args), fail);
  if (parsed.positionals.length > spec.positionals.most) {
    const { name, most } = spec.positionals;
    fail(
      most === 0
        ? `Unexpected argument '${parsed.positionals[0]}'.`
        : `Expected ${most === 1 ? "one " : ""}${name}, but found ${parsed.positionals.join(" ")}.`,
    );
  }
  return parsed;
}

function tryParse<Options extends Readonly<Record<string, Option>>>(
  options: Options,
  args: string[],
  fail: (message: string) => never,
): Arguments<Options> {
  try {
    const config = Object.fromEntries(
      Object.entries(options).map(([name, { type, short }]) => [
        name,
        short === undefined ? { type } : { type, short },
      ]),
    );
    const { values, positionals } = parseArgs({ args, options: config, allowPositionals: true, allowNegative: true });
    const read: Record<string, unknown> = values;
    return { values: typedValues(options, read), positionals };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [, unknown] = /^Unknown option '(-[^']*)'/.exec(error.message) ?? [];
    if (unknown === undefined) return fail(inOurWords(error.message));
    const similar = nearestOption(unknown, Object.keys(options));
    return fail(`Unknown option '${unknown}'.${similar === undefined ? "" : ` Did you mean --${similar}?`}`);
  }
}

/** The message of `parseArgs` about a value that is missing or unexpected, in our words. */
function inOurWords(message: string): string {
  const [, option = "", argument] =
    /^Option '(?:.*, )?(--[\w-]+).*' (argument missing|does not take an argument)/.exec(message) ?? [];
  if (argument === undefined) return message;
  return argument === "argument missing" ? `${option} needs a value.` : `${option} takes no value.`;
}

function typedValues<Options extends Readonly<Record<string, Option>>>(
  options: Options,
  read: Readonly<Record<string, unknown>>,
): Values<Options> {
  const isValues = (values: Readonly<Record<string, unknown>>): values is Values<Options> =>
    Object.entries(options).every(([name, { type }]) => values[name] === undefined || typeof values[name] === type);
  if (!isValues(read)) throw new TypeError("parseArgs returned an option with the wrong type");
  return read;
}

/** Spells options as `parseArgs` knows them: kebab-case, and switches without values. */
function plainArguments(options: Readonly<Record<string, Option>>, args: readonly string[]): string[] {
  const names = new Map(
    Object.entries(options).flatMap(([name, { aliases = [] }]) => [name, ...aliases].map((alias) => [alias, name])),
  );
  const plain: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? "";
    if (arg === "--") return [...plain, ...args.slice(index)];
    const [, negative = "", written = "", value] = /^--(no-)?([A-Za-z][\w-]*)(?:=(.*))?$/s.exec(arg) ?? [];
    const name = names.get(written.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
    if (name === undefined) {
      plain.push(arg);
    } else if (options[name]?.type === "string") {
      plain.push(value === undefined ? `--${name}` : `--${name}=${value}`);
      // A value may begin with '-': standard input's name does.
      if (value === undefined && index + 1 < args.length) plain[plain.length - 1] = `--${name}=${args[++index]}`;
    } else {
      const next = args[index + 1];
      const given = value ?? (next === "true" || next === "false" ? args[++index] : "true");
      if (given !== "true" && given !== "false") plain.push(arg);
      else plain.push((given === "true") === (negative === "") ? `--${name}` : `--no-${name}`);
    }
  }
  return plain;
}

function nearestOption(unknown: string, names: readonly string[]): string | undefined {
  const wanted = unknown.replace(/^--?(no-)?/, "");
  const scored = names.map((name) => ({ name, common: commonLetters(wanted, name) }));
  const [best] = scored.sort((a, b) => b.common - a.common);
  return best !== undefined && best.common >= 0.5 ? best.name : undefined;
}

/** The share of letter pairs that two names have in common (Dice's coefficient). */
function commonLetters(a: string, b: string): number {
  const pairs = (text: string): string[] => [...text].slice(1).map((letter, index) => `${text[index]}${letter}`);
  const [left, right] = [pairs(a), pairs(b)];
  const common = left.filter((pair) => right.includes(pair)).length;
  return left.length + right.length === 0 ? 0 : (2 * common) / (left.length + right.length);
}

/** The help of a command. */
function helpOf({ usage, about, options }: CommandSpec): string {
  const groups = new Map<string, string[]>();
  const entries = Object.entries(options);
  const width = Math.max(...entries.map(([name, option]) => label(name, option).length)) + 2;
  for (const [name, option] of entries) {
    const lines = groups.get(option.group ?? "Options") ?? [];
    groups.set(option.group ?? "Options", [...lines, `  ${label(name, option).padEnd(width)}${option.help}`]);
  }
  const sections = [...groups].map(([title, lines]) => `${title}\n${lines.join("\n")}`);
  return `Usage: ${usage}\n\n${about.trim()}\n\n${sections.join("\n\n")}\n\n${exitCodes}\n`;
}

function label(name: string, { short, value }: Option): string {
  return `--${name}${short === undefined ? "" : `, -${short}`}${value === undefined ? "" : ` ${value}`}`;
}

export const exitCodes = `Exit codes: 0 done; 1 the input has errors, or a check failed; 2 wrong usage; 3 a file can't be read
or written, or a package is missing; 70 an error in openapi-rules itself.`;
