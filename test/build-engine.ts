import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

/** Before any test: builds the engine, so that no test runs a CLI or plugin of yesterday. */
export default function buildEngine(): void {
  execFileSync(process.execPath, ["build.js", "--without-declarations"], {
    cwd: resolve(import.meta.dirname, "../scripts"),
  });
}
