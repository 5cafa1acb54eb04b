import { isObject, type JsonObject, ownValue } from "./json.ts";
import { stepsOf } from "./source-position.ts";

/**
 * Bounds for one document, before anything walks it. A few hundred bytes of YAML can expand to gigabytes, and a chain of references
 * costs the square of its length: what comes later works in proportion to the text only within these bounds.
 */

/** Levels of objects and lists. Descriptions have 20, and the call stack holds thousands. */
export const deepest = 1000;
/** References that lead to nothing but the next one. */
const longestChain = 100;
/** Objects and lists that a document has more than its text, because aliases repeat them. */
const mostRepeated = 100_000;

/** Why a document is refused: the message, and the steps to the place. */
export interface Excess {
  readonly message: string;
  readonly path: readonly string[];
}

/** Aliases that stand for too much, or for what they are part of. */
export function excessiveAlias(root: unknown): Excess | undefined {
  /** What is finished, with the number of objects that it stands for; 0 for what is still open. */
  const sizes = new Map<object, number>();
  const open: { value: object; keys: readonly string[]; next: number; size: number; key: string }[] = [];
  const path = (key: string): string[] => [...open.slice(1).map((frame) => frame.key), key];
  let repeated = 0;
  const enter = (value: unknown, key: string): Excess | undefined => {
    if (typeof value !== "object" || value === null) return undefined;
    const known = sizes.get(value);
    if (known === 0)
      return { message: "This alias refers to a value that contains it. Use $ref instead.", path: path(key) };
    if (known === undefined) {
      sizes.set(value, 0);
      open.push({ value, keys: Object.keys(value), next: 0, size: 1, key });
      return undefined;
    }
    const parent = open.at(-1);
    if (parent !== undefined) parent.size += known;
    repeated += known;
    if (repeated <= mostRepeated) return undefined;
    const message = `The aliases up to this one repeat more than ${mostRepeated} objects and lists. Use $ref instead of aliases.`;
    return { message, path: path(key) };
  };
  let excess = enter(root, "");
  for (let frame = open.at(-1); frame !== undefined && excess === undefined; frame = open.at(-1)) {
    const key = frame.keys[frame.next++];
    if (key !== undefined) {
      excess = enter(ownValue(frame.value, key), key);
      continue;
    }
    open.pop();
    sizes.set(frame.value, frame.size);
    const parent = open.at(-1);
    if (parent !== undefined) parent.size += frame.size;
  }
  return excess;
}

/** A `$ref` of a document, where it stands. */
export interface Reference {
  readonly holder: JsonObject;
  readonly pointer: string;
}

/**
 * A reference of a document that leads to a reference, and so on, for too long or in a circle.
 *
 * @param locate the document that a reference's file part names, and its name; undefined where it isn't read yet
 */
export function excessiveChain(
  references: readonly Reference[],
  file: string,
  locate: (file: string, reference: string) => { readonly file: string; readonly parsed: unknown } | undefined,
): Excess | undefined {
  for (const { holder, pointer } of references) {
    const chain = [holder];
    for (let at = follow({ file, value: holder }, locate); at !== undefined; at = follow(at, locate)) {
      if (chain.includes(at.value)) return { message: describeCircle(chain, at.value), path: stepsOf(pointer) };
      chain.push(at.value);
      if (chain.length <= longestChain + 1) continue;
      const message = `This $ref leads to another $ref, and so on, more than ${longestChain} times. Reference the end of the chain.`;
      return { message, path: stepsOf(pointer) };
    }
  }
  return undefined;
}

function describeCircle(chain: readonly JsonObject[], start: JsonObject): string {
  const circle = chain.slice(chain.indexOf(start)).map((value) => String(value["$ref"]));
  return circle.length === 1
    ? `The $ref ${circle[0]} leads to itself. Write there what it should stand for.`
    : `These $refs lead to each other in a circle: ${circle.join(", ")}. Replace one by what it should stand for.`;
}

interface Place {
  readonly file: string;
  readonly value: JsonObject;
}

/** Where a reference leads, if that is a reference again. */
function follow(
  { file, value }: Place,
  locate: (file: string, reference: string) => { readonly file: string; readonly parsed: unknown } | undefined,
): Place | undefined {
  const reference = value["$ref"];
  if (typeof reference !== "string") return undefined;
  const [uri = "", fragment = ""] = reference.split("#", 2);
  const document = locate(file, uri);
  if (document === undefined) return undefined;
  let current: unknown = document.parsed;
  for (const step of stepsOf(fragment)) {
    const below = ownValue(current, step);
    // The rest of the way lies behind another reference.
    if (below === undefined) break;
    current = below;
  }
  return isObject(current) && typeof current["$ref"] === "string" ? { file: document.file, value: current } : undefined;
}
