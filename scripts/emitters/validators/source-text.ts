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

/** In single quotes, for JSON and other text that has double quotes in it. */
export function quotedText(text: string): string {
  const inner = stringLiteral(text).slice(1, -1).replaceAll('\\"', '"');
  return `'${inner.replaceAll("'", "\\'")}'`;
}

function propertyKey(name: string): string {
  // As a plain key of a literal it would be the prototype.
  if (name === "__proto__") return '["__proto__"]';
  return identifier.test(name) ? name : stringLiteral(name);
}

/** A value of JSON as an expression. */
export function literal(value: unknown): string {
  if (typeof value === "string") return stringLiteral(value);
  if (typeof value !== "object" || value === null) return value === undefined ? "undefined" : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => literal(item)).join(", ")}]`;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  if (entries.length === 0) return "{}";
  return `{ ${entries.map(([key, part]) => `${propertyKey(key)}: ${literal(part)}`).join(", ")} }`;
}

/** A comment of one line. Whatever the text is, it can't end the comment. */
export function docComment(text: string): string {
  const line = text.replace(/\s+/g, " ").replace(unsafe, "").replaceAll("*/", "*\\/").replaceAll("/*", "/\\*").trim();
  return `/** ${line} */`;
}
