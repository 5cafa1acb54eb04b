import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { parse } from "yaml";
import { loadFile } from "../../scripts/openapi/load-file.ts";
import { compileSentences } from "../../scripts/reasoning/compile.ts";
import { cover } from "../../scripts/reasoning/cover.ts";
import { structureOf } from "../../scripts/reasoning/structure.ts";
import { countPresencePatterns } from "../reference/count-patterns.ts";
import { operationOf } from "../reference/document.ts";
import { addressOf, randomApis, requestsFor, toOpenApi, verdictOn } from "../reference/random-apis.ts";
import { verdictCases } from "../reference/verdict-cases.ts";
import { analysesOf } from "./analyses.ts";
import { countByDiagrams } from "./count-by-diagrams.ts";
import { everyRequest } from "./finite-requests.ts";
import { bruteForce, findingsOf, judgeAll } from "./judged-requests.ts";
import { type Validate, validatorsOf } from "./validators.ts";

/**
 * The core of the proof in a few seconds and without a test runner: does the engine that stands beside this file agree with the
 * reference? Ends with code 3 at the first disagreement. `mutations.test.ts` runs it against broken engines.
 */
const places = ["parameters", "body", "both"] as const;

async function main(): Promise<void> {
  await checkVerdictCases();
  await checkFixtures();
  for (const fields of places) await checkAnalyses(fields);
  for (const fields of places) await checkRandomVerdicts(fields);
  await checkReasoning();
}

function agree(subject: string, ours: unknown, theirs: unknown): void {
  if (isDeepStrictEqual(ours, theirs)) return;
  process.stdout.write(`${subject}: ${JSON.stringify(ours)} instead of ${JSON.stringify(theirs)}\n`);
  process.exit(3);
}

async function checkVerdictCases(): Promise<void> {
  const validators = new Map<string, ReadonlyMap<string, Validate>>();
  for (const { name, yaml, path, method, request, valid, broken } of verdictCases) {
    const known = validators.get(yaml) ?? (await validatorsOf(yaml));
    validators.set(yaml, known);
    const violations = known.get(`${method} ${path}`)?.(request) ?? [];
    const ours = violations.flatMap(({ sentence }) => (sentence === undefined ? [] : [sentence])).sort();
    agree(name, { valid: violations.length === 0, broken: ours }, { valid, broken: [...broken].sort() });
  }
}

async function checkRandomVerdicts(fields: (typeof places)[number]): Promise<void> {
  const apis = fc.sample(randomApis({ constructs: "all", fields }), { seed: 1, numRuns: 20 });
  const validators = await validatorsOf(toOpenApi(apis));
  for (const [index, api] of apis.entries()) {
    const { path, method } = addressOf(api, index);
    for (const request of fc.sample(requestsFor(api), { seed: index, numRuns: 15 })) {
      const ours = validators.get(`${method} ${path}`)?.(request).length === 0;
      agree(`request to ${fields}`, ours, verdictOn(api, request).valid);
    }
  }
}

async function checkAnalyses(fields: (typeof places)[number]): Promise<void> {
  const apis = fc
    .sample(randomApis({ constructs: "types", fields }), { seed: 3, numRuns: 60 })
    .filter((api) => everyRequest(api, 60) !== undefined);
  const analyses = await analysesOf(toOpenApi(apis));
  for (const [index, api] of apis.entries()) {
    const analysis = analyses.get(`operation${index}`);
    const judged = judgeAll(api, everyRequest(api, 60) ?? []);
    agree(`analysis of ${fields}`, analysis && findingsOf(api, analysis), bruteForce(api, judged));
  }
}

async function checkFixtures(): Promise<void> {
  const folder = resolve(import.meta.dirname, "../fixtures/apis");
  for (const file of ["box.yaml", "foursquare.yaml", "stripe.yaml", "twilio-message.yaml", "yelp.yaml"]) {
    const { rules } = await loadFile(join(folder, file), { allowExternalRefs: false });
    const document: unknown = parse(readFileSync(join(folder, file), "utf8"));
    for (const { owner, request, sentences } of rules.ruleSets) {
      if (owner.kind !== "operation") continue;
      const { patterns } = countPresencePatterns(operationOf(document, owner.path, owner.method));
      agree(`sets of fields of ${file}`, countByDiagrams(request, sentences), patterns);
      const { diagrams, node, variables } = compileSentences(sentences, structureOf(request, []));
      const cubes = cover(diagrams, node, variables.filter(({ inspected }) => inspected).length, 1000);
      const covered = cubes?.map((cube) =>
        diagrams.and(...[...cube].map(([level, states]) => diagrams.literal(level, states))),
      );
      // A set beyond the limit has no cubes.
      if (covered !== undefined) agree(`variants of ${file}`, diagrams.or(...covered), node);
    }
  }
}

async function checkReasoning(): Promise<void> {
  const cases = [
    ["a gap between whole numbers", "Or(n > 3 AND n < 4, n > 7 AND n < 8);", false],
    ["the greatest number", "Or(n >= 10 AND n <= 10, n > 10);", true],
    ["beyond the greatest number", "Or(n > 10, n < 0);", false],
    ["a sum", "n + n > 19;", true],
    ["too large a sum", "n + n > 20;", false],
  ] as const;
  const paths = Object.fromEntries(
    cases.map(([name, rule], index) => [
      `/${index}`,
      {
        get: {
          operationId: name,
          "x-dependencies": [rule],
          parameters: [
            { name: "n", in: "query", required: true, schema: { type: "integer", minimum: 0, maximum: 10 } },
          ],
          responses: { 204: { description: "Done" } },
        },
      },
    ]),
  );
  const analyses = await analysesOf({ openapi: "3.1.0", info: { title: "t", version: "1" }, paths });
  for (const [name, , satisfiable] of cases) agree(name, analyses.get(name)?.satisfiable, satisfiable);
}

await main();
// The solver's thread would keep the process.
process.exit(0);
