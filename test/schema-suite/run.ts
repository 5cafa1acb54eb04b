import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";
import { type LoweredSchema, SchemaLowering, shareEqual } from "../../scripts/emitters/validators/lower-schema.ts";
import { reviveData } from "../../scripts/emitters/validators/module-data.ts";
import { kitFor, neededParts } from "../../scripts/emitters/validators/runtime-parts.ts";
import { accepts, findViolations, operation } from "../../scripts/runtime/request.ts";
import { expectedFailures } from "./expected-failures.ts";
import { PlainReading } from "./plain-reading.ts";

/**
 * Runs the official JSON-Schema-Test-Suite, draft 2020-12, on the runtime of generated validators:
 *
 *   npm run test:schema-suite -- PATH [--optional]
 *
 * PATH holds the suite's folders `tests` and `remotes`. Each test is asked both ways: is the instance accepted, and are there
 * violations? Ends with code 1 for a failure that isn't expected, and for an expected one that passes.
 */
interface Group {
  readonly description: string;
  readonly schema: unknown;
  readonly tests: readonly { readonly description: string; readonly data: unknown; readonly valid: boolean }[];
}

const [given, ...flags] = process.argv.slice(2);
if (given === undefined) {
  process.stderr.write("Pass the path of the JSON-Schema-Test-Suite: npm run test:schema-suite -- PATH\n");
  process.exit(2);
}
const suite = resolve(given);

function main(): number {
  const folder = findTests();
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort();
  const extra = flags.includes("--optional")
    ? readdirSync(join(folder, "optional"))
        .filter((file) => file.endsWith(".json"))
        .map((file) => join("optional", file))
    : [];
  const documents = [...remoteSchemas(), ...metaschemas()];
  let total = 0;
  const failures: string[] = [];
  for (const file of [...files, ...extra]) {
    const groups: readonly Group[] = JSON.parse(readFileSync(join(folder, file), "utf8"));
    for (const group of groups) {
      const judge = compileGroup(group, documents);
      for (const { description, data, valid } of group.tests) {
        total++;
        if (judge(data) !== valid) failures.push(`${file}: ${group.description}: ${description}`);
      }
    }
  }
  const unexpected = failures.filter((name) => expectedFailures[name] === undefined);
  const passing = Object.keys(expectedFailures).filter((name) => !failures.includes(name));
  for (const name of unexpected) process.stdout.write(`fails: ${name}\n`);
  for (const name of failures) {
    const reason = expectedFailures[name];
    if (reason !== undefined) process.stdout.write(`expected to fail: ${name}\n  ${reason}\n`);
  }
  for (const name of passing) process.stdout.write(`expected to fail, but passes: ${name}\n`);
  process.stdout.write(`JSON-Schema-Test-Suite 2020-12: ${total - failures.length} of ${total} pass\n`);
  return unexpected.length + passing.length > 0 ? 1 : 0;
}

function findTests(): string {
  const nested = join(suite, "tests", "draft2020-12");
  return readdirSync(join(suite, "tests")).includes("draft2020-12") ? nested : join(suite, "tests");
}

/** @returns a judge that is undefined where the schema can't be compiled or both passes disagree */
function compileGroup({ schema }: Group, documents: readonly Remote[]): (data: unknown) => boolean | undefined {
  try {
    const reading = new PlainReading();
    for (const { uri, document } of documents) reading.add(uri, document);
    const scope = reading.add("http://suite.test/root", schema);
    const lowering = new SchemaLowering(reading);
    const root = lowering.lower(schema, scope);
    const { roots, table } = shareEqual([root], lowering.table);
    const body: LoweredSchema = roots[0] ?? true;
    const request = { forms: [{ body }], bodyRequired: true } as const;
    const checker = operation(kitFor(neededParts(request, table)), reviveData(request, table, new Map()))("body");
    return (data) => {
      const [isAccepted, violations] = [accepts(checker, data), findViolations(checker, data)];
      return isAccepted === (violations.length === 0) ? isAccepted : undefined;
    };
  } catch (error) {
    if (process.env["VERBOSE"]) process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    return () => undefined;
  }
}

interface Remote {
  readonly uri: string;
  readonly document: unknown;
}

function remoteSchemas(): Remote[] {
  const folder = join(suite, "remotes");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".json"));
  return files
    .filter((file) => !/^(draft(?!2020)|v1)/.test(file))
    .map((file) => ({
      uri: `http://localhost:1234/${relative(folder, join(folder, file)).replaceAll("\\", "/")}`,
      document: JSON.parse(readFileSync(join(folder, file), "utf8")),
    }));
}

/** The schemas of JSON Schema itself, as Ajv's package has them. */
function metaschemas(): Remote[] {
  const folder = join(createRequire(import.meta.url).resolve("ajv/package.json"), "../dist/refs/json-schema-2020-12");
  const files = ["schema.json", ...readdirSync(join(folder, "meta")).map((file) => `meta/${file}`)];
  return files.map((file) => ({
    uri: `https://json-schema.org/draft/2020-12/${file.replace(/\.json$/, "")}`,
    document: JSON.parse(readFileSync(join(folder, file), "utf8")),
  }));
}

process.exitCode = main();
