import type { Diagnostic } from "../diagnostics.ts";
import { formNames } from "../language/forms.ts";
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
  const cut = piecesOf(asArray(list));
  const entries = asArray(list).flatMap((entry, index): Entry[] => {
    const whole = cut.get(index) ?? (isObject(entry) ? ruleOfPieces(entry) : undefined);
    if (whole !== undefined) {
      if (whole !== "")
        report(`/${index}`, `YAML cuts this sentence at its commas. Quote it: ${JSON.stringify(whole)}.`);
      return [];
    }
    if (isObject(entry) && Object.keys(entry).some((key) => sentenceStart.test(key))) {
      report(`/${index}`, "YAML reads this sentence as an object, because a colon is in it. Quote the sentence.");
      return [];
    }
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

const sentenceStart = new RegExp(`^(?:(?:IF|NOT)\\b|(?:${formNames.join("|")})\\s*\\()`);

/**
 * Entries that are pieces of one sentence, which YAML has cut at commas because it isn't quoted, as in `[Or(a, b);]`: the sentence
 * by the index of its first piece, and nothing by those of the others.
 */
function piecesOf(list: readonly unknown[]): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  list.forEach((entry, start) => {
    if (found.has(start) || !opens(entry)) return;
    const candidates = list.slice(start, start + mostPieces);
    const end = candidates.findIndex((piece) => typeof piece !== "string" || closes(piece));
    const pieces = candidates.slice(0, end + 1);
    const whole = joined(pieces);
    if (whole === undefined) return;
    for (const index of pieces.keys()) found.set(start + index, index === 0 ? whole : "");
  });
  return found;
}

/** More operands than anyone lists, so that long lists of broken sentences are read in linear time. */
const mostPieces = 64;

/** The same in an object, where the pieces behind the first are keys without values: `{ rule: Or(a, b); }`. */
function ruleOfPieces(entry: JsonObject): string | undefined {
  const { rule, ...others } = entry;
  return joined([rule, ...Object.keys(others).filter((key) => others[key] === null)]);
}

function opens(piece: unknown): piece is string {
  return typeof piece === "string" && piece.split("(").length > piece.split(")").length;
}

function closes(piece: string): boolean {
  return piece.split(")").length > piece.split("(").length;
}

/** The sentence of which these are pieces; undefined if they aren't several, or not of a sentence that is right. */
function joined(pieces: readonly unknown[]): string | undefined {
  if (pieces.length < 2 || !opens(pieces[0])) return undefined;
  const whole = pieces.join(", ");
  return parseSentences(whole).problems.length === 0 ? whole : undefined;
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
