import type { Rule } from "../language/rule.ts";
import { explainRuleInPlace } from "../language/words.ts";
import type { Description } from "../openapi/description.ts";
import { asObject, asText, componentSchemas, dereference, isObject, type JsonObject } from "../openapi/json.ts";
import { type RuleOwner, schemasAlone } from "../openapi/rule-set.ts";
import { asWritten } from "../openapi/whole-schemas.ts";

/** The description with the rules of each operation and schema as a list at the end of its `description`. */
export function addRules(
  document: JsonObject,
  { ruleSets, inlineSchemas }: Pick<Description, "ruleSets" | "inlineSchemas">,
  linkOf: (owner: RuleOwner) => string | undefined = () => undefined,
): JsonObject {
  const documented = structuredClone(document);
  const lists = new Map<object, Map<string, string[]>>();
  const alone = new Set(schemasAlone(ruleSets));
  const inPlace = copiesOf(new Set([...inlineSchemas.values()].map(asWritten)), document, documented);
  for (const ruleSet of ruleSets) {
    const { owner, rules } = ruleSet;
    // Rules of a schema in place stand with what it belongs to, where that can name the fields.
    if (!ruleSet.listed || (owner.kind === "inline" && !alone.has(ruleSet))) continue;
    const holder =
      owner.kind === "inline" ? inPlace.get(asWritten(inlineSchemas.get(owner.alias))) : findHolder(documented, owner);
    if (holder === undefined) continue;
    const ofHolder = lists.get(holder) ?? new Map<string, string[]>();
    const link = linkOf(owner);
    const list = [rulesList(rules), ...(link === undefined ? [] : [`[What may I send?](${link})`])].join("\n\n");
    const mediaType = owner.kind === "operation" ? (owner.mediaType ?? "") : "";
    ofHolder.set(list, [...(ofHolder.get(list) ?? []), mediaType]);
    lists.set(holder, ofHolder);
  }
  for (const [holder, ofHolder] of lists) {
    const former = asText(Reflect.get(holder, "description"));
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

function findHolder(document: JsonObject, owner: Exclude<RuleOwner, { kind: "inline" }>): JsonObject | undefined {
  const holder =
    owner.kind === "operation"
      ? dereference(document, asObject(document["paths"])[owner.path])?.[owner.method]
      : componentSchemas(document)[owner.name];
  return isObject(holder) ? holder : undefined;
}

/** What stands in a copy of a document in the place of some of its objects. */
function copiesOf(wanted: ReadonlySet<unknown>, document: unknown, copy: unknown): ReadonlyMap<unknown, object> {
  const found = new Map<unknown, object>();
  const open: [unknown, unknown][] = wanted.size > 0 ? [[document, copy]] : [];
  const seen = new Set<unknown>();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [original, own] = next;
    if (typeof original !== "object" || original === null || typeof own !== "object" || own === null) continue;
    if (seen.has(original)) continue;
    seen.add(original);
    if (wanted.has(original)) found.set(original, own);
    for (const [key, part] of Object.entries(original)) open.push([part, Reflect.get(own, key)]);
  }
  return found;
}

/** The sentences in words, as a Markdown list. */
function rulesList(rules: readonly Rule[]): string {
  return rules.map((rule) => `- ${explainRuleInPlace(rule).replaceAll(/\s*[\r\n]+\s*/g, " ")}`).join("\n");
}
