import { UsageError } from "./usage-error.ts";

/**
 * The options of a command; undefined when its help was asked for and is printed.
 *
 * @param parse throws a TypeError on wrong arguments
 * @throws UsageError on wrong arguments
 */
export function readOptions<Options extends { readonly help: boolean }>(
  args: readonly string[],
  parse: (args: readonly string[]) => Options,
  help: string,
): Options | undefined {
  try {
    const options = parse(args);
    if (!options.help) return options;
    process.stdout.write(help);
    return undefined;
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message, help);
    throw error;
  }
}
