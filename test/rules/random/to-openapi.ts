import type { Json } from "../reference/document.ts";
import { type RandomApi, SchemaWriter } from "./shapes.ts";

/** Where the operation of the API with this index stands in the document. */
export function addressOf(api: RandomApi, index: number): { readonly path: string; readonly method: "get" | "post" } {
  const path = `/operation-${index}${api.parameters.some((one) => one.in === "path") ? "/{id}" : ""}`;
  return { path, method: api.body ? "post" : "get" };
}

/** One document with an operation `operation<index>` for each API. */
export function toOpenApi(apis: readonly RandomApi[]): Record<string, Json> {
  const components = new Components();
  return {
    openapi: "3.1.0",
    info: { title: "Random APIs", version: "1" },
    servers: [{ url: "https://api.example.com" }],
    paths: Object.fromEntries(apis.map((api, index) => [addressOf(api, index).path, pathItem(api, index, components)])),
    components,
  };
}

class Components {
  readonly schemas: Record<string, Json> = {};
  readonly parameters: Record<string, Json> = {};
  readonly requestBodies: Record<string, Json> = {};

  /** What stands for a node: itself, or a reference to where it now stands. */
  place(kind: "parameters" | "requestBodies", name: string, node: Json, referenced: boolean): Json {
    if (!referenced) return node;
    this[kind][name] = node;
    return { $ref: `#/components/${kind}/${name}` };
  }
}

function pathItem(api: RandomApi, index: number, components: Components): Json {
  const writer = new SchemaWriter(`Operation${index}`);
  const parameters = api.parameters.map(({ in: place, name, required, shape, shared, referenced }, position) => {
    const node = { name, in: place, ...(required && { required }), schema: writer.write(shape) };
    return { shared, node: components.place("parameters", `Operation${index}Parameter${position}`, node, referenced) };
  });
  const { body } = api;
  const requestBody = body && {
    ...(body.required && { required: true }),
    content: { [body.media]: { schema: writer.write(body.shape) } },
  };
  Object.assign(components.schemas, writer.components);
  const common = parameters.filter(({ shared }) => shared).map(({ node }) => node);
  const operation = {
    operationId: `operation${index}`,
    parameters: parameters.filter(({ shared }) => !shared).map(({ node }) => node),
    ...(body && {
      requestBody: components.place("requestBodies", `Operation${index}Body`, requestBody, body.referenced),
    }),
    "x-dependencies": api.rules,
    responses: { "204": { description: "Done" } },
  };
  return { ...(common.length > 0 && { parameters: common }), [addressOf(api, index).method]: operation };
}
