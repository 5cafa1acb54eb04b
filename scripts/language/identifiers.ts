/** Names of a description as parts of TypeScript identifiers. */

/** `target_id`, `AUTOMATED_RESTORE` and `2faVerify` as parts of an identifier: `TargetId`, `AutomatedRestore`, `2faVerify`. */
export function pascalCase(text: string): string {
  return text
    .split(/[^\p{L}\p{Nd}]+/u)
    .filter((word) => word !== "")
    .map((word) => (/\p{Ll}/u.test(word) ? word : word.toLowerCase()))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/** A valid identifier in Pascal case; `_` before a digit, and alone where a text has no letters at all. */
export function typeName(text: string): string {
  const name = pascalCase(text);
  return /^[\p{L}]/u.test(name) ? name : `_${name}`;
}

const longestPart = 100;

/** A part of an identifier that people can read: of a longer one its start, and a digest of the whole. */
export function shortPart(part: string): string {
  if (part.length <= longestPart) return part;
  return `${[...part].slice(0, longestPart - 9).join("")}_${digest(part)}`;
}

/** FNV-1a, 32 bits. */
export function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (const unit of new TextEncoder().encode(text)) hash = Math.imul(hash ^ unit, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
