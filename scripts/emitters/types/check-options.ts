import type { Diagnostic } from "../../diagnostics.ts";
import type { Rule } from "../../language/rule.ts";
import type { Description } from "../../openapi/description.ts";
import { asArray, asObject, componentSchemas, isObject, type JsonObject } from "../../openapi/json.ts";
import type { RuleSet } from "../../openapi/rule-set.ts";
import type { TypesOptions } from "../../openapi/types-options.ts";

/** What openapi-typescript's options do to types with rules: nothing, or a warning, or an error. */
export function checkTypesOptions(
  options: TypesOptions,
  description: Description,
  ruleSets: readonly RuleSet[],
): Diagnostic[] {
  return [
    ...(options.enum ? refuseEnums(ruleSets) : []),
    ...(options.defaultNonNullable === false ? [] : warnOfDefaults(description, ruleSets)),
  ];
}

/** A variant contains the value that identifies it as a literal, and a member of an enum isn't assignable to a literal. */
function refuseEnums(ruleSets: readonly RuleSet[]): Diagnostic[] {
  const message =
    "This rule compares a value, which its types contain as a literal. A TypeScript enum isn't assignable to a literal. Remove " +
    "--enum, or x-openapi-rules.types.enum.";
  return ruleSets.flatMap(({ rules, diagnose }) =>
    rules.filter(comparesValues).map((rule) => diagnose("error", message, rule)),
  );
}

function comparesValues({ atoms }: Rule): boolean {
  return atoms.some((atom) => atom.kind === "equals" || atom.kind === "compare");
}

/**
 * openapi-typescript makes properties of component schemas with a `default` required, as `defaultNonNullable` asks. A request may
 * leave them out, so a type with rules would refuse valid requests.
 */
function warnOfDefaults(description: Description, ruleSets: readonly RuleSet[]): Diagnostic[] {
  const operations = new Map(description.operations.map((operation) => [keyOf(operation), operation]));
  const roots = ruleSets.flatMap(({ owner }): unknown[] => {
    if (owner.kind === "schema") return [componentSchemas(description.root)[owner.name]];
    return operations.get(keyOf(owner))?.requests.map(({ schema }) => schema) ?? [];
  });
  const components = new Set(Object.values(componentSchemas(description.root)));
  const seen = new Set<unknown>();
  const waiting: { value: unknown; inComponent: boolean }[] = roots.map((value) => ({ value, inComponent: false }));
  const problems: Diagnostic[] = [];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const schema = description.resolve(next.value);
    if (schema === undefined || seen.has(schema)) continue;
    seen.add(schema);
    const inComponent = next.inComponent || components.has(schema);
    const properties = Object.entries(asObject(schema["properties"]));
    for (const [name, property] of inComponent ? properties : []) {
      if (isObject(property) && property["default"] !== undefined && !asArray(schema["required"]).includes(name))
        problems.push(warning(description, property, name));
    }
    const below = [...properties.map(([, property]) => property), ...parts(schema)];
    waiting.push(...below.map((value) => ({ value, inComponent })));
  }
  return problems;
}

function keyOf({ method, path }: { readonly method: string; readonly path: string }): string {
  return `${method} ${path}`;
}

function parts(schema: JsonObject): unknown[] {
  return ["allOf", "oneOf", "anyOf"].flatMap((key) => asArray(schema[key])).concat(schema["items"] ?? []);
}

function warning(description: Description, property: JsonObject, name: string): Diagnostic {
  const message =
    `'${name}' has a default, so its type requires it, although a request can leave it out. Set ` +
    "x-openapi-rules.types.defaultNonNullable: false in the redocly.yaml, or pass --no-default-non-nullable.";
  return { severity: "warn", ...description.placeOf(property), message };
}
