import type { ChildProcess } from "node:child_process";
import { resolve } from "node:path";

export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const root = resolve(import.meta.dirname, "../..");
let last: Promise<unknown> = Promise.resolve();

/** Runs `openapi-rules` in the project's folder. All test files share one process, or as many as Jest has. */
export function runCommand(...args: string[]): Promise<Finished> {
  return runCommandIn(root, ...args);
}

/** The same in another folder. */
export function runCommandIn(cwd: string, ...args: string[]): Promise<Finished> {
  const run = last.then(() => runIn(shared.cli, args, cwd));
  last = run.catch(() => undefined);
  return run;
}

function runIn(running: ChildProcess, args: readonly string[], cwd: string): Promise<Finished> {
  return new Promise((done, failed) => {
    const onExit = (code: number | null): void =>
      failed(new Error(`openapi-rules ${args.join(" ")} ended the process with code ${code}`));
    running.once("exit", onExit);
    running.once("message", (finished: Finished) => {
      running.off("exit", onExit);
      done(finished);
    });
    running.send({ args, cwd });
  });
}
