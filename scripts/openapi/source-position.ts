import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from "yaml";

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
  const parsed = parse(source);
  const { lines } = parsed;
  const path = stepsOf(pointer);
  const { node, isFound } = descend(parsed, path);
  const range = isScalar(node) ? node.range : undefined;
  if (!isFound || !isScalar(node) || !range || typeof node.value !== "string") return positionOf(source, path);
  return toPosition(lines, alignOffset(source.body, range[0], range[1], node.value, offset));
}

/** The place of a value in a YAML or JSON text, or of the nearest value around it that exists. */
export function positionOf(source: Text, path: readonly string[]): Position {
  const parsed = tryParse(source);
  if (parsed === undefined) return { line: 1, column: 1 };
  const { node } = descend(parsed, path);
  return node?.range ? toPosition(parsed.lines, node.range[0]) : { line: 1, column: 1 };
}

/** The steps of a JSON pointer with a leading `#`. */
export function stepsOf(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The node at the end of a path, or the last one on the way that has a place; `isFound` tells which. */
function descend({ document, keys }: Parsed, path: readonly string[]): { node: Node | undefined; isFound: boolean } {
  let node: Node | undefined;
  let inner: unknown = document.contents;
  for (const step of path) {
    inner = childOf(inner, step, keys);
    if (!isNode(inner)) return { node, isFound: false };
    if (inner.range) node = inner;
  }
  return { node, isFound: true };
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

interface Parsed {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
  /** The values of maps by their keys, as far as they were asked for. */
  readonly keys: Keys;
}

/** Positions are lost in a text that is nested deeper than the parser's call stack: undefined. */
function tryParse(source: Text): Parsed | undefined {
  try {
    return parse(source);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A file is parsed for its positions once, however many problems it has. */
const known = new WeakMap<Text, Parsed>();

function parse(source: Text): Parsed {
  const found = known.get(source);
  if (found !== undefined) return found;
  const lines = new LineCounter();
  const document = parseDocument(source.body, { lineCounter: lines, logLevel: "silent" });
  const parsed = { document, lines, keys: new WeakMap() };
  known.set(source, parsed);
  return parsed;
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
