import { createSyncFn } from "synckit";
import { resolvePackage } from "../resolve-package.ts";

let run: ((script: string) => string) | undefined;

/** Groups of rules of one shape ask the same questions. */
const answers = new Map<string, string[]>();
/** A question is some kilobytes. */
const mostAnswers = 10_000;

/**
 * What Z3 prints for an SMT-LIB 2.6 script, a line for each command that prints. It runs in a worker and is waited for,
 * because lint rules are synchronous. It is loaded on first use, which takes about half a second.
 *
 * @throws OpenApiRulesError `ERR_MISSING_PACKAGE` where it isn't installed
 * @see Nikolaj Bjørner, Leonardo de Moura: "Z3: An Efficient SMT Solver" (2008)
 */
export function solveWithZ3(script: string): string[] {
  if (run === undefined) resolvePackage("z3-solver");
  run ??= createSyncFn<(script: string) => Promise<string>>(new URL("./z3-worker.js", import.meta.url));
  const answer = answers.get(script) ?? run(script).split("\n");
  if (answers.size < mostAnswers) answers.set(script, answer);
  return answer;
}
