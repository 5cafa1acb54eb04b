import type { BuilderField, ScalarKind } from "./builder-data.ts";

/** What is typed, as the schema's type has it. What doesn't parse stays text, and the validator says so. */
export function parseText(field: Pick<BuilderField, "kind" | "values">, text: string): unknown {
  const { kind, values } = field;
  if (typeof kind === "object") return parseList(kind.list, values, text);
  switch (kind) {
    case "text":
    case "longText":
      return text;
    case "choice": {
      const index = values.findIndex((value) => choiceText(values, value) === text);
      return index < 0 ? text : values[index];
    }
    default:
      return parseJson(text);
  }
}

/** The text that stands for a value in the form. */
export function textOfValue(field: Pick<BuilderField, "kind" | "values">, value: unknown): string {
  const { kind, values } = field;
  if (kind === "choice") return choiceText(values, value);
  if (typeof kind === "object" && Array.isArray(value)) {
    const text = value.map((item) => choiceText(kind.list === "choice" ? values : [], item)).join(", ");
    return text !== "" && JSON.stringify(parseText(field, text)) === JSON.stringify(value)
      ? text
      : JSON.stringify(value);
  }
  return typeof value === "string" && kind !== "json" ? value : JSON.stringify(value);
}

/** Quoted where it would look like another value, or like none. */
export function choiceText(values: readonly unknown[], value: unknown): string {
  const isClear = String(value) !== "" && values.filter((other) => String(other) === String(value)).length < 2;
  return isClear || typeof value !== "string" ? String(value) : JSON.stringify(value);
}

/** Values with commas or line breaks between them, or JSON. */
function parseList(item: ScalarKind, values: BuilderField["values"], text: string): unknown {
  const json = text.trim().startsWith("[") ? parseJson(text) : undefined;
  if (Array.isArray(json)) return json;
  const items = text.split(/[,\n]/).map((part) => part.trim());
  return items.filter((part) => part !== "").map((part) => parseText({ kind: item, values }, part));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
