import { fieldKey, fieldName, type Value } from "../language/field.ts";
import type { FieldRule, Variant } from "./variant.ts";

/** Gives each variant a name of its own that says what sets it apart: `OnlyOplogTsAndOplogInc`, `TypeVideo`. */
export function nameVariants(variants: readonly (readonly FieldRule[])[]): Variant[] {
  const labels = fieldLabels(variants[0] ?? []);
  const short = variants.map((rules) => shortName(rules, labels));
  const names = short.map((name, index) => {
    const rules = variants[index] ?? [];
    return short.filter((other) => other === name).length > 1 ? longName(rules, labels) : name;
  });
  return variants.map((rules, index) => {
    const name = names[index] ?? "";
    const before = names.slice(0, index).filter((other) => other === name).length;
    return { name: before > 0 ? `${name}${before + 1}` : name, rules };
  });
}

/** `target_id` and `AUTOMATED_RESTORE` as parts of a type's name: `TargetId`, `AutomatedRestore`. */
export function pascalCase(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => (/[a-z]/.test(word) ? word : word.toLowerCase()))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

type Labels = ReadonlyMap<FieldRule["field"], string>;

/** The last part of a field's name is enough, as long as no other field ends alike. */
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
  const valued = rules.filter((rule) => rule.values !== undefined);
  const others = rules.filter((rule) => rule.values === undefined);
  const named = (presence: FieldRule["presence"]): FieldRule[] => others.filter((rule) => rule.presence === presence);
  const list = (presence: FieldRule["presence"]): string =>
    named(presence)
      .map((rule) => labels.get(rule.field))
      .join("And");
  const [required, optional, forbidden] = [list("required"), list("optional"), list("forbidden")];
  const values = valued.map((rule) => valuePart(rule, labels)).join("");
  if (values !== "") return values + (required && `With${required}`) + (forbidden && `Without${forbidden}`);
  if (required !== "") return forbidden !== "" && optional === "" ? `Only${required}` : `With${required}`;
  if (forbidden === "") return "Any";
  return optional !== "" && named("optional").length <= named("forbidden").length
    ? `AtMost${optional}`
    : `Without${forbidden}`;
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
  const missing = domain.kind === "finite" ? domain.values.filter((value) => !values.includes(value)) : [];
  const negative = missing.length > 0 && missing.length < values.length;
  const words = (negative ? missing : values).map(valueWord).join("Or");
  return `${rule.presence === "optional" ? "Optional" : ""}${label}${negative ? "Not" : ""}${words}`;
}

function valueWord(value: Value): string {
  return pascalCase(String(value)) || "Empty";
}
