/** Names of a description as parts of TypeScript identifiers. */

/** `target_id`, `AUTOMATED_RESTORE` and `2faVerify` as parts of an identifier: `TargetId`, `AutomatedRestore`, `2faVerify`. */
export function pascalCase(text: string): string {
  const words = text
    .split(/[^\p{L}\p{Nd}]+/u)
    .filter((word) => word !== "")
    .map((word) => (/\p{Ll}/u.test(word) ? word : word.toLowerCase()))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return words.join("") || (text === "" ? "" : "Unnamed");
}

/** A value as a part of an identifier: `created` and `-created`, 1 and -1 have words of their own. */
export function valueWord(value: unknown): string {
  const [, sign = "", rest = ""] = /^([+-]?)(.*)$/s.exec(String(value)) ?? [];
  const word = sign === "+" ? "Plus" : sign === "-" ? "Minus" : "";
  return word + pascalCase(rest) || "Empty";
}

/** A valid identifier in Pascal case; `_` before a digit, and alone where a text has no letters at all. */
export function typeName(text: string): string {
  const name = pascalCase(text);
  return /^[\p{L}]/u.test(name) ? name : `_${name}`;
}

/** A name that something wants, and what that is. */
export interface Wanted {
  readonly name: string;
  readonly of: string;
}

/**
 * The names, all different. One that is wanted more than once belongs to nobody: each gets an ending that depends on what it names
 * and on nothing else, so that no name ever comes to mean something else because another joins it.
 */
export function distinctNames(wanted: readonly Wanted[]): string[] {
  const counts = new Map<string, number>();
  for (const { name } of wanted) counts.set(name, (counts.get(name) ?? 0) + 1);
  return wanted.map(({ name, of }) => (counts.get(name) === 1 ? name : withEnding(name, of)));
}

/** A name that another thing would have, too. No name of a description has a `_` in it otherwise. */
export function withEnding(name: string, of: string): string {
  return `${name}_${digest(of)}`;
}

const longestPart = 100;

/** A part of an identifier that people can read: of a longer one its start, and a digest of the whole. */
export function shortPart(part: string): string {
  if (part.length <= longestPart) return part;
  return `${[...part].slice(0, longestPart - 9).join("")}_${digest(part)}`;
}

/** FNV-1a, 32 bits. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (const unit of new TextEncoder().encode(text)) hash = Math.imul(hash ^ unit, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
