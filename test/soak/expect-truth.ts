import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { expect } from "@jest/globals";
import type { SoakedCall, SoakResult } from "./soak.ts";

const script = resolve(import.meta.dirname, "run.ts");

/** In a process of its own, where jest doesn't map the stack of every one of thousands of errors. */
async function runSoak(creates: number): Promise<SoakResult> {
  const options = { maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", script, String(creates)], options);
  return JSON.parse(stdout);
}

const timesCarriedOut = ({ sends }: SoakedCall): number => sends.filter(Boolean).length;

/** Creates through faults, and expects that none is carried out twice and none ends without a true answer. */
export async function expectTruth(creates: number): Promise<void> {
  const { calls, faults } = await runSoak(creates);
  report(calls, faults);
  expect(calls).toHaveLength(creates);
  expect(calls.filter((call) => timesCarriedOut(call) > 1)).toEqual([]);
  // Sent again after it may have been carried out.
  expect(calls.filter(({ sends }) => sends.slice(0, -1).includes(true))).toEqual([]);
  // A value says that something has changed, every error but one that nothing has: each must be true.
  const lies = calls.filter((call) => {
    const claimed = call.ending === "a value" ? 1 : 0;
    return call.ending !== "OutcomeUnknownError" && timesCarriedOut(call) !== claimed;
  });
  expect(lies).toEqual([]);
  // Without these, a client that never sends or a server that never fails would pass.
  expect([...new Set(calls.map(({ ending }) => ending))].sort()).toEqual([
    "AtlasApiError",
    "AuthenticationError",
    "ConnectionError",
    "OutcomeUnknownError",
    "a value",
  ]);
  expect(calls.filter(({ sends }) => sends.length > 1).length).toBeGreaterThan(creates / 20);
}

/** One row per ending: how many calls, how often the server read them, how often it carried them out. */
function report(calls: readonly SoakedCall[], faults: Readonly<Record<string, number>>): void {
  const times = [(n: number) => n === 0, (n: number) => n === 1, (n: number) => n > 1];
  const lines = ["ending              |  calls | read: 0 |   once |   more | carried out: 0 |   once |  twice"];
  for (const ending of [...new Set(calls.map((call) => call.ending))].sort()) {
    const ended = calls.filter((call) => call.ending === ending);
    const read = times.map((fits) => ended.filter(({ sends }) => fits(sends.length)).length);
    const done = times.map((fits) => ended.filter((call) => fits(timesCarriedOut(call))).length);
    const widths = [6, 7, 6, 6, 14, 6, 6];
    const cells = [ended.length, ...read, ...done].map((count, index) => String(count).padStart(widths[index] ?? 0));
    lines.push([ending.padEnd(19), ...cells].join(" | "));
  }
  const met = Object.entries(faults).map(([name, count]) => `${name} ${count}`);
  process.stdout.write(`${lines.join("\n")}\nwhat the server did: ${met.join(", ")}\n`);
}
