import type { Stage } from "../pipeline.ts";
import { paint, print, shownTime } from "./terminal.ts";

/** Prints a line per stage with its time, and a heading per API where there are several. */
export function stagePrinter(quiet: boolean): (stage: Stage) => void {
  let current: string | undefined;
  return ({ api, name, outcome, hasErrors, milliseconds }) => {
    if (quiet) return;
    if (current !== undefined && current !== api) print(`${api}\n`);
    current = api;
    const time = paint(process.stdout, "dim", shownTime(milliseconds));
    const mark = hasErrors ? paint(process.stdout, "red", "✗") : paint(process.stdout, "green", "✓");
    process.stdout.write(`${mark} ${name.padEnd(11)} ${outcome.padEnd(42)} ${time}\n`);
  };
}
