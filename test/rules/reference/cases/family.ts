import { stringify } from "yaml";
import type { Json, JsonObject } from "../document.ts";
import type { Request } from "../judge.ts";

export interface VerdictCase {
  readonly name: string;
  /** A whole OpenAPI document with one operation. */
  readonly yaml: string;
  readonly path: string;
  readonly method: "get" | "post";
  readonly request: Request;
  readonly valid: boolean;
  /** The sentences that do not hold, in the order of the document; none where only something required is missing. */
  readonly broken: readonly string[];
}

/** An entry of `x-dependencies`. */
export type Entry =
  | string
  | { readonly rule: string; readonly id?: string; readonly message?: string; readonly description?: string };

export interface Api {
  readonly path?: string;
  readonly item:
    | { readonly get: Json; readonly parameters?: Json }
    | { readonly post: Json; readonly parameters?: Json };
  readonly components?: Json;
}

/** Name, request, and the sentences that it breaks; "missing" where it lacks something required. */
export type Line = readonly [name: string, request: Request, broken: readonly string[] | "missing"];

/** Many requests to one API. */
export function family(
  subject: string,
  { path = "/things", item, components }: Api,
  lines: readonly Line[],
): VerdictCase[] {
  const yaml = stringify(
    {
      openapi: "3.1.0",
      info: { title: subject, version: "1" },
      servers: [{ url: "https://api.example.com" }],
      paths: { [path]: item },
      ...(components !== undefined && { components }),
    },
    { aliasDuplicateObjects: false, lineWidth: 0 },
  );
  return lines.map(([name, request, broken]) => ({
    name: `${subject}: ${name}`,
    yaml,
    path,
    method: "get" in item ? "get" : "post",
    request,
    valid: broken.length === 0,
    broken: broken === "missing" ? [] : broken,
  }));
}

export const text = { type: "string" };
export const nullable = { type: ["string", "null"] };
export const whole = { type: "integer" };
export const decimal = { type: "number" };
export const flag = { type: "boolean" };
export const date = { type: "string", format: "date" };
export const dateTime = { type: "string", format: "date-time" };
export const choice = (...values: string[]): JsonObject => ({ type: "string", enum: values });
export const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: "object",
  properties,
  ...more,
});

const responses = { "204": { description: "Done" } };

/** An operation with these query parameters, by name. */
export function withQuery(schemas: Readonly<Record<string, Json>>, ...rules: readonly Entry[]): Api {
  const parameters = Object.entries(schemas).map(([name, schema]) => ({ name, in: "query", schema }));
  return { item: { get: { operationId: "find", parameters, "x-dependencies": rules, responses } } };
}

export function withBody(
  schema: Json,
  rules: readonly Entry[] = [],
  components?: Json,
  media = "application/json",
): Api {
  const post = {
    operationId: "create",
    requestBody: { required: true, content: { [media]: { schema } } },
    ...(rules.length > 0 && { "x-dependencies": rules }),
    responses,
  };
  return { item: { post }, ...(components !== undefined && { components }) };
}

export const query = (values: Readonly<Record<string, Json>>): Request => ({ params: { query: values } });
export const body = (value: Json): Request => ({ body: value });
