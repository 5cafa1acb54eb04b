import { entries, isObject, type Json, list, own, resolved, strings } from "./document.ts";

/** Whether a value fits a schema by the keywords that tell alternatives apart: type, const, enum, required, properties. */
export function matches(document: Json, node: Json, value: Json): boolean {
  const schema = resolved(document, node);
  const types = [own(schema, "type")].flat().filter((type) => type !== undefined);
  const values = own(schema, "enum");
  const fixed = own(schema, "const");
  return (
    (types.length === 0 || types.some((type) => isOfType(type, value))) &&
    (values === undefined || list(values).includes(value)) &&
    (fixed === undefined || fixed === value) &&
    list(own(schema, "allOf")).every((part) => matches(document, part, value)) &&
    (!isObject(value) || fitsObject(document, schema, value))
  );
}

function fitsObject(document: Json, schema: Json, value: Json): boolean {
  const properties = own(schema, "properties");
  return (
    strings(own(schema, "required")).every((key) => own(value, key) !== undefined) &&
    entries(value).every(([key, inner]) => {
      const property = own(properties, key);
      if (property === undefined) return own(schema, "additionalProperties") !== false;
      return inner === undefined || matches(document, property, inner);
    })
  );
}

function isOfType(type: Json, value: Json): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return isObject(value);
    case "integer":
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}
