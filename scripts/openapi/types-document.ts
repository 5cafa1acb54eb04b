import type { Description } from "./description.ts";
import { discriminatedElsewhere, discriminatorOf, isWrittenTwice, tellsApart } from "./discriminators.ts";
import { isOpenApi30 } from "./documents.ts";
import { asArray, asObject, isObject, type JsonObject, pointerSteps } from "./json.ts";
import { MovedSchemas } from "./moved-schemas.ts";
import { requestSchemas } from "./request-schemas.ts";
import { RestatedSchemas } from "./restated-schemas.ts";
import { asWritten } from "./whole-schemas.ts";

/** What the types are made of. */
export interface TypesDocument {
  readonly document: JsonObject;
  /** Names for types of schemas in the document: each is declared once, and the name stands in its places. */
  readonly aliases: ReadonlyMap<JsonObject, string>;
}

/**
 * The document as the types are made of it. Where rules say what keywords say, openapi-typescript gets the object without them: it
 * reads alternatives that only ask for properties as `unknown`, or as objects without any. Properties that nothing but such a keyword
 * mentions are listed, so that the types know them.
 */
export function typesDocument(description: Description): TypesDocument {
  const { root, ruleSets, withKeywords, inlineSchemas, keywordsOf } = description;
  const edits = new Map<JsonObject, JsonObject>();
  for (const schema of withKeywords) {
    const { bare, undeclared } = keywordsOf(schema);
    for (const [holder, keywords] of bare) edits.set(holder, without(holder, keywords));
    edits.set(schema, withoutEmptyParts(edits.get(schema) ?? schema, edits));
    if (undeclared.length > 0) edits.set(schema, withProperties(edits.get(schema) ?? schema, undeclared));
  }
  // Without rules the types are openapi-typescript's.
  const requested = ruleSets.some(({ typed }) => typed) ? requestSchemas(description) : new Set<JsonObject>();
  const restated = new RestatedSchemas(description, requested);
  for (const schema of requested) {
    const edited = withoutDefinitions(withoutEmptyParts(restated.restate(schema, edits.get(schema) ?? schema), edits));
    // openapi-typescript doesn't read what stands beside a $ref.
    if (edited !== asWritten(schema)) edits.set(schema, edited);
  }
  // openapi-typescript gives their schemas its values wherever they are used.
  for (const schema of requested.size > 0 ? discriminatedElsewhere(description, requested) : []) {
    const isInTheWay = tellsApart(description, schema, requested) || isWrittenTwice(description, schema);
    if (isInTheWay && discriminatorOf(description, schema)?.isTold)
      edits.set(schema, without(schema, new Set(["discriminator"])));
  }
  if (edits.size === 0 && inlineSchemas.size === 0 && requested.size === 0)
    return { document: root, aliases: new Map() };
  const written = new Map([...edits].map(([schema, edited]) => [asWritten(schema), edited] as const));
  const done = new Map<unknown, unknown>();
  const movedSchemas = requested.size > 0 ? new MovedSchemas(description) : undefined;
  const rewriting: Rewriting = {
    edits: written,
    done,
    follow: (reference) => movedSchemas?.follow(reference) ?? reference,
    parameterOf: (reference) => (requested.size > 0 ? parameterOf(description, reference) : undefined),
    isOld: isOpenApi30(description),
  };
  const document = asObject(rewrite(root, rewriting));
  const moved: Record<string, unknown> = {};
  // A map grows while it is walked through: they refer to others.
  for (const [name, schema] of movedSchemas?.components ?? []) moved[name] = rewrite(schema, rewriting);
  return {
    document: withSchemas(document, moved),
    aliases: new Map(
      [...inlineSchemas].flatMap(([alias, schema]) => {
        const rewritten = done.get(asWritten(schema));
        return isObject(rewritten) ? [[rewritten, alias] as const] : [];
      }),
    ),
  };
}

function without(schema: JsonObject, keywords: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !keywords.has(keyword)));
}

/** Keywords that openapi-typescript doesn't read. */
const unread: ReadonlySet<string> = new Set([
  "$comment",
  "dependentRequired",
  "dependentSchemas",
  "description",
  "else",
  "if",
  "maxProperties",
  "minProperties",
  "not",
  "required",
  "then",
  "title",
]);

