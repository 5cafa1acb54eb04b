import "../support/kept-threads.js";

/**
 * Runs commands of the built CLI one after the other, each as `bin/openapi-rules.js` would, in one process: starting Node and loading
 * the engine takes longer than most commands. Gets `{ args, cwd }` from its parent, and answers `{ code, stdout, stderr }`.
 */
const main = new URL("../../scripts/dist/main.js", import.meta.url);
const [node, bin] = process.argv;
let runs = 0;
// Each run adds the listeners of a whole process.
for (const emitter of [process, process.stdout, process.stderr]) emitter.setMaxListeners(0);

process.on("message", async (/** @type {{ args: string[], cwd: string }} */ { args, cwd }) => {
  const printed = { stdout: "", stderr: "" };
  const original = { stdout: process.stdout.write, stderr: process.stderr.write };
  for (const stream of /** @type {const} */ (["stdout", "stderr"])) {
    process[stream].write = (/** @type {string | Uint8Array} */ text) => {
      printed[stream] += text;
      return true;
    };
  }
  // What ends the process stands in what it printed.
  const tell = () => original.stderr.call(process.stderr, printed.stderr);
  process.once("exit", tell);
  process.argv = [node ?? "", bin ?? "", ...args];
  process.exitCode = undefined;
  process.chdir(cwd);
  try {
    // Another address makes Node run the module again.
    await import(`${main.href}?run=${runs++}`);
  } catch (error) {
    printed.stderr += error instanceof Error ? error.stack : error;
    process.exitCode = 1;
  }
  Object.assign(process.stdout, { write: original.stdout });
  Object.assign(process.stderr, { write: original.stderr });
  process.off("exit", tell);
  process.send?.({ code: process.exitCode ?? 0, ...printed });
  process.exitCode = undefined;
});
