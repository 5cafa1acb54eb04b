import { UsageError } from "./usage-error.ts";

interface Command {
  readonly summary: string;
  readonly load: () => Promise<{ run(args: readonly string[]): Promise<number> }>;
}

/** Each command is loaded when it is called: what one needs, the others don't wait for. */
const commands: Readonly<Record<string, Command>> = {
  generate: { summary: "types with unions, validators and bundles", load: () => import("./generate.ts") },
  explain: {
    summary: "the rules of a description in words, with examples; judges requests",
    load: () => import("./explain.ts"),
  },
  docs: { summary: "a self-contained page for each API", load: () => import("./docs.ts") },
};

const help = `Usage: openapi-rules COMMAND [options]

${Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`)
  .join("\n")}

  --help     print this, or with a command its options
  --version  print the version

Exit codes: 0 done; 1 the input has errors; 2 wrong usage.
`;

/** `openapi-rules COMMAND`: runs a command, and turns every failure into words and an exit code. */
async function main([name = "", ...args]: readonly string[]): Promise<number> {
  if (name === "--help" || name === "-h" || name === "") {
    process.stdout.write(help);
    return name === "" ? 2 : 0;
  }
  const command = commands[name];
  if (command === undefined) throw new UsageError(`There is no command '${name}'.`, help);
  const { run } = await command.load();
  return run(args);
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n\n${error.help}`);
  return 2;
});
