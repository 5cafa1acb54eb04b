/** A node of a description or a request, read without belief in its shape. */
export type Json = unknown;
export type JsonObject = Readonly<Record<string, Json>>;

export function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function own(value: Json, key: string): Json {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function list(value: Json): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

export function entries(value: Json): [string, Json][] {
  return isObject(value) ? Object.entries(value) : [];
}

export function strings(value: Json): string[] {
  return list(value).filter((item) => typeof item === "string");
}

/** The texts of `x-dependencies`: an entry is one, or an object with one as its `rule`. */
export function ruleTexts(value: Json): string[] {
  return list(value).flatMap((entry) => strings([typeof entry === "string" ? entry : own(entry, "rule")]));
}

/** What a node is once its `$ref`, which points into the same document, is followed. */
export function resolved(document: Json, node: Json): Json {
  const reference = own(node, "$ref");
  if (typeof reference !== "string") return node;
  const steps = reference.replace(/^#\//, "").split("/");
  const target = steps
    .map((step) => decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<Json>(own, document);
  if (target === undefined) throw new Error(`${reference} points nowhere`);
  return resolved(document, target);
}

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: Json;
}

export interface Operation {
  readonly document: Json;
  readonly parameters: readonly Parameter[];
  readonly body: { readonly required: boolean; readonly schema: Json } | undefined;
  /** The entries of `x-dependencies` on the operation itself. */
  readonly rules: readonly string[];
}

/** @param method in lower case */
export function operationOf(document: Json, path: string, method: string): Operation {
  const item = resolved(document, own(own(document, "paths"), path));
  const operation = own(item, method);
  if (!isObject(operation)) throw new Error(`No operation ${method} ${path}`);
  const body = resolved(document, operation["requestBody"]);
  const [media] = entries(own(body, "content"));
  return {
    document,
    parameters: parametersOf(document, [...list(own(item, "parameters")), ...list(operation["parameters"])]),
    body: media && { required: own(body, "required") === true, schema: own(media[1], "schema") },
    rules: ruleTexts(operation["x-dependencies"]),
  };
}

/** A parameter of the operation replaces one of the path item with the same name and place. */
function parametersOf(document: Json, nodes: readonly Json[]): Parameter[] {
  const parameters = new Map<string, Parameter>();
  for (const node of nodes) {
    const parameter = resolved(document, node);
    const name = String(own(parameter, "name"));
    const place = String(own(parameter, "in"));
    const required = own(parameter, "required") === true;
    parameters.set(`${place} ${name}`, { name, in: place, required, schema: own(parameter, "schema") });
  }
  return [...parameters.values()];
}

/** Every operation of a document. */
export function operationsOf(document: Json): { readonly path: string; readonly method: string }[] {
  return entries(own(document, "paths")).flatMap(([path, item]) =>
    ["get", "put", "post", "delete", "patch"]
      .filter((method) => own(resolved(document, item), method) !== undefined)
      .map((method) => ({ path, method })),
  );
}
