import { type Diagnostic, distinctDiagnostics } from "../../diagnostics.ts";
import type { Rule } from "../../language/rule.ts";
import type { Description } from "../../openapi/description.ts";
import { discriminatedElsewhere, discriminatorOf, tellsApart } from "../../openapi/discriminators.ts";
import { isOpenApi30 } from "../../openapi/documents.ts";
import { asArray, asObject, componentSchemas, type JsonObject } from "../../openapi/json.ts";
import { otherProperties } from "../../openapi/other-properties.ts";
import { declarationOf, isReadOnly, parameterSchema, schemaParts } from "../../openapi/request-fields.ts";
import { operationsWithRules } from "../../openapi/request-graph.ts";
import { requestSchemas } from "../../openapi/request-schemas.ts";
import { RestatedSchemas } from "../../openapi/restated-schemas.ts";
import type { RuleSet } from "../../openapi/rule-set.ts";
import { annotations, listedProperty } from "../../openapi/schema-keywords.ts";
import type { TypesOptions } from "../../openapi/types-options.ts";
import { asWritten } from "../../openapi/whole-schemas.ts";

/** What openapi-typescript, and its options, do to types with rules: nothing, or a warning, or an error. */
export function checkTypesOptions(
  options: TypesOptions,
  description: Description,
  ruleSets: readonly RuleSet[],
): Diagnostic[] {
  const requested = requestSchemas(description);
  const schemas = listSchemas(description, requested);
  return [
    ...(options.enum ? refuseEnums(ruleSets) : []),
    ...schemas
      .flatMap((schema) => propertiesOf(description, schema))
      .flatMap((property) => [
        ...(options.defaultNonNullable === false ? [] : warnOfDefault(description, property)),
        ...warnOfReadOnly(description, property, options.readWriteMarkers === true),
        ...warnOfInherited(description, property),
      ]),
    ...schemas.flatMap(({ schema }) => warnOfDiscriminator(description, schema, schema["oneOf"] !== undefined)),
    ...warnOfElsewhere(description, new Set(schemas.map(({ schema }) => schema))),
    ...warnOfBases(description, ruleSets),
    ...(options.readWriteMarkers ? warnOfReadOnlyRules(ruleSets) : []),
    ...[...requested].flatMap((schema) => [
      ...warnOfOthers(description, schema),
      ...warnOfClosedParts(description, schema),
    ]),
    ...new RestatedSchemas(description, requested).openRequired().map((schema) => warnOfRequired(description, schema)),
    ...(options.emptyObjectsUnknown ? [] : schemas.flatMap(({ schema }) => warnOfAnyObject(description, schema))),
  ];
}

/** A variant contains the value that identifies it as a literal, and a member of an enum isn't assignable to a literal. */
function refuseEnums(ruleSets: readonly RuleSet[]): Diagnostic[] {
  const message =
    "This rule compares a value that its types contain as a literal. A TypeScript enum isn't assignable to a literal. Remove " +
    "--enum, or x-openapi-rules.types.enum.";
  return ruleSets.flatMap(({ rules, diagnose }) =>
    rules.filter(comparesValues).map((rule) => diagnose("error", message, rule)),
  );
}

function comparesValues({ atoms }: Rule): boolean {
  return atoms.some((atom) => atom.kind === "equals" || atom.kind === "compare");
}

/** A schema in a request of an operation with rules. */
interface Requested {
  readonly schema: JsonObject;
  readonly inComponent: boolean;
}

