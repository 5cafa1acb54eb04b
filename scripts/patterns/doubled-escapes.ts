/** Escapes with one backslash too many for YAML or JSON: `\\d` is a backslash and a d, although a digit was meant. */

/** A backslash with what it escapes, so that `\\\w` is an escaped backslash and a `\w`. */
const pair = /\\[\s\S]/g;
/** What stands behind a doubled backslash. */
const escaped = /^(?:[dDwWsSbB](?![a-z]{2})|[pP]\{|\.(?![*+])|[-/()[\]{}+?*^$|])/;

/**
 * Whether every backslash of a pattern looks doubled. One that escapes something else, or stands before a word (`C:\\data`), shows
 * that the author meant backslashes.
 */
export function hasDoubledEscapes(pattern: string): boolean {
  const escapes = [...pattern.matchAll(pair)];
  return (
    escapes.length > 0 &&
    escapes.every(({ 0: token, index }) => token === "\\\\" && escaped.test(pattern.slice(index + token.length)))
  );
}

export function halveEscapes(pattern: string): string {
  return pattern.replaceAll("\\\\", "\\");
}
