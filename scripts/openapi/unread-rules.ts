import { distance } from "fastest-levenshtein";
import type { Diagnostic } from "../diagnostics.ts";
import { type Documents, isOpenApi30 } from "./documents.ts";
import { isObject, type JsonObject } from "./json.ts";
import { ignoredMessage } from "./whole-schemas.ts";

/** An `x-dependencies` where none is read, or a key that is nearly called so. */
interface Unread {
  readonly holder: JsonObject;
  readonly key: string;
  readonly severity: Diagnostic["severity"];
  readonly message: string;
}

const name = "x-dependencies";

/** Keys of these objects are names that authors choose. */
const named: ReadonlySet<string | undefined> = new Set(["properties", "patternProperties", "schemas", "$defs"]);

/** Keywords with data as their values: what looks like rules there is an example. */
const data: ReadonlySet<string> = new Set(["example", "examples", "default", "enum", "const", "value", "dataValue"]);

const remedy = "Rules are read on operations under 'paths', and on schemas of their parameters and bodies";

/** Every `x-dependencies` in a place where none is read, in the order of the document. */
export function findUnread(documents: Documents, isRead: (list: unknown) => boolean): Unread[] {
  const found: Unread[] = [];
  const seen = new Set<unknown>();
  const isOld = isOpenApi30(documents);
  // Iterative: descriptions may nest deeper than the call stack.
  const open: { value: unknown; path: readonly string[] }[] = [{ value: documents.root, path: [] }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path } = next;
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    if (isObject(value)) {
      for (const [key, part] of Object.entries(value)) {
        if (named.has(path.at(-1)) && isObject(part)) continue;
        if (key === name && !isRead(part))
          found.push({
            holder: value,
            key,
            ...(isOld && typeof value["$ref"] === "string"
              ? { severity: "warn", message: ignoredMessage(name) }
              : describe(path)),
          });
        if (isMisspelt(key))
          found.push({
            holder: value,
            key,
            severity: "warn",
            message: `'${key}' has no effect. Did you mean ${name}?`,
          });
      }
    }
    const below = Object.entries(value).filter(([key]) => Array.isArray(value) || !isData(key, path));
    for (const [key, part] of below.reverse()) open.push({ value: part, path: [...path, key] });
  }
  return found;
}

function isData(key: string, path: readonly string[]): boolean {
  // A property may be called `default`; under `properties` keys are names.
  return (data.has(key) || key.startsWith("x-")) && !named.has(path.at(-1));
}

function isMisspelt(key: string): boolean {
  if (key === name || !/^x-/i.test(key)) return false;
  return key.toLowerCase() === "x-dependency" || distance(key.toLowerCase(), name) <= 2;
}

function describe(path: readonly string[]): Pick<Unread, "severity" | "message"> {
  const [first, , third] = path;
  if (first === "paths" && path.length === 2)
    return {
      severity: "error",
      message: `x-dependencies isn't read on a path item. ${remedy}: write it on each operation.`,
    };
  if (path.at(-2) === "parameters")
    return {
      severity: "error",
      message: `x-dependencies isn't read on a parameter. ${remedy}: write it on the operation.`,
    };
  if (path.length === 0)
    return { severity: "error", message: `x-dependencies isn't read at the top level. ${remedy}.` };
  const place =
    first === "webhooks" || path.includes("webhooks")
      ? "in webhooks"
      : path.includes("callbacks")
        ? "in callbacks"
        : path.includes("responses")
          ? "in responses"
          : path.includes("parameters") && path.includes("content")
            ? "in the content of a parameter, which is a string in requests"
            : first === "paths" && (third === "query" || third === "additionalOperations")
              ? `in '${third}' operations`
              : "here";
  return { severity: "warn", message: `x-dependencies isn't read ${place}, so it has no effect. ${remedy}.` };
}
