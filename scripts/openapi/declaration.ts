import type { Diagnostic } from "../diagnostics.ts";
import { parseSentences } from "../language/parse.ts";
import type { RuleNotes } from "../language/rule.ts";
import type { Problem, Sentence, Span } from "../language/syntax.ts";
import type { Documents } from "./documents.ts";
import { asArray, isObject, type JsonObject } from "./json.ts";
import { positionInString, positionOf, stepsOf } from "./source-position.ts";

export type Place = Pick<Diagnostic, "file" | "line" | "column">;

/** One `x-dependencies` of the description, its sentences parsed; their names mean nothing yet. */
export interface Declaration {
  readonly entries: readonly Entry[];
  /** What is wrong with the list itself. */
  readonly problems: readonly Diagnostic[];
  /** The place of the list. */
  readonly place: () => Place;
}

/** An entry of the list: a text, or `{ rule, id, message, description }`. It may hold several sentences. */
export interface Entry {
  readonly sentences: readonly Sentence[];
  readonly problems: readonly Problem[];
  readonly notes: RuleNotes;
  /** The place of a character of the text. */
  readonly place: (span: Span) => Place;
}

const noteKeys = ["id", "message", "description"] as const;

export function readDeclaration(documents: Documents, holder: JsonObject): Declaration {
  const list = holder["x-dependencies"];
  const origin = documents.originOf(list) ?? documents.originOf(holder);
  const pointer = documents.originOf(list)?.pointer ?? `${origin?.pointer ?? "#"}/x-dependencies`;
  const placeAt =
    (suffix: string) =>
    ({ start }: Span = { start: 0, end: 0 }): Place =>
      origin === undefined
        ? { file: "", line: 1, column: 1 }
        : { file: origin.source.absoluteRef, ...positionInString(origin.source, pointer + suffix, start) };
  const problems: Diagnostic[] = [];
  const report = (suffix: string, message: string): void => {
    problems.push({ severity: "error", ...placeAt(suffix)(), message });
  };
  if (!Array.isArray(list)) report("", "x-dependencies must be a list of rules. Write each rule after '- '.");
  const entries = asArray(list).flatMap((entry, index): Entry[] => {
    if (typeof entry === "string") return [{ ...parseSentences(entry), notes: {}, place: placeAt(`/${index}`) }];
    if (!isObject(entry) || typeof entry["rule"] !== "string") {
      report(
        `/${index}`,
        "A rule must be a sentence, or an object { rule, id, message, description } with the sentence in 'rule'.",
      );
      return [];
    }
    for (const [key, value] of Object.entries(entry)) {
      const isNote = noteKeys.some((name) => name === key);
      if (key !== "rule" && !isNote && !key.startsWith("x-"))
        report(`/${index}/${key}`, `Unknown key '${key}'. A rule has 'rule', 'id', 'message' and 'description'.`);
      else if (isNote && typeof value !== "string") report(`/${index}/${key}`, `'${key}' must be a string.`);
    }
    const notes = Object.fromEntries(
      noteKeys.flatMap((key) => (typeof entry[key] === "string" ? [[key, entry[key]]] : [])),
    );
    return [{ ...parseSentences(entry["rule"]), notes, place: placeAt(`/${index}/rule`) }];
  });
  return { entries, problems, place: placeAt("") };
}

/** The place of a character of a text that lies in an object at `path`. */
export function placeInText(documents: Documents, holder: unknown, path: readonly string[], offset: number): Place {
  const origin = documents.originOf(holder);
  if (origin === undefined) return { file: "", line: 1, column: 1 };
  const pointer = [origin.pointer, ...path].join("/");
  return { file: origin.source.absoluteRef, ...positionInString(origin.source, pointer, offset) };
}

/** The place of an object of the description, or of what lies in it at `path`. */
export function placeIn(documents: Documents, value: unknown, path: readonly string[] = []): Place {
  const origin = documents.originOf(value);
  if (origin === undefined) return { file: "", line: 1, column: 1 };
  return { file: origin.source.absoluteRef, ...positionOf(origin.source, [...stepsOf(origin.pointer), ...path]) };
}
