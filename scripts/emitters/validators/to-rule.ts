import { type Domain, type Field, fieldId } from "../../language/field.ts";
import { type Atom, type FieldOperation, foldCondition, type Rule } from "../../language/rule.ts";
import { plain, requirementOf } from "../../language/words.ts";
import type { Condition, FieldIndex, Operation, Rule as RuleData, RuleField, Scale } from "../../runtime/rule.ts";
import type { NamedField } from "../../runtime/rule-fields.ts";
import { allowsNumber } from "../../runtime/scales.ts";
import { scaleOf } from "./scales.ts";

/**
 * A rule as data for a validator.
 *
 * @param pathOf from the object in which the rule stands to a field
 */
export function toRule(rule: Rule, pathOf: (field: Field) => readonly string[]): RuleData {
  // A field that the sentence names in two ways keeps the first.
  const names = new Map([...rule.names].reverse().map(([name, field]) => [fieldId(field), name]));
  const indexes = new Map(rule.fields.map((field, index) => [fieldId(field), index]));
  const indexOf = (field: Field): number => {
    const index = indexes.get(fieldId(field));
    if (index === undefined) throw new RangeError(`${fieldId(field)} is not a field of the rule`);
    return index;
  };
  const required = rule.fields.flatMap((field, index) => (field.required ? [index] : []));
  const labels = rule.fields.map((field) => names.get(fieldId(field)) ?? "");
  const condition = foldCondition<Condition>(rule.condition, {
    atom: (atom) => toAtom(atom, indexOf),
    not: (part) => ["not", part],
    count: (allowed, parts) => ["count", allowed, parts],
  });
  const comparisons = comparisonsOf(condition);
  const compared = [...new Set(comparisons.flatMap(fieldsOfComparison))].sort((a, b) => a - b);
  const scales = compared.flatMap((index) => {
    const [field] = rule.fields.slice(index, index + 1);
    const scale = field && scaleOf(field);
    const isNeeded = comparisons.some((one) => fieldsOfComparison(one).includes(index) && needsScale(one, scale));
    return scale !== undefined && isNeeded ? [[index, scale] as const] : [];
  });
  const lists = compared.filter((index) => rule.fields[index]?.domain.kind === "array");
  const fields = rule.fields.map((field, index) => ({ name: labels[index] ?? "", path: pathOf(field) }));
  const holder = holderPath(fields);
  return {
    sentence: rule.sentence.text,
    fields: fields.map(toField),
    ...(holder.length > 0 && { holder }),
    condition,
    ...(countRequirement(condition, labels) ?? {
      requirement: requirementOf(rule, plain),
      ...(compared.length > 0 && { compared }),
    }),
    ...(required.length > 0 && { required }),
    ...(scales.length > 0 && { scales }),
    ...(lists.length > 0 && { lists }),
    ...(rule.notes.id !== undefined && { id: rule.notes.id }),
    ...(rule.notes.message !== undefined && { message: rule.notes.message }),
  };
}

/** The forms over mere presence are what most rules are, and have a short requirement; undefined for a rule that isn't one of them. */
function countRequirement(
  condition: Condition,
  labels: readonly string[],
): Pick<RuleData, "requirement" | "shows"> | undefined {
  if (typeof condition === "number" || condition[0] !== "count") return undefined;
  const [, ranges, parts] = condition;
  const indexes = parts.filter((part) => typeof part === "number");
  const [[least, most] = [0, 0], second] = ranges;
  const total = indexes.length;
  if (total < parts.length || ranges.length > 2) return undefined;
  const all = indexes.map((index) => labels[index]).join(", ");
  if (second !== undefined) {
    return most === 0 && second[0] === total
      ? { requirement: `Set all of ${all} or none of them`, shows: "set and missing" }
      : undefined;
  }
  if (most === 1 && least <= 1)
    return { requirement: `Set ${least === 0 ? "only one" : "one"} of ${all}`, shows: "set" };
  return least === 1 && most >= total ? { requirement: `Set at least one of ${all}`, shows: "set" } : undefined;
}

type Comparison = Exclude<Condition, FieldIndex | readonly ["not" | "count", ...unknown[]]>;

function comparisonsOf(condition: Condition): readonly Comparison[] {
  if (typeof condition === "number") return [];
  if (condition[0] === "not") return comparisonsOf(condition[1]);
  return condition[0] === "count" ? condition[2].flatMap(comparisonsOf) : [condition];
}

function fieldsOfComparison(comparison: Comparison): readonly FieldIndex[] {
  if (comparison[0] === "relation") return [comparison[1], comparison[3]];
  return comparison[0] === "arithmetic" ? operands(comparison[1]) : [comparison[1]];
}

/** Whether values fulfill a comparison that it doesn't name, or that it names though the schema refuses them. */
function needsScale(comparison: Comparison, scale: Scale = {}): boolean {
  if (comparison[0] !== "equals") return comparison[0] !== "like";
  return comparison[2].some((value) => typeof value === "number" && !allowsNumber(scale, value));
}

function operands(operation: Operation): FieldIndex[] {
  return typeof operation === "number" ? [operation] : [...operands(operation[1]), ...operands(operation[2])];
}

/** The path of the object that holds all fields of a rule. */
function holderPath([first, ...others]: readonly NamedField[]): readonly string[] {
  const path = first?.path.slice(0, -1) ?? [];
  const end = path.findIndex((step, index) =>
    others.some((other) => index > other.path.length - 2 || other.path[index] !== step),
  );
  return end < 0 ? path : path.slice(0, end);
}

export function toField({ name, path }: NamedField): RuleField {
  return path.length === 1 && path[0] === name ? name : [name, ...path];
}

type IndexOf = (field: Field) => number;

function toAtom(atom: Atom, indexOf: IndexOf): Condition {
  switch (atom.kind) {
    case "present":
      return indexOf(atom.field);
    case "equals":
      return ["equals", indexOf(atom.field), atom.values.filter((value) => value !== null)];
    case "like":
      return ["like", indexOf(atom.field), atom.pattern];
    case "compare":
      return atom.operator === "=="
        ? ["equals", indexOf(atom.field), [atom.value]]
        : ["compare", indexOf(atom.field), atom.operator, atom.value];
    case "relation": {
      const as = [atom.left, atom.right].every(({ domain }) => mayBeDate(domain)) ? "dates" : "values";
      return ["relation", indexOf(atom.left), atom.operator, indexOf(atom.right), as];
    }
    case "arithmetic":
      return ["arithmetic", toOperation(atom.operation, indexOf), atom.operator, atom.value];
  }
}

function mayBeDate(domain: Domain): boolean {
  return domain.kind === "any" || (domain.kind === "string" && domain.date);
}

function toOperation(operation: FieldOperation, indexOf: IndexOf): Operation {
  return operation.kind === "operand"
    ? indexOf(operation.field)
    : [operation.operator, toOperation(operation.left, indexOf), toOperation(operation.right, indexOf)];
}

/** From the request, `{ params, body }`, to a field. */
export function requestPath(path: readonly string[]): readonly string[] {
  return path[0] === "body" ? path : ["params", ...path];
}
