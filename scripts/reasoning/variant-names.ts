import { fieldKey, fieldName, type Value } from "../language/field.ts";
import { pascalCase, shortPart } from "../language/identifiers.ts";
import type { FieldRule, Variant } from "./variant.ts";

/**
 * Gives each variant a name of its own that says what sets it apart: `WithOplogTsAndOplogInc`, `TypeVideo`. It depends on the fields
 * that tell the variants apart, and on nothing else: not on the form of the rules, nor on what else the description holds.
 */
export function nameVariants(variants: readonly (readonly FieldRule[])[]): Variant[] {
  const apart = variants.map((rules) =>
    variants.length === 1 ? rules : rules.filter(({ field }) => distinguishes(field, variants)),
  );
  const labels = fieldLabels(variants[0] ?? []);
  const short = apart.map((rules) => shortPart(shortName(rules, labels)));
  const names = short.map((name, index) => {
    const isUnique = short.filter((other) => other === name).length === 1;
    return isUnique ? name : shortPart(longName(apart[index] ?? [], labels));
  });
  return variants.map((rules, index) => {
    const name = names[index] ?? "";
    const before = names.slice(0, index).filter((other) => other === name).length;
    return { name: before > 0 ? `${name}${before + 1}` : name, rules };
  });
}

type Labels = ReadonlyMap<FieldRule["field"], string>;

/** Whether two variants say different things of a field. */
function distinguishes(field: FieldRule["field"], variants: readonly (readonly FieldRule[])[]): boolean {
  const statements = variants.map((rules) => {
    const rule = rules.find((candidate) => candidate.field === field);
    return JSON.stringify([rule?.presence, rule?.values]);
  });
  return new Set(statements).size > 1;
}

/** The last part of a field's name is enough unless another field has the same. */
function fieldLabels(rules: readonly FieldRule[]): Labels {
  const keys = rules.map(({ field }) => pascalCase(fieldKey(field)));
  return new Map(
    rules.map(({ field }, index) => {
      const key = keys[index] ?? "";
      const unique = keys.filter((other) => other === key).length === 1;
      return [field, unique ? key : pascalCase(fieldName(field))];
    }),
  );
}

function shortName(rules: readonly FieldRule[], labels: Labels): string {
  const list = (presence: FieldRule["presence"]): string =>
    rules
      .filter((rule) => rule.presence === presence && rule.values === undefined)
      .map((rule) => labels.get(rule.field))
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
        .map((rule) => (rule.values === undefined ? labels.get(rule.field) : valuePart(rule, labels)));
      return parts.length > 0 ? prefix + parts.join("And") : "";
    })
    .join("");
}

function valuePart(rule: FieldRule, labels: Labels): string {
  const label = labels.get(rule.field) ?? "";
  const values = rule.values ?? [];
  const { domain } = rule.field;
  const listed = new Set(values);
  const missing = domain.kind === "finite" ? domain.values.filter((value) => !listed.has(value)) : [];
  const negative = missing.length > 0 && missing.length < values.length;
  const words = (negative ? missing : values).map((value) => valueWord(value)).join("Or");
  return `${rule.presence === "optional" ? "Optional" : ""}${label}${negative ? "Not" : ""}${words}`;
}

function valueWord(value: Value): string {
  return pascalCase(String(value)) || "Empty";
}
