/** Data and words from a description as text of a TypeScript module, so that none of it becomes code. */

const identifier = /^[A-Za-z_$][\w$]*$/;
/** Characters that end a line for JavaScript, or that change how an editor shows it. */
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

export function stringLiteral(text: string): string {
  return JSON.stringify(text).replace(unsafe, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

export function propertyKey(name: string): string {
  // As a plain key of a literal it would be the prototype.
  if (name === "__proto__") return '["__proto__"]';
  return identifier.test(name) ? name : stringLiteral(name);
}

/** A value of JSON as an expression; `reference` writes what isn't JSON. */
export function literal(value: unknown, reference: (value: object) => string | undefined = () => undefined): string {
  if (typeof value === "string") return stringLiteral(value);
  if (typeof value !== "object" || value === null) return value === undefined ? "undefined" : JSON.stringify(value);
  const referred = reference(value);
  if (referred !== undefined) return referred;
  if (Array.isArray(value)) return `[${value.map((item) => literal(item, reference)).join(", ")}]`;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  if (entries.length === 0) return "{}";
  return `{ ${entries.map(([key, part]) => `${propertyKey(key)}: ${literal(part, reference)}`).join(", ")} }`;
}

/** A comment of one line. Whatever the text is, it can't end the comment. */
export function docComment(text: string): string {
  const line = text.replace(/\s+/g, " ").replace(unsafe, "").replaceAll("*/", "*\\/").replaceAll("/*", "/\\*").trim();
  return `/** ${line} */`;
}