/** Without parts of `allOf` that would be `unknown`, or an object without properties; what they require is required all the same. */
function withoutEmptyParts(schema: JsonObject, edits: ReadonlyMap<JsonObject, JsonObject>): JsonObject {
  const parts = asArray(schema["allOf"]).filter(isObject);
  const isEmpty = (part: JsonObject): boolean =>
    Object.entries(part).every(
      ([keyword, value]) =>
        unread.has(keyword) ||
        (keyword === "type" && value === "object") ||
        (keyword === "allOf" && asArray(value).every((inner) => isObject(inner) && isEmpty(inner))),
    );
  const empty = parts.filter((part) => isEmpty(edits.get(part) ?? part));
  if (empty.length === 0) return schema;
  const { allOf: _, required, ...rest } = schema;
  const kept = asArray(schema["allOf"]).filter((part) => !empty.some((one) => one === part));
  const requiredNames = [...new Set([required, ...empty.map((part) => part["required"])].flatMap(asArray))];
  return {
    ...rest,
    ...(requiredNames.length > 0 && { required: requiredNames }),
    ...(kept.length > 0 && { allOf: kept }),
  };
}

function withProperties(schema: JsonObject, names: readonly string[]): JsonObject {
  if ("additionalProperties" in schema || "unevaluatedProperties" in schema) return schema;
  const listed = Object.entries(asObject(schema["properties"]));
  const properties = Object.fromEntries([...listed, ...names.map((name) => [name, {}] as const)]);
  // An object that lists nothing may have anything.
  const isOpen = listed.length === 0 && asArray(schema["allOf"]).length === 0;
  return { ...schema, properties, ...(isOpen && { additionalProperties: true }) };
}

/** How a document is changed. */
interface Rewriting {
  /** What its objects become. */
  readonly edits: ReadonlyMap<unknown, JsonObject>;
  /** What was rewritten already: one object may stand in many places. */
  readonly done: Map<unknown, unknown>;
  readonly follow: (reference: string) => string;
  /** The parameter that a reference finds in an operation, where openapi-typescript doesn't look for it. */
  readonly parameterOf: (reference: string) => JsonObject | undefined;
  /** Whether the description is of OpenAPI 3.0. */
  readonly isOld: boolean;
}

function rewrite(value: unknown, rewriting: Rewriting): unknown {
  if (typeof value !== "object" || value === null) return value;
  const known = rewriting.done.get(value);
  if (known !== undefined) return known;
  const result = Array.isArray(value)
    ? value.map((item) => rewrite(item, rewriting))
    : isObject(value)
      ? rewriteObject(rewriting.edits.get(value) ?? value, rewriting)
      : value;
  rewriting.done.set(value, result);
  return result;
}

function rewriteObject(value: JsonObject, rewriting: Rewriting): JsonObject {
  const { $ref, mapping } = value;
  const parameter = typeof $ref === "string" ? rewriting.parameterOf($ref) : undefined;
  if (parameter !== undefined) return asObject(rewrite(parameter, rewriting));
  // openapi-typescript heeds some of what OpenAPI 3.0 ignores.
  const kept = typeof $ref === "string" && rewriting.isOld ? without(value, besideOld) : value;
  return {
    ...Object.fromEntries(Object.entries(kept).map(([key, part]) => [key, rewrite(part, rewriting)])),
    ...(typeof $ref === "string" && { $ref: rewriting.follow($ref) }),
    ...(typeof value["propertyName"] === "string" &&
      isObject(mapping) && {
        mapping: Object.fromEntries(
          Object.entries(mapping).map(([key, to]) => [key, typeof to === "string" ? rewriting.follow(to) : to]),
        ),
      }),
  };
}

function parameterOf({ resolve }: Description, reference: string): JsonObject | undefined {
  const steps = pointerSteps(reference) ?? [];
  return steps[0] === "paths" && steps.at(-2) === "parameters" ? resolve({ $ref: reference }) : undefined;
}

const besideOld: ReadonlySet<string> = new Set(["default", "readOnly", "writeOnly"]);

function withoutDefinitions(schema: JsonObject): JsonObject {
  return "$defs" in schema ? without(schema, new Set(["$defs"])) : schema;
}

function withSchemas(document: JsonObject, schemas: JsonObject): JsonObject {
  if (Object.keys(schemas).length === 0) return document;
  const components = asObject(document["components"]);
  return {
    ...document,
    components: { ...components, schemas: { ...asObject(components["schemas"]), ...schemas } },
  };
}
