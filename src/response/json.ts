/** Whether a JSON value is an object, not an array and not `null`. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The JSON value, or `undefined` for what isn't JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not kept as a cause: V8 quotes the text in the message.
    return undefined;
  }
}

/** The same JSON value with each of its texts rewritten, names of fields included. */
export function mapTexts(value: unknown, rewrite: (text: string) => string): unknown {
  if (typeof value === "string") {
    return rewrite(value);
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown) => mapTexts(item, rewrite));
  }
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, field]) => [rewrite(name), mapTexts(field, rewrite)]))
    : value;
}
