import { fieldKey, fieldName, type Value } from "../language/field.ts";
import { distinctNames, pascalCase, shortPart, valueWord } from "../language/identifiers.ts";
import type { FieldRule, Variant } from "./variant.ts";

/**
 * Gives each variant a name of its own that says what sets it apart: `WithOplogTsAndOplogInc`, `TypeVideo`. It depends on the fields
 * that tell the variants apart, and on nothing else: not on the form of the rules, nor on what else the description holds.
 */
export function nameVariants(variants: readonly (readonly FieldRule[])[]): Variant[] {
  const apart = variants.map((rules) =>
    variants.length === 1 ? rules : rules.filter(({ field }) => distinguishes(field, variants)),
  );
  const labels = readLabels(variants[0] ?? []);
  const short = apart.map((rules) => shortPart(shortName(rules, labels)));
  const isShared = (name: string): boolean => short.indexOf(name) !== short.lastIndexOf(name);
  const names = short.map((name, index) => (isShared(name) ? shortPart(longName(apart[index] ?? [], labels)) : name));
  const distinct = distinctNames(names.map((name, index) => ({ name, of: statementOf(variants[index] ?? []) })));
  return variants.map((rules, index) => ({ name: distinct[index] ?? "", rules }));
}

/** What a variant says of its fields. */
function statementOf(rules: readonly FieldRule[]): string {
  return JSON.stringify(rules.map(({ field, presence, values }) => [field.path, presence, values]));
}

/** What names call the fields, and the values of each. */
interface Labels {
  readonly field: (rule: FieldRule) => string;
  readonly value: (rule: FieldRule, value: Value) => string;
}

/** Whether two variants say different things of a field. */
function distinguishes(field: FieldRule["field"], variants: readonly (readonly FieldRule[])[]): boolean {
  const statements = variants.map((rules) => {
    const rule = rules.find((candidate) => candidate.field === field);
    return JSON.stringify([rule?.presence, rule?.values]);
  });
  return new Set(statements).size > 1;
}

/** The last part of a field's name is enough unless another field has the same. */
function readLabels(rules: readonly FieldRule[]): Labels {
  const keys = rules.map(({ field }) => pascalCase(fieldKey(field)));
  const names = rules.map(({ field }, index) => {
    const [key = "", whole] = [keys[index], fieldName(field)];
    return { name: keys.indexOf(key) === keys.lastIndexOf(key) ? key : pascalCase(whole), of: whole };
  });
  const labels = new Map(distinctNames(names).map((label, index) => [rules[index]?.field, label]));
  const words = new Map<FieldRule["field"], ReadonlyMap<Value, string>>();
  return {
    field: ({ field }) => labels.get(field) ?? "",
    value: ({ field, values = [] }, value) => {
      const known = words.get(field) ?? valueWords(field.domain.kind === "finite" ? field.domain.values : values);
      words.set(field, known);
      return known.get(value) ?? valueWord(value);
    },
  };
}

function valueWords(values: readonly Value[]): ReadonlyMap<Value, string> {
  const distinct = distinctNames(values.map((value) => ({ name: valueWord(value), of: JSON.stringify(value) })));
  return new Map(values.map((value, index) => [value, distinct[index] ?? ""]));
}

function shortName(rules: readonly FieldRule[], labels: Labels): string {
  const list = (presence: FieldRule["presence"]): string =>
    rules
      .filter((rule) => rule.presence === presence && rule.values === undefined)
      .map((rule) => labels.field(rule))
      .join("And");
  const values = rules.flatMap((rule) => (rule.values ? [valuePart(rule, labels)] : [])).join("");
  const [required, optional, forbidden] = [list("required"), list("optional"), list("forbidden")];
  if (required !== "") return `${values}With${required}`;
  if (values !== "") return values;
  if (optional !== "") return `With${optional}`;
  return forbidden === "" ? "Any" : `Without${forbidden}`;
}

function longName(rules: readonly FieldRule[], labels: Labels): string {
  return (["required", "optional", "forbidden"] as const)
    .map((presence) => {
      const prefix = { required: "With", optional: "Optional", forbidden: "Without" }[presence];
      const parts = rules
        .filter((rule) => rule.presence === presence)
        .map((rule) => (rule.values === undefined ? labels.field(rule) : valuePart(rule, labels)));
      return parts.length > 0 ? prefix + parts.join("And") : "";
    })
    .join("");
}

function valuePart(rule: FieldRule, labels: Labels): string {
  const label = labels.field(rule);
  const values = rule.values ?? [];
  const { domain } = rule.field;
  const listed = new Set(values);
  const missing = domain.kind === "finite" ? domain.values.filter((value) => !listed.has(value)) : [];
  const negative = missing.length > 0 && missing.length < values.length;
  const words = (negative ? missing : values).map((value) => labels.value(rule, value)).join("Or");
  return `${rule.presence === "optional" ? "Optional" : ""}${label}${negative ? "Not" : ""}${words}`;
}
