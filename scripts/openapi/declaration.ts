import type { Span } from "../language/model.ts";
import type { Description } from "./description.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { asArray, type JsonObject } from "./json.ts";
import { positionInString, positionOf } from "./source-position.ts";

type Place = Pick<Diagnostic, "file" | "line" | "column">;

/** One `x-dependencies` of the description, of which nothing is known. */
export interface Declaration {
  readonly entries: readonly { readonly text: string; readonly index: number }[];
  /** What is wrong with the list itself. */
  readonly problems: readonly Diagnostic[];
  /** The place of a character of an entry. */
  readonly place: (index: number, span: Span) => Place;
}

export function readDeclaration(description: Description, holder: JsonObject): Declaration {
  const list = holder["x-dependencies"];
  const origin = description.originOf(list) ?? description.originOf(holder);
  const pointer = description.originOf(list)?.pointer ?? `${origin?.pointer ?? "#"}/x-dependencies`;
  const place = (index: number, span: Span): Place => {
    if (origin === undefined) return { file: "", line: 1, column: 1 };
    const at = index < 0 ? pointer : `${pointer}/${index}`;
    return { file: origin.source.absoluteRef, ...positionInString(origin.source, at, span.start) };
  };
  const mistake = (index: number, message: string): Diagnostic => ({
    severity: "error",
    ...place(index, { start: 0, end: 0 }),
    message,
  });
  if (!Array.isArray(list)) {
    const message = "x-dependencies is a list of IDL sentences: write each of them behind a '- '.";
    return { entries: [], problems: [mistake(-1, message)], place };
  }
  const entries = asArray(list).flatMap((text, index) => (typeof text === "string" ? [{ text, index }] : []));
  const problems = list.flatMap((text, index) =>
    typeof text === "string" ? [] : [mistake(index, "An entry of x-dependencies is an IDL sentence, a string.")],
  );
  return { entries, problems, place };
}

/** The place of an object of the description. */
export function placeOf(description: Description, value: unknown): Place {
  const origin = description.originOf(value);
  if (origin === undefined) return { file: "", line: 1, column: 1 };
  const path = origin.pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  return { file: origin.source.absoluteRef, ...positionOf(origin.source.body, path) };
}
