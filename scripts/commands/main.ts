import { setFlagsFromString } from "node:v8";
import { OpenApiRulesError } from "../diagnostics.ts";
import { version } from "../generate-request.ts";
import { exitCodes } from "./options.ts";
import { print, StreamError, surviveClosedStreams } from "./terminal.ts";

interface Command {
  readonly summary: string;
  readonly load: () => Promise<{ run(args: readonly string[]): Promise<number> }>;
}

/** Each command is loaded when it is called: what one needs, the others don't wait for. */
const commands: Readonly<Record<string, Command>> = {
  generate: { summary: "types with unions, validators and bundles", load: () => import("./generate.ts") },
  explain: {
    summary: "the rules of a description in words, with examples; checks requests",
    load: () => import("./explain.ts"),
  },
  diff: {
    summary: "what a change means for callers, with requests that show it, and a semver verdict",
    load: () => import("./diff.ts"),
  },
  drift: { summary: "how a description differs from the vendor's", load: () => import("./drift.ts") },
  docs: { summary: "a self-contained page for each API", load: () => import("./docs.ts") },
};

const help = `Usage: openapi-rules COMMAND [options]

${Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`)
  .join("\n")}

  --help     print this, or after a command its options
  --version  print the version

${exitCodes}
`;

/** `openapi-rules COMMAND`: runs a command, and turns every failure into words and an exit code. */
async function main([name = "", ...args]: readonly string[]): Promise<number> {
  if (name === "--version" || name === "-v") print(`${version()}\n`);
  else if (name === "--help" || name === "-h" || name === "") print(help);
  else {
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined) {
      throw new OpenApiRulesError(
        "ERR_USAGE",
        `Unknown command '${name}'. Expected one of: ${Object.keys(commands).join(", ")}.\nSee openapi-rules --help.`,
      );
    }
    const { run } = await command.load();
    return run(args);
  }
  return name === "" ? 2 : 0;
}

async function fail(error: unknown): Promise<void> {
  const { reportFailure } = await import("./failures.ts");
  process.exitCode = reportFailure(error);
}

// V8 would let the heap of each of the two threads grow to four times what is in use. This bounds it to 1.3 times.
setFlagsFromString("--heap-growing-percent=30");
surviveClosedStreams((stream, error) => void fail(new StreamError(stream, error)));
process.on("uncaughtException", (error) => void fail(error).then(() => process.exit()));
try {
  const exitCode = await main(process.argv.slice(2));
  // A stream that has failed meanwhile has set its own.
  process.exitCode ??= exitCode;
} catch (error) {
  await fail(error);
}
