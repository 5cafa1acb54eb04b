import { shownPath } from "../diagnostics.ts";
import { nearest } from "../language/nearest.ts";
import type { ConfinedResolver } from "./confined-resolver.ts";
import { isObject, ownValue } from "./json.ts";
import { stepsOf } from "./source-position.ts";

/**
 * Why a reference leads nowhere, and what to write instead.
 *
 * @param file the document that has it
 * @param pointer its place there, with the leading `#`
 * @param reason why its file can't be read; undefined where that isn't the reason
 */
export function describeUnresolved(
  file: string,
  pointer: string,
  reason: string | undefined,
  resolver: ConfinedResolver,
): string {
  const holder = stepsOf(pointer)
    .filter((step) => step !== "")
    .reduce(ownValue, resolver.locate(file, "")?.parsed);
  const reference = isObject(holder) ? holder["$ref"] : holder;
  if (typeof reference !== "string") return `Can't resolve this reference${reason === undefined ? "" : `: ${reason}`}.`;
  return `Can't resolve $ref '${reference}': ${reason === undefined ? whyMissing(file, reference, resolver) : `${reason}.`}`;
}

function whyMissing(file: string, reference: string, resolver: ConfinedResolver): string {
  const [uri = "", fragment = ""] = reference.split("#", 2);
  const target = resolver.locate(file, uri);
  if (target === undefined) return "check it.";
  if (target.parsed === undefined || target.parsed === null)
    return `${shownPath(target.file)} is empty. Write there what the reference stands for.`;
  let value: unknown = target.parsed;
  const gone: string[] = [];
  for (const step of stepsOf(decoded(fragment))) {
    const below = ownValue(value, step);
    if (below === undefined) {
      const similar = nearest(step, isObject(value) ? Object.keys(value) : []);
      const remedy = similar.length > 0 ? `Did you mean ${similar.join(", ")}?` : "Add it, or correct the reference.";
      const place = gone.length > 0 ? `#/${gone.join("/")}` : shownPath(target.file);
      return `${place} has no '${step}'. ${remedy}`;
    }
    gone.push(step);
    value = below;
  }
  return "it has no value. Write there what the reference stands for.";
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
