import { spawn } from "node:child_process";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../../..");

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const launcher = join(root, "scripts/bin/openapi-rules.js");

/** Runs `openapi-rules` as a user does, in the project's folder. */
export function runCommand(...args: string[]): Promise<Finished> {
  return startCommand(...args).finished;
}

/** Runs another copy of the package. */
export function runCopy(copy: string, ...args: string[]): Promise<Finished> {
  return start(copy, args).finished;
}

export interface Started {
  readonly finished: Promise<Finished>;
  /** What it has printed so far. */
  readonly output: () => string;
  readonly ended: () => boolean;
  readonly kill: (signal: NodeJS.Signals) => void;
}

export function startCommand(...args: string[]): Started {
  return start(launcher, args);
}

function start(file: string, args: readonly string[]): Started {
  const child = spawn(process.execPath, [file, ...args], { cwd: root });
  let [stdout, stderr] = ["", ""];
  let ended = false;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const finished = new Promise<Finished>((done, failed) => {
    child.on("error", failed);
    child.on("close", (code) => {
      ended = true;
      done({ code, stdout, stderr });
    });
  });
  return { finished, output: () => stdout + stderr, ended: () => ended, kill: (signal) => void child.kill(signal) };
}

/** Waits until `text` stands so many times in what the script prints; without end, but for the test's own. */
export async function untilPrinted(started: Started, text: string, times = 1): Promise<void> {
  while (started.output().split(text).length <= times) {
    if (started.ended()) throw new Error(`'${text}' was not printed, but: ${started.output()}`);
    await new Promise((next) => setTimeout(next, 20));
  }
}
