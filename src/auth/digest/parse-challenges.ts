/** One challenge of a `WWW-Authenticate` header. Names are in lower case; of a parameter given twice, the first counts. */
export interface Challenge {
  readonly scheme: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** RFC 9110 section 5.6.2 */
const TOKEN = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+";
const SEPARATORS = /[\s,]*/y;
const PARAMETER = new RegExp(`(${TOKEN})\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|(${TOKEN}))\\s*(?=,|$)`, "y");
/** With the `token68` that some schemes have in place of parameters. */
const SCHEME = new RegExp(`(${TOKEN})(?:\\s+[0-9A-Za-z\\-._~+/]+=*\\s*(?=,|$)|(?=[\\s,]|$))`, "y");

/**
 * Reads a `WWW-Authenticate` header, or several that were joined with commas as `Headers` does. What can't be read and all
 * behind it is left out.
 *
 * @see RFC 9110 sections 11.2, 11.3 and 11.6.1
 */
export function parseChallenges(header: string): readonly Challenge[] {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  let position = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position;
    const match = pattern.exec(header);
    position = match === null ? position : pattern.lastIndex;
    return match;
  };
  for (;;) {
    take(SEPARATORS);
    const parameters = challenges.at(-1)?.parameters;
    const parameter = parameters === undefined ? null : take(PARAMETER);
    if (parameters !== undefined && parameter !== null) {
      const [, name = "", quoted, token = ""] = parameter;
      const key = name.toLowerCase();
      parameters.set(key, parameters.get(key) ?? quoted?.replace(/\\(.)/g, "$1") ?? token);
      continue;
    }
    const scheme = take(SCHEME)?.[1];
    if (scheme === undefined) {
      return challenges;
    }
    challenges.push({ scheme: scheme.toLowerCase(), parameters: new Map() });
  }
}
