import { createSyncFn } from "synckit";

let run: ((script: string) => string) | undefined;

/**
 * What Z3 answers to an SMT-LIB 2.6 script, a line for each command that answers. It runs in a worker and is waited for,
 * because lint rules can't wait. It is loaded, about half a second, when it is first asked.
 *
 * @see Nikolaj Bjørner, Leonardo de Moura: "Z3: An Efficient SMT Solver" (2008)
 */
export function solveWithZ3(script: string): string[] {
  run ??= createSyncFn<(script: string) => Promise<string>>(new URL("./z3-worker.js", import.meta.url));
  return run(script).split("\n");
}
