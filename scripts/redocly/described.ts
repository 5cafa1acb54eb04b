import { type Field, fieldAt } from "../language/field.ts";
import type { Rule } from "../language/rule.ts";
import type { Description } from "../openapi/description.ts";
import { asObject, isObject, type JsonObject } from "../openapi/json.ts";
import { declarationOf, parameterSchema, schemaField } from "../openapi/request-fields.ts";

/** What texts speak about: the request of an operation, or an item of an array in it, which has rules of its own. */
export interface Topic {
  readonly request: readonly Field[];
  readonly rules: readonly Rule[];
}

/** A `description` about a request or a part of it. */
export interface DescribedPart {
  readonly topic: Topic;
  /** The object that holds the `description`. */
  readonly holder: JsonObject;
  readonly text: string;
  /** The field that is described; undefined for an operation. */
  readonly subject: Field | undefined;
}

/** Schemas may be nested without end. */
const deepest = 6;

/** Every description of what operations can be sent. A schema that several operations use comes up for each. */
export function describedParts(description: Description): DescribedPart[] {
  const items = new Set<JsonObject>();
  return description.operations.flatMap(({ operation, requests }) =>
    requests.flatMap(({ fields, rules, mediaType }) => {
      const topic = { request: fields, rules: rules?.rules ?? [] };
      const body = description.resolve(operation["requestBody"]);
      const media = asObject(asObject(body?.["content"])[mediaType ?? ""]);
      const whole = fieldAt(fields, ["body"]);
      return [
        ...described(topic, operation, undefined),
        ...described(topic, body, whole),
        ...fields.flatMap((container) =>
          container === whole
            ? describeField(description, topic, whole, media["schema"], items)
            : container.fields.flatMap((field) =>
                describeField(description, topic, field, declarationOf(field), items),
              ),
        ),
      ];
    }),
  );
}

function described(topic: Topic, holder: JsonObject | undefined, subject: Field | undefined): DescribedPart[] {
  const text = holder?.["description"];
  return holder === undefined || typeof text !== "string" ? [] : [{ topic, holder, text, subject }];
}

/** The texts of a field's declaration, of its schema, and of all fields and items in it. */
function describeField(
  description: Description,
  topic: Topic,
  field: Field,
  declaration: unknown,
  items: Set<JsonObject>,
  around: readonly unknown[] = [],
): DescribedPart[] {
  const parameter = isObject(declaration) && declaration["in"] !== undefined ? declaration : undefined;
  const declared = parameter === undefined ? declaration : parameterSchema(parameter);
  const schema = description.resolve(declared);
  if (around.length > deepest || (schema !== undefined && around.includes(schema)))
    return described(topic, parameter, field);
  const reference = isObject(declared) && declared !== schema ? declared : undefined;
  return [
    ...[parameter, reference, schema].flatMap((holder) => described(topic, holder, field)),
    ...field.fields.flatMap((part) =>
      describeField(description, topic, part, declarationOf(part), items, [...around, schema]),
    ),
    ...describeItems(description, schema, items),
  ];
}

/** An item is reported once, however many arrays hold it. */
function describeItems(
  description: Description,
  array: JsonObject | undefined,
  items: Set<JsonObject>,
): DescribedPart[] {
  const listed = array?.["items"];
  const schema = description.resolve(listed);
  if (schema === undefined || items.has(schema)) return [];
  items.add(schema);
  const item = schemaField(description, listed, ["body"], true);
  const topic = { request: [item], rules: description.rulesOf(schema) };
  return item.fields.length === 0 ? [] : describeField(description, topic, item, listed, items);
}
