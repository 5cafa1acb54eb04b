import { type BoundSentence, fieldsOf, variableFieldsOf } from "../language/bind.ts";
import { type Field, fieldId } from "../language/field.ts";

/** Rules that share fields, and the object that holds all of these: where the type changes. */
export interface RuleGroup {
  /** Path of the object: `["body", "delivery"]`. Empty when the rules reach over several containers. */
  readonly site: readonly string[];
  readonly sentences: readonly BoundSentence[];
  readonly fields: readonly Field[];
}

/**
 * Splits rules into groups that can be said apart from each other: groups with no field in common, and none that reaches into
 * an object which another group turns into a union.
 */
export function groupRules(sentences: readonly BoundSentence[]): RuleGroup[] {
  let groups = sentences.map((sentence) => toGroup([sentence]));
  for (let merged = mergeOnce(groups); merged !== undefined; merged = mergeOnce(groups)) groups = merged;
  return groups;
}

function mergeOnce(groups: readonly RuleGroup[]): RuleGroup[] | undefined {
  for (const [i, a] of groups.entries()) {
    for (const [j, b] of groups.entries()) {
      if (j <= i || !(shareField(a, b) || reachesInto(a, b) || reachesInto(b, a))) continue;
      const merged = toGroup([...a.sentences, ...b.sentences]);
      return groups.flatMap((group, k) => (k === i ? [merged] : k === j ? [] : [group]));
    }
  }
  return undefined;
}

function toGroup(sentences: readonly BoundSentence[]): RuleGroup {
  const distinct = (fields: readonly Field[]): Field[] => [
    ...new Map(fields.map((field) => [fieldId(field), field])).values(),
  ];
  const named = distinct(sentences.flatMap(fieldsOf));
  const site = commonObject(named);
  // Within the object that a sentence is about, its presence is no question; outside it is one.
  const isInside = ({ within }: BoundSentence): boolean => within === undefined || isPrefix(within.path, site);
  if (sentences.every(isInside)) return { site, sentences, fields: named };
  const fields = distinct(sentences.flatMap((bound) => (isInside(bound) ? fieldsOf(bound) : variableFieldsOf(bound))));
  return { site: commonObject(fields), sentences, fields };
}

function commonObject(fields: readonly Field[]): readonly string[] {
  const parents = fields.map((field) => field.path.slice(0, -1));
  const [first = [], ...rest] = parents;
  const different = first.findIndex((step, index) => rest.some((path) => path[index] !== step));
  const shortest = Math.min(...parents.map((path) => path.length));
  return first.slice(0, different < 0 ? shortest : Math.min(different, shortest));
}

function shareField(a: RuleGroup, b: RuleGroup): boolean {
  return a.fields.some((field) => b.fields.some((other) => fieldId(field) === fieldId(other)));
}

/** `a` stands above the site of `b`, and names something on the way to it or inside it. */
function reachesInto(a: RuleGroup, b: RuleGroup): boolean {
  return (
    a.site.length < b.site.length &&
    isPrefix(a.site, b.site) &&
    a.fields.some((field) => isPrefix(b.site.slice(0, a.site.length + 1), field.path))
  );
}

function isPrefix(prefix: readonly string[], path: readonly string[]): boolean {
  return prefix.every((step, index) => path[index] === step);
}
