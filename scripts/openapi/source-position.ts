import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from "yaml";
import { unescapeStep } from "./json.ts";
import { JsonText } from "./json-text.ts";

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A text with a name, as Redocly's `Source` is. */
interface Text {
  readonly body: string;
}

/**
 * The place in a YAML or JSON file of one character of a string in it.
 *
 * @param pointer JSON pointer of the string, with the leading `#`
 * @param offset index into the string's value; the value's length means the place after it
 */
export function positionInString(source: Text, pointer: string, offset: number): Position {
  const path = stepsOf(pointer);
  const text = tryRead(source);
  const { start, string } = text?.find(path) ?? {};
  if (text === undefined || start === undefined || string === undefined) return positionOf(source, path);
  return toPosition(text.lines, alignOffset(source.body, start, string.end, string.value, offset));
}

/** The place of a value in a YAML or JSON text, or of the nearest value around it that exists. */
export function positionOf(source: Text, path: readonly string[]): Position {
  const text = tryRead(source);
  const { start } = text?.find(path) ?? {};
  return text === undefined || start === undefined ? { line: 1, column: 1 } : toPosition(text.lines, start);
}

/** The steps of a JSON pointer with a leading `#`. */
export function stepsOf(pointer: string): string[] {
  return pointer.split("/").slice(1).map(unescapeStep);
}

/** A text in which values are found by their paths. */
interface ReadText {
  readonly lines: LineCounter;
  readonly find: (path: readonly string[]) => Found;
}

interface Found {
  /** Of the value, or of the nearest one around it that has a place. */
  readonly start: number | undefined;
  /** The value itself, if it is a string. */
  readonly string?: { readonly value: string; readonly end: number } | undefined;
}

function readJson({ body }: Text): ReadText {
  const text = new JsonText(body);
  const lines = new LineCounter();
  for (let start = 0; start >= 0; start = nextLine(body, start)) lines.addNewLine(start);
  return {
    lines,
    find: (path) => {
      const { start, isFound } = text.find(path);
      return { start, string: isFound && start !== undefined ? text.stringAt(start) : undefined };
    },
  };
}

/** -1 after the last one. */
function nextLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? end : end + 1;
}

function readYaml({ body }: Text): ReadText {
  const lines = new LineCounter();
  const { contents } = parseDocument(body, { lineCounter: lines, logLevel: "silent" });
  const keys: Keys = new WeakMap();
  return { lines, find: (path) => descend(contents, keys, path) };
}

function descend(contents: unknown, keys: Keys, path: readonly string[]): Found {
  let start: number | undefined;
  let inner: unknown = contents;
  for (const step of path) {
    inner = childOf(inner, step, keys);
    if (!isNode(inner)) return { start };
    start = inner.range?.[0] ?? start;
  }
  if (!isScalar(inner) || !inner.range || typeof inner.value !== "string") return { start };
  return { start, string: { value: inner.value, end: inner.range[1] } };
}

function childOf(node: unknown, step: string, keys: Keys): unknown {
  if (isSeq(node)) return node.items[Number(step)];
  if (!isMap(node)) return undefined;
  const known = keys.get(node) ?? indexed(node.items);
  keys.set(node, known);
  return known.get(step);
}

/** Values by their keys: a search for each step would cost the square of a long list of paths or schemas. */
function indexed(items: readonly Pair[]): Map<string, unknown> {
  const values = items.map(({ key, value }) => [isScalar(key) ? String(key.value) : "", value] as const);
  // Of a key that is given twice, the first counts.
  return new Map(values.reverse());
}

type Keys = WeakMap<Node, ReadonlyMap<string, unknown>>;

/** Positions are lost in a text that is nested deeper than the parser's call stack: undefined. */
function tryRead(source: Text): ReadText | undefined {
  try {
    return read(source);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A file is read for its positions once, however many problems it has. */
const known = new WeakMap<Text, ReadText>();
const inJson = new WeakSet<Text>();

/** Says that a text is valid JSON without a key that is given twice, in which positions are found without parsing it again. */
export function expectJson(source: Text): void {
  inJson.add(source);
}

function read(source: Text): ReadText {
  const found = known.get(source) ?? (inJson.has(source) ? readJson(source) : readYaml(source));
  known.set(source, found);
  return found;
}

function toPosition(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

/**
 * YAML writes a string in five styles: plain, quoted, folded … All keep the order of its characters and differ only in white
 * space, quotes and escapes between them, so walking both texts side by side finds the place.
 */
function alignOffset(body: string, start: number, end: number, value: string, offset: number): number {
  let position = start;
  if (/^[|>]/.test(body.slice(start))) position = body.indexOf("\n", start) + 1;
  else if (/^['"]/.test(body.slice(start))) position++;
  for (let index = 0; index < offset; index++) {
    const character = value.charAt(index);
    if (/\s/.test(character)) continue;
    while (position < end && body.charAt(position) !== character) position++;
    position++;
  }
  if (offset < value.length && !/\s/.test(value.charAt(offset))) {
    while (position < end && body.charAt(position) !== value.charAt(offset)) position++;
  }
  return Math.min(position, end);
}
