/**
 * `npm run bench:rules`: what rules cost. Compares the pipeline's stages with openapi-typescript on the same description in the same
 * run, and the check of types with rules with that of types without.
 */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import ts from "typescript";
import { planUnions } from "../../scripts/emitters/types/plan-unions.ts";
import { TypesMaker } from "../../scripts/emitters/types/types.ts";
import { applyUnions } from "../../scripts/emitters/types/unions.ts";
import { emitValidators } from "../../scripts/emitters/validators/emit-validators.ts";
import { type Description, readDescription } from "../../scripts/openapi/description.ts";
import { loadFile } from "../../scripts/openapi/load-file.ts";
import { analyse } from "../../scripts/reasoning/analyse.ts";
import { solveWithZ3 } from "../../scripts/reasoning/z3.ts";
import { withWorkspace } from "../rules/workspace.ts";

const rounds = 9;
const fixtures = resolve(import.meta.dirname, "../fixtures/apis");

interface Figures {
  /** openapi-typescript alone. */
  readonly plain: number[];
  readonly rules: number[];
  readonly unions: number[];
  readonly validators: number[];
}

async function main(): Promise<void> {
  const youtube = readFileSync(join(fixtures, "youtube-search.yaml"), "utf8");
  await report("YouTube search, 32 parameters, 17 sentences", youtube);
  await report("60 parameters in 20 independent groups", JSON.stringify(independentGroups(20)));
}

async function report(title: string, text: string): Promise<void> {
  process.stdout.write(`\n${title}\n`);
  await withWorkspace({ "api.yaml": text }, async (folder) => {
    const description = await loadFile(join(folder, "api.yaml"), { allowExternalRefs: false });
    // The first round loads and warms the compilers up: it does not count.
    const { types, plain } = await measure(description, { plain: [], rules: [], unions: [], validators: [] });
    const figures: Figures = { plain: [], rules: [], unions: [], validators: [] };
    for (let round = 0; round < rounds; round++) await measure(description, figures);
    const own = figures.rules.map(
      (_, i) => (figures.rules[i] ?? 0) + (figures.unions[i] ?? 0) + (figures.validators[i] ?? 0),
    );
    line("openapi-typescript alone", figures.plain);
    line("sentences read and bound", figures.rules);
    line("unions put into the types", figures.unions);
    line("validators compiled and bundled", figures.validators);
    line("rules, unions and validators", own);
    row("… as a multiple of openapi-typescript", `${(median(own) / median(figures.plain)).toFixed(2)}`);
    const analysis = time(() => analyseAll(readDescription(description)));
    row(
      "analysis, the solver loaded first if it is needed",
      `${analysis.toFixed(0)} ms, again ${time(() => analyseAll(readDescription(description))).toFixed(0)} ms`,
    );
    const [withRules, without] = [checkTimes(types), checkTimes(plain)];
    line("tsc checks the types with rules", withRules);
    line("tsc checks them without", without);
    row("… as a multiple", (median(withRules) / median(without)).toFixed(2));
  });
}

async function measure(description: Description, figures: Figures): Promise<{ types: string; plain: string }> {
  const spec = { document: { ...description.root } };
  let plain = "";
  let types = "";
  let read: Description | undefined;
  figures.plain.push(
    await timeAsync(async () => {
      // A new thread each time, as each run of openapi-typescript has one.
      const maker = new TypesMaker();
      plain = (await maker.make({ ...spec, aliases: new Map() }, {}, "description")).text;
      await maker.stop();
    }),
  );
  figures.rules.push(
    time(() => {
      read = readDescription(description);
    }),
  );
  figures.unions.push(
    time(() => {
      types = applyUnions(plain, planUnions((read?.ruleSets ?? []).filter(({ typed }) => typed)).plans).text;
    }),
  );
  figures.validators.push(
    await timeAsync(async () => {
      if (read) emitValidators(read, { operations: "all", types: "./api.ts" });
    }),
  );
  return { types, plain };
}

function analyseAll({ ruleSets }: Description): void {
  for (const { request, rules } of ruleSets) analyse(request, rules, solveWithZ3);
}

/** The times of whole checks of one file, each by a compiler of its own. */
function checkTimes(text: string): number[] {
  const library = ts.createCompilerHost({});
  const known = new Map<string, ts.SourceFile | undefined>();
  const host: ts.CompilerHost = {
    ...library,
    getSourceFile: (file, version) => {
      if (file.endsWith("bench.ts")) return ts.createSourceFile(file, text, version);
      if (!known.has(file)) known.set(file, library.getSourceFile(file, version));
      return known.get(file);
    },
  };
  return Array.from({ length: rounds }, () =>
    time(() => {
      const program = ts.createProgram(
        ["bench.ts"],
        { strict: true, noEmit: true, types: [], lib: ["lib.es2022.d.ts"] },
        host,
      );
      const found = ts.getPreEmitDiagnostics(program);
      if (found.length > 0) throw new Error(ts.flattenDiagnosticMessageText(found[0]?.messageText ?? "", "\n"));
    }),
  ).slice(1);
}

/** Groups of three parameters, each with a rule of its own that allows four of the eight combinations. */
function independentGroups(count: number): object {
  const groups = Array.from({ length: count }, (_, index) => [`a${index}`, `b${index}`, `c${index}`]);
  const parameters = groups.flat().map((name) => ({ name, in: "query", schema: { type: "string" } }));
  const rules = groups.map(([a, b, c]) => `ZeroOrOne(${a}, ${b}, ${c});`);
  return {
    openapi: "3.1.0",
    info: { title: "Groups", version: "1" },
    paths: {
      "/groups": {
        get: { operationId: "groups", parameters, "x-dependencies": rules, responses: { 200: { description: "OK" } } },
      },
    },
  };
}

function time(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

async function timeAsync(run: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function line(name: string, values: readonly number[]): void {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  row(name, `${median(values).toFixed(1)} ms  (${least.toFixed(1)} to ${most.toFixed(1)})`);
}

function row(name: string, text: string): void {
  process.stdout.write(`  ${name.padEnd(52)} ${text}\n`);
}

await main();
