import { type Diagnostic, DiagnosticsError } from "../diagnostics.ts";
import type { InputFiles } from "../files/input-files.ts";
import { fileError } from "../files/system-error.ts";
import { nearest } from "../language/nearest.ts";
import { ConfinedResolver } from "../openapi/confined-resolver.ts";
import { isObject, type JsonObject } from "../openapi/json.ts";
import { readText } from "../openapi/load-spec.ts";
import { positionOf } from "../openapi/source-position.ts";
import type { Difference } from "./compare-parts.ts";
import { canonicalText } from "./part.ts";

/** A difference that a person has looked at, and left as it is. */
export interface KnownDifference {
  readonly kind: Difference["kind"];
  readonly place: string;
  readonly what: string;
  /** What the two descriptions said when it was reviewed: when one says something else, that is another difference. */
  readonly ours?: unknown;
  readonly upstream?: unknown;
  readonly reason: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const keys = ["kind", "place", "what", "ours", "upstream", "reason"];
const kinds = ["new", "gone", "changed"] as const;

/**
 * Reads a list of known differences: `[{ kind, place, what, ours, upstream, reason }]` in YAML or JSON.
 *
 * @throws OpenApiRulesError `ERR_FILE`; `ERR_CONFIG` with every mistake in it
 */
export async function readKnown(path: string, files: InputFiles): Promise<readonly KnownDifference[]> {
  const text = await files.read(path).catch((error: unknown) => {
    throw fileError(error, "read", path);
  });
  const list = readText(path, text, new ConfinedResolver(path, { allowExternalRefs: false }, files));
  const source = { body: text };
  const problems: Diagnostic[] = [];
  const report = (message: string, steps: readonly string[]): undefined => {
    problems.push({ severity: "error", file: path, ...positionOf(source, steps), message });
  };
  if (list !== undefined && list !== null && !Array.isArray(list))
    report("Expected a list of { kind, place, what, reason }.", []);
  const known = (Array.isArray(list) ? list : []).flatMap((entry: unknown, index): KnownDifference[] => {
    const problem = isObject(entry) ? mistakeIn(entry) : ["Expected { kind, place, what, reason }."];
    if (problem !== undefined || !isObject(entry)) {
      const [message = "", ...steps] = problem ?? [];
      report(message, [String(index), ...steps]);
      return [];
    }
    const { kind, place, what, reason, ...values } = entry;
    return [
      {
        kind: kinds.find((name) => name === kind) ?? "changed",
        place: String(place),
        what: String(what),
        ...values,
        reason: String(reason),
        file: path,
        ...positionOf(source, [String(index)]),
      },
    ];
  });
  if (problems.length > 0) throw new DiagnosticsError(problems, "ERR_CONFIG");
  return known;
}

/** What is wrong with an entry, and the key that it is about. */
function mistakeIn(entry: JsonObject): readonly string[] | undefined {
  const unknown = Object.keys(entry).find((key) => !keys.includes(key));
  if (unknown !== undefined) {
    const [similar] = nearest(unknown, keys);
    const remedy = similar === undefined ? `Expected one of: ${keys.join(", ")}.` : `Did you mean ${similar}?`;
    return [`Unknown key '${unknown}'. ${remedy}`, unknown];
  }
  if (!kinds.some((kind) => kind === entry["kind"])) return [`kind: expected one of: ${kinds.join(", ")}.`, "kind"];
  const missing = ["place", "what", "reason"].find((key) => typeof entry[key] !== "string" || entry[key] === "");
  if (missing === "reason") return ["reason: write a reason: why this difference is right.", missing];
  return missing === undefined ? undefined : [`${missing}: expected a string. openapi-rules drift prints it.`, missing];
}

/** What makes two differences the same. */
export function identityOf({
  kind,
  place,
  what,
  ours,
  upstream,
}: Omit<KnownDifference, "reason" | "file" | "line" | "column">): string {
  return canonicalText([kind, place, what, ours ?? null, upstream ?? null]);
}
