import fc from "fast-check";
import { analysesOf, presencePatternsOf, wrongCoversOf } from "../engine.ts";
import { randomApis } from "../random/random-apis.ts";
import { fixtures, presencePatterns } from "../reference/fixtures.ts";
import { compareFindings } from "./analyses.ts";
import { compareVerdictCases, compareVerdicts, disagreements } from "./verdicts.ts";

/**
 * The core of the proof in a few seconds and without a test runner: does the engine beside this file agree with the reference? Ends
 * with code 3 at the first disagreement. `mutations.proof.ts` runs it against broken engines.
 */
const places = ["parameters", "body", "both"] as const;

async function main(): Promise<void> {
  demandNone("requests judged by hand", disagreements(await compareVerdictCases()));
  for (const { file, text } of fixtures) {
    const counts = [...(await presencePatternsOf(text))];
    demandNone(
      "sets of fields",
      counts
        .map(([operation, count]) => [operation, Number(count)] as const)
        .filter(([operation, count]) => count !== presencePatterns[file]?.[operation]?.patterns),
    );
    demandNone("variants", await wrongCoversOf(text));
  }
  for (const fields of places) {
    const apis = fc.sample(randomApis({ constructs: "types", fields }), { seed: 3, numRuns: 60 });
    const findings = await compareFindings(apis, 60);
    demandNone(
      `analysis of ${fields}`,
      findings.filter(({ ours, theirs }) => JSON.stringify(ours) !== JSON.stringify(theirs)),
    );
  }
  for (const fields of places) {
    const apis = fc.sample(randomApis({ constructs: "all", fields }), { seed: 1, numRuns: 20 });
    demandNone(`requests to ${fields}`, disagreements(await compareVerdicts(apis, 0, 15)));
  }
  demandNone("numbers", await wrongSatisfiability());
}

function demandNone(subject: string, disagreements: readonly unknown[]): void {
  if (disagreements.length === 0) return;
  process.stdout.write(`${subject}: ${JSON.stringify(disagreements[0])}\n`);
  process.exit(3);
}

/** Rules over one whole number from 0 to 10, which is required, and whether some request satisfies them. */
const overOneNumber = [
  ["Or(n > 3 AND n < 4, n > 7 AND n < 8);", false],
  ["Or(n >= 10 AND n <= 10, n > 10);", true],
  ["Or(n > 10, n < 0);", false],
  ["n + n > 19;", true],
  ["n + n > 20;", false],
] as const;

async function wrongSatisfiability(): Promise<string[]> {
  const parameters = [{ name: "n", in: "query", required: true, schema: { type: "integer", minimum: 0, maximum: 10 } }];
  const responses = { 204: { description: "Done" } };
  const paths = overOneNumber.map(([rule], index) => [
    `/${index}`,
    { get: { operationId: rule, "x-dependencies": [rule], parameters, responses } },
  ]);
  const api = { openapi: "3.1.0", info: { title: "t", version: "1" }, paths: Object.fromEntries(paths) };
  const analyses = await analysesOf(api);
  return overOneNumber.flatMap(([rule, want]) => (analyses.get(rule)?.satisfiable === want ? [] : [rule]));
}

await main();
// The solver's thread would keep the process alive.
process.exit(0);
