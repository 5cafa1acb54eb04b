import { performance } from "node:perf_hooks";
import { colorsFor } from "./colors.ts";

const colors = colorsFor(process.stdout);

/** Tells a person what is going on: a line per stage with its time. */
export class Progress {
  private readonly quiet: boolean;
  private readonly started = performance.now();

  constructor(options: { quiet: boolean }) {
    this.quiet = options.quiet;
  }

  /** @param outcome what to say of the result, behind the stage's name */
  async stage<T>(name: string, run: () => T | Promise<T>, outcome: (result: T) => string = () => ""): Promise<T> {
    const start = performance.now();
    const result = await run();
    this.line(
      `${colors.green("✓")} ${name.padEnd(11)} ${outcome(result).padEnd(42)} ${colors.dim(milliseconds(start))}`,
    );
    return result;
  }

  line(text: string): void {
    if (!this.quiet) process.stdout.write(`${text}\n`);
  }

  summary(text: string): void {
    this.line(`${text} ${colors.dim(`in ${milliseconds(this.started)}`)}`);
  }
}

function milliseconds(since: number): string {
  return `${Math.round(performance.now() - since)} ms`;
}
