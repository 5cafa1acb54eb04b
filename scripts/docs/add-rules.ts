import { asObject, componentSchemas, dereference, isObject, type JsonObject } from "../openapi/json.ts";
import type { RuleOwner, RuleSet } from "../openapi/rule-set.ts";
import { rulesList } from "./rules-list.ts";

/** The description with the rules of each operation and schema as a list at the end of its `description`. */
export function addRules(
  document: JsonObject,
  ruleSets: readonly RuleSet[],
  linkOf: (owner: RuleOwner) => string | undefined = () => undefined,
): JsonObject {
  const documented = structuredClone(document);
  const lists = new Map<object, Map<string, string[]>>();
  for (const { owner, rules } of ruleSets.filter(({ listed }) => listed)) {
    const holder = findHolder(documented, owner);
    if (holder === undefined) continue;
    const ofHolder = lists.get(holder) ?? new Map<string, string[]>();
    const link = linkOf(owner);
    const list = [rulesList(rules), ...(link === undefined ? [] : [`[What may I send?](${link})`])].join("\n\n");
    const mediaType = owner.kind === "operation" ? (owner.mediaType ?? "") : "";
    ofHolder.set(list, [...(ofHolder.get(list) ?? []), mediaType]);
    lists.set(holder, ofHolder);
  }
  for (const [holder, ofHolder] of lists) {
    const former = "description" in holder && typeof holder.description === "string" ? holder.description : "";
    const added = [...ofHolder].map(([list, types]) => `${title(ofHolder.size > 1 ? types : [])}\n\n${list}`);
    Object.assign(holder, { description: [former.trimEnd(), ...added].filter((part) => part !== "").join("\n\n") });
  }
  return documented;
}

/** Bodies of several media types have one list, unless their rules differ. */
function title(mediaTypes: readonly string[]): string {
  const types = [...new Set(mediaTypes)].filter((type) => type !== "").map((type) => `\`${type}\``);
  return types.length === 0 ? "**Rules**" : `**Rules for ${types.join(", ")}**`;
}

function findHolder(document: JsonObject, owner: RuleOwner): JsonObject | undefined {
  // Rules of a schema in place stand with what it belongs to.
  if (owner.kind === "inline") return undefined;
  const holder =
    owner.kind === "operation"
      ? dereference(document, asObject(document["paths"])[owner.path])?.[owner.method]
      : componentSchemas(document)[owner.name];
  return isObject(holder) ? holder : undefined;
}
