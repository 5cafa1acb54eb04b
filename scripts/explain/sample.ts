import { sample } from "openapi-sampler";
import type { Domain, Field } from "../language/field.ts";
import type { Atom } from "../language/rule.ts";
import type { Description } from "../openapi/description.ts";
import { asArray, asObject, distinct, isObject } from "../openapi/json.ts";
import { isJson } from "../openapi/media-types.ts";
import { contentOf, declarationOf, declarationsOf, parameterSchema, schemaField } from "../openapi/request-fields.ts";
import { representativeTexts } from "../patterns/representative-texts.ts";
import { representativeNumbers } from "../reasoning/representative-numbers.ts";

/**
 * Values to try for a field, the likeliest first: the author's own examples, then what its schema and the rules suggest. If its
 * schema allows none of these, texts that match its pattern, or numbers near its bounds.
 */
export function candidateValues(
  description: Description,
  field: Field,
  atoms: readonly Atom[],
  fits: (value: unknown) => boolean,
): unknown[] {
  const likely = likelyValues(description, field, atoms).filter(fits);
  return likely.length > 0 ? likely : fittingScalars(description, field).filter(fits);
}

function likelyValues(description: Description, field: Field, atoms: readonly Atom[]): unknown[] {
  const { domain } = field;
  const candidates = [
    ...exampleValues(description, field),
    ...(domain.kind === "finite" ? domain.values : []),
    ...(domain.kind === "array"
      ? suggestedLists(description, field, domain.items, atoms)
      : atoms.flatMap(suggestedValues)),
    ...(domain.kind === "string" && domain.date
      ? ["2025-05-04T09:42:00Z", "2025-05-05T09:42:00Z", "2025-05-04", "2025-05-05"]
      : []),
    ...(domain.kind === "number"
      ? [domain.minimum, domain.maximum, 0, 1, 2].filter((value) => value !== undefined)
      : []),
    ...(domain.kind === "any" ? ["string"] : []),
    ...sampled(description, field),
    ...(field.mayBeOther === true ? [null] : []),
  ];
  return distinct(candidates);
}

/** How many of the items that rules ask for are combined in every way, and up to what least length lists are filled. */
const mostCombined = 6;
const mostItems = 50;

/** Lists with some of the items that rules ask for, and as many others as the schema wants. */
function suggestedLists(description: Description, field: Field, items: Domain, atoms: readonly Atom[]): unknown[][] {
  const { items: schema, minItems } = description.resolve(schemasOf(field)[0]) ?? {};
  const item = { ...schemaField(description, schema, ["body"], true), domain: items };
  const asked = distinct(atoms.flatMap(suggestedValues));
  const numbers = Array.from({ length: mostItems }, (_, index) => index);
  const fillers = items.kind === "number" ? numbers : numbers.map((index) => `text ${index}`);
  const others = distinct([...candidateValues(description, item, [], () => true), ...fillers]).filter(
    (value) => !asked.includes(value),
  );
  const least = typeof minItems === "number" ? Math.min(minItems, mostItems) : 0;
  const chosen = asked.length > mostCombined ? [...asked.map((value) => [value]), asked] : subsets(asked).slice(1);
  const lists = [...chosen, ...others.slice(0, 2).map((value) => [value]), []];
  return lists.map((list) =>
    [...list, ...others.filter((value) => !list.includes(value))].slice(0, Math.max(list.length, least)),
  );
}

/** The smallest first. */
function subsets(items: readonly unknown[]): unknown[][] {
  const sets = Array.from({ length: 2 ** items.length }, (_, bits) =>
    items.filter((_, index) => Math.floor(bits / 2 ** index) % 2 === 1),
  );
  return sets.sort((one, other) => one.length - other.length);
}

function suggestedValues(atom: Atom): readonly unknown[] {
  switch (atom.kind) {
    case "equals":
      return atom.values;
    case "like":
      return [atom.pattern.replaceAll("*", ""), atom.pattern.replaceAll("*", "x")];
    case "compare":
    case "arithmetic":
      return [atom.value, atom.value - 1, atom.value + 1];
    default:
      return [];
  }
}

function exampleValues(description: Description, field: Field): unknown[] {
  const content = contentOfField(field);
  const schemas = content === undefined ? schemasOf(field) : [content.media["schema"]];
  const holders = [
    ...(content === undefined ? declarationsOf(field).map(asObject) : [content.media]),
    ...schemas.map((schema) => description.resolve(schema) ?? {}),
  ];
  const examples = holders.flatMap((holder) => {
    const listed = holder["examples"];
    const named = isObject(listed)
      ? Object.values(listed).map((example) => asObject(example)["value"])
      : asArray(listed);
    return [...("example" in holder ? [holder["example"]] : []), ...named];
  });
  return content === undefined ? examples : examples.map((value) => textIn(content.mediaType, value));
}

/** The text of a parameter with `content`. */
function textIn(mediaType: string, value: unknown): string {
  return typeof value === "string" && !isJson(mediaType) ? value : JSON.stringify(value);
}

function contentOfField(field: Field): ReturnType<typeof contentOf> {
  return field.path[0] === "body" ? undefined : contentOf(asObject(declarationOf(field)));
}

/** The values that openapi-sampler generates from the schemas. */
function sampled(description: Description, field: Field): unknown[] {
  const content = contentOfField(field);
  const options = { skipReadOnly: true, skipNonRequired: true, quiet: true };
  return (content === undefined ? schemasOf(field) : [content.media["schema"]]).map((schema): unknown => {
    try {
      const value: unknown = sample(asObject(description.resolve(schema)), options, description.root);
      return content === undefined ? value : textIn(content.mediaType, value);
    } catch {
      // It throws for schemas that it doesn't support. Other candidates may fit.
      return "text";
    }
  });
}

function fittingScalars(description: Description, field: Field): readonly unknown[] {
  const { domain } = field;
  if (domain.kind === "number") {
    const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = domain;
    const bounds = [minimum, maximum, exclusiveMinimum, exclusiveMaximum].filter((bound) => bound !== undefined);
    return representativeNumbers(bounds, multipleOf === undefined ? [] : [multipleOf]);
  }
  return schemasOf(field).flatMap((schema) => {
    const { pattern, minLength, maxLength } = description.resolve(schema) ?? {};
    if (typeof pattern !== "string") return [];
    const lengths = [minLength, typeof maxLength === "number" ? maxLength + 1 : undefined];
    return representativeTexts(
      [pattern],
      lengths.filter((length) => typeof length === "number"),
    ).texts;
  });
}

/** The schemas of a field's values, or references to them: a value has to fit one. */
export function schemasOf(field: Field): readonly unknown[] {
  return declarationsOf(field).map((declaration) =>
    field.path[0] === "body" || field.path.length > 2 ? declaration : parameterSchema(asObject(declaration)),
  );
}