function listSchemas(description: Description, requested: ReadonlySet<JsonObject>): Requested[] {
  const sent = [...operationsWithRules(description)].flatMap(({ requests, parameters }) => [
    ...requests.map(({ schema }) => schema),
    ...parameters.map(parameterSchema),
  ]);
  const components = new Set(Object.values(componentSchemas(description.root)));
  const found = new Map<JsonObject, Requested>();
  const waiting: { value: unknown; inComponent: boolean }[] = sent.map((value) => ({ value, inComponent: false }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const schema = description.resolve(next.value);
    if (schema === undefined || found.has(schema) || !requested.has(schema)) continue;
    const inComponent = next.inComponent || components.has(asWritten(schema));
    found.set(schema, { schema, inComponent });
    const below = [...Object.values(asObject(schema["properties"])), ...parts(schema)];
    waiting.push(...below.map((value) => ({ value, inComponent })));
  }
  return [...found.values()];
}

/** A property that a schema lists or requires. */
interface Property {
  readonly name: string;
  readonly schema: unknown;
  readonly required: boolean;
  readonly inComponent: boolean;
}

function propertiesOf(description: Description, { schema, inComponent }: Requested): Property[] {
  const own = new Map(Object.entries(asObject(schema["properties"])));
  const required = new Set(asArray(schema["required"]).map(String));
  const isOwn = [...required].every((name) => own.has(name));
  const all = isOwn
    ? own
    : new Map(
        [...schemaParts(description, schema)].flatMap((part) => Object.entries(asObject(part.schema["properties"]))),
      );
  return [...new Set([...own.keys(), ...required])].flatMap((name) =>
    all.has(name) ? [{ name, schema: all.get(name), required: required.has(name), inComponent }] : [],
  );
}

function parts(schema: JsonObject): unknown[] {
  return ["allOf", "oneOf", "anyOf"]
    .flatMap((key) => asArray(schema[key]))
    .concat(schema["items"] ?? [], schema["additionalProperties"] ?? []);
}

/**
 * openapi-typescript makes properties of component schemas with a `default` required, as `defaultNonNullable` asks. A request may
 * leave them out, so a type with rules would refuse valid requests.
 */
function warnOfDefault(description: Description, { name, schema, required, inComponent }: Property): Diagnostic[] {
  if (!inComponent || required || asObject(schema)["default"] === undefined) return [];
  const message =
    `'${name}' has a default, so its type requires it, although a request can leave it out. Set ` +
    "x-openapi-rules.types.defaultNonNullable: false in the redocly.yaml, or pass --no-default-non-nullable.";
  return [{ severity: "warn", ...description.placeOf(schema), message }];
}

/** openapi-typescript has one type for requests and answers, unless `readWriteMarkers` asks it to mark what only one of them has. */
function warnOfReadOnly(
  description: Description,
  { name, schema, required }: Property,
  isMarked: boolean,
): Diagnostic[] {
  if (!required || !isReadOnly(description, schema)) return [];
  if (isMarked && asObject(schema)["readOnly"] === true) return [];
  const message =
    `'${name}' is read-only and required, so its type requires it in requests too, although they leave it out. ` +
    (isMarked
      ? "--read-write-markers doesn't see a readOnly that stands behind $ref or allOf. Write readOnly: true on the property itself."
      : "Set x-openapi-rules.types.readWriteMarkers: true in the redocly.yaml, or pass --read-write-markers.");
  return [{ severity: "warn", ...description.placeOf(schema), message }];
}

/** In TypeScript, too, each object has the properties of `Object.prototype`. */
function warnOfInherited(description: Description, { name, schema, required }: Property): Diagnostic[] {
  const isTyped = Object.keys(asObject(schema)).some((keyword) => !annotations.has(keyword));
  if (required || !isTyped || name.startsWith("__") || !(name in Object.prototype)) return [];
  const message = `The types refuse an object without '${name}', because each object in TypeScript has something of this name. Cast such an object to the type.`;
  return [{ severity: "warn", ...description.placeOf(schema), message }];
}

/** What the markers take out of requests takes a part of a rule with it. */
function warnOfReadOnlyRules(ruleSets: readonly RuleSet[]): Diagnostic[] {
  const found = ruleSets.flatMap(({ rules, below, diagnose }) =>
    rules.flatMap((rule) => {
      const field = rule.fields.find((one) => asObject(declarationOf(one))["readOnly"] === true);
      if (field === undefined || below.includes(rule)) return [];
      const message = `The types leave open what this rule says of '${field.path.slice(1).join(".")}', because --read-write-markers leaves what is read-only out of requests. The validator checks it.`;
      return [diagnose("warn", message, rule)];
    }),
  );
  return distinctDiagnostics(found);
}

/** openapi-typescript gives the property that a discriminator names the one value that the mapping has for each schema. */
function warnOfDiscriminator(description: Description, schema: JsonObject, hasOne: boolean): Diagnostic[] {
  const found = discriminatorOf(description, schema);
  if (found === undefined || found.isTold) return [];
  const refusal = hasOne ? ", and refuses a value that fits several alternatives" : "";
  const message = `The types tell schemas apart by '${found.propertyName}', but the schemas don't: the validator accepts other values of it${refusal}. Write const in each of them.`;
  return [{ severity: "warn", ...description.placeOf(schema, "discriminator"), message }];
}

/** It does so wherever these schemas are used. */
function warnOfElsewhere(description: Description, schemas: ReadonlySet<JsonObject>): Diagnostic[] {
  return discriminatedElsewhere(description, schemas)
    .filter((schema) => tellsApart(description, schema, schemas))
    .flatMap((schema) => warnOfDiscriminator(description, schema, false));
}

/** openapi-typescript gives a schema that includes one with a discriminator a value of its own there, in place of the base's property. */
function warnOfBases(description: Description, ruleSets: readonly RuleSet[]): Diagnostic[] {
  const included = new Set(
    [...requestSchemas(description)].flatMap((schema) =>
      asArray(schema["allOf"]).map((part) => description.resolve(part)),
    ),
  );
  return ruleSets.flatMap(({ owner, rules, diagnose }) => {
    const base = owner.kind === "schema" ? description.resolve(componentSchemas(description.root)[owner.name]) : {};
    const { propertyName: name, isTold = true } = (base && discriminatorOf(description, base)) ?? {};
    if (isTold || !included.has(base)) return [];
    const message = `The types of schemas that include this one leave open what this rule says of '${name}', because the discriminator gives them a value of their own. The validator checks it.`;
    return rules
      .filter(({ fields }) => fields.some(({ path }) => path[1] === name))
      .map((rule) => diagnose("warn", message, rule));
  });
}

/** TypeScript has no type that says what a value must have only if it is an object. */
function warnOfRequired(description: Description, schema: JsonObject): Diagnostic {
  const message =
    "The types leave open what 'required' says here, because this isn't the schema of an object alone. Write type: object. The " +
    "validator checks it.";
  return { severity: "warn", ...description.placeOf(schema, "required"), message };
}

/** TypeScript has no type for the properties that aren't described. */
function warnOfOthers(description: Description, schema: JsonObject): Diagnostic[] {
  const keyword = otherProperties(schema, isOpenApi30(description))?.loosened;
  if (keyword === undefined) return [];
  const message = `The types allow the values of described properties for others, too, because TypeScript has no type for '${keyword}' alone. The validator checks it.`;
  return [{ severity: "warn", ...description.placeOf(schema, keyword), message }];
}

/** A part of `allOf` refuses the properties that it doesn't list, which an intersection of types allows. */
function warnOfClosedParts(description: Description, schema: JsonObject): Diagnostic[] {
  if (!("allOf" in schema)) return [];
  const parts = schemaParts(description, schema).flatMap((part) => (part.alternative ? [] : [part.schema]));
  const names = new Set(parts.flatMap((part) => Object.keys(asObject(part["properties"]))));
  const isClosed = (part: JsonObject): boolean =>
    part["additionalProperties"] === false && !("patternProperties" in part);
  return parts.filter(isClosed).flatMap((part): Diagnostic[] => {
    const [refused] = [...names].filter((name) => listedProperty(part, name).length === 0);
    if (refused === undefined) return [];
    const message = `The types allow '${refused}' here, which this refuses, because the schema includes one that lists it beside this one. Write unevaluatedProperties: false on the whole instead. The validator checks it.`;
    return [{ severity: "warn", ...description.placeOf(part, "additionalProperties"), message }];
  });
}

/** openapi-typescript allows an object about which nothing is said no properties, unless `emptyObjectsUnknown` asks for any. */
function warnOfAnyObject(description: Description, schema: JsonObject): Diagnostic[] {
  if (!hasOnlyType(schema)) return [];
  const message =
    "Requests can have any properties here, but the type allows none. Write additionalProperties: true, or set " +
    "x-openapi-rules.types.emptyObjectsUnknown: true in the redocly.yaml, or pass --empty-objects-unknown.";
  return [{ severity: "warn", ...description.placeOf(schema), message }];
}

function hasOnlyType({ type, ...others }: JsonObject): boolean {
  const isSilent = (keyword: string): boolean => annotations.has(keyword) || keyword.startsWith("x-");
  return [type].flat().includes("object") && Object.keys(others).every(isSilent);
}
