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
