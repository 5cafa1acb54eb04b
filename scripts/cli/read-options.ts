/**
 * The options of a command, or undefined when there is nothing left to do: its help was asked for, or its arguments are wrong, which is
 * said, and ends the process with exit code 2.
 *
 * @param parse throws a TypeError on arguments that there are not
 */
export function readOptions<Options extends { readonly help: boolean }>(
  parse: (args: readonly string[]) => Options,
  help: string,
): Options | undefined {
  try {
    const options = parse(process.argv.slice(2));
    if (!options.help) return options;
    process.stdout.write(help);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    process.stderr.write(`${error.message}\n\n${help}`);
    process.exitCode = 2;
  }
  return undefined;
}
