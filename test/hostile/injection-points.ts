/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
/** A key without a value is left out. */
export type JsonObject = { readonly [key: string]: Json | undefined };

/** A place of a description where a text of its author's choice stands. */
export interface InjectionPoint {
  /** Where it stands. */
  readonly name: string;
  /** A description that is right but for the text. */
  readonly describe: (text: string) => Json;
  /** Files beside the description, by their paths. */
  readonly files?: (text: string) => Readonly<Record<string, Json>>;
  /** What the redocly.yaml says, where that isn't as usual. */
  readonly settings?: (text: string) => Partial<Settings>;
  /** A request to `POST /things/{id}` that holds the text, and is right. */
  readonly request?: (text: string) => Json;
}

/** An entry of a redocly.yaml. Paths are relative to it. */
export interface Settings {
  readonly name: string;
  readonly root: string;
  readonly types: string;
  readonly bundle: string;
  /** Further settings of `x-openapi-rules`. */
  readonly more: JsonObject;
}

/**
 * Every place that an advisory about a generator names, and those like them. Orval: enum values, `x-enum-descriptions`, summaries,
 * names, paths, media types. openapi-typescript-codegen and swagger-typescript-api: names and descriptions. swagger-codegen: title,
 * version, servers, paths, descriptions. openapi-generator: names and file names. quicktype: titles and property names.
 * json-schema-to-typescript: `tsType`, `tsEnumNames`, `$id`.
 */
export const injectionPoints: readonly InjectionPoint[] = [
  ...Object.entries<(text: string) => Json>({
    "info.title": (text) => api({ info: { title: text, version: "1" } }),
    "info.version": (text) => api({ info: { title: "Things", version: text } }),
    "info.description": (text) => api({ info: { title: "Things", version: "1", summary: text, description: text } }),
    "info.contact": (text) =>
      api({ info: { title: "Things", version: "1", contact: { name: text, email: text, url: text } } }),
    "info.license": (text) =>
      api({ info: { title: "Things", version: "1", license: { name: text, identifier: text } } }),
    "server url": (text) => api({ servers: [{ url: text, description: text }] }),
    "server variable": (text) =>
      api({ servers: [{ url: "https://{v}", variables: { v: { default: text, enum: [text], description: text } } }] }),
    "name of a server variable": (text) => api({ servers: [{ url: "/", variables: { [text]: { default: "x" } } }] }),
    tag: (text) => api({ tags: [{ name: text, description: text, externalDocs: { url: text, description: text } }] }),
    "security scheme": (text) =>
      api({
        components: { securitySchemes: { key: { type: "apiKey", in: "header", name: text, description: text } } },
      }),
    "name of a security scheme": (text) =>
      api({
        components: { securitySchemes: { [text]: { type: "http", scheme: "bearer" } } },
        security: [{ [text]: [] }],
      }),
    "scope and address of OAuth": (text) =>
      api({
        components: {
          securitySchemes: {
            o: {
              type: "oauth2",
              flows: { implicit: { authorizationUrl: text, tokenUrl: text, scopes: { [text]: text } } },
            },
          },
        },
      }),
    path: (text) => api({ paths: { [`/${text}`]: { get: { operationId: "other", responses } } } }),
    "path without operationId": (text) =>
      api({ paths: { [`/${text}`]: { post: { ...operation(), operationId: undefined } } } }),
    operationId: (text) => withOperation({ operationId: text }),
    "summary of an operation": (text) => withOperation({ summary: text }),
    "description of an operation": (text) => withOperation({ description: text }),
    "tag of an operation": (text) => withOperation({ tags: [text] }),
    "externalDocs of an operation": (text) => withOperation({ externalDocs: { url: text, description: text } }),
    "description of a parameter": (text) => withParameter({ description: text }),
    "example of a parameter": (text) => withParameter({ example: text }),
    "name of a parameter's example": (text) => withParameter({ examples: { [text]: { value: text, summary: text } } }),
    "location of a parameter": (text) => withParameter({ in: text }),
    "media type of a parameter": (text) =>
      withParameter({ schema: undefined, content: { [text]: { schema: { type: "string" } } } }),
    "media type of a request": (text) =>
      withOperation({
        requestBody: { content: { [text]: { schema: bodySchema() }, "application/json": { schema: bodySchema() } } },
      }),
    "only media type of a request": (text) =>
      withOperation({ requestBody: { content: { [`application/json;${text}`]: { schema: bodySchema() } } } }),
    "description of a request body": (text) =>
      withOperation({ requestBody: { description: text, content: { "application/json": { schema: bodySchema() } } } }),
    "status code": (text) => withOperation({ responses: { [text]: { description: "x" } } }),
    "description of a response": (text) =>
      withOperation({
        responses: {
          "200": { description: text },
          "201": { summary: text, "x-summary": text },
          default: { description: text },
        },
      }),
    "name of a response header": (text) =>
      withOperation({
        responses: {
          "200": { description: "x", headers: { [text]: { description: text, schema: { type: "string" } } } },
        },
      }),
    "media type of a response": (text) =>
      withOperation({
        responses: { "200": { description: "x", content: { [text]: { schema: { type: "string" } } } } },
      }),
    link: (text) =>
      withOperation({
        responses: {
          "200": {
            description: "x",
            links: { [text]: { operationId: text, description: text, parameters: { [text]: text } } },
          },
        },
      }),
    callback: (text) => withOperation({ callbacks: { [text]: { [text]: { post: { responses } } } } }),
    webhook: (text) => api({ webhooks: { [text]: { post: { responses } } } }),
    extension: (text) =>
      withOperation({ [`x-${text}`]: text, "x-codeSamples": [{ lang: text, label: text, source: text }] }),
    "title of a schema": (text) => withProperty({ type: "string", title: text }),
    "description of a schema": (text) => withProperty({ type: "string", description: text }),
    "description of an object": (text) =>
      withProperty({ type: "object", description: text, properties: { x: { description: text } } }),
    default: (text) => withProperty({ type: "string", default: text }),
    example: (text) => withProperty({ type: "string", example: text, examples: [text] }),
    pattern: (text) => withProperty({ type: "string", pattern: text }),
    format: (text) => withProperty({ type: "string", format: text }),
    type: (text) => withProperty({ type: text }),
    types: (text) => withProperty({ type: ["string", text] }),
    "$id and $comment": (text) =>
      withProperty({ $id: text, $comment: text, $anchor: text, $schema: text, type: "string" }),
    "target of a $ref": (text) => withProperty({ $ref: text }),
    "target of a $ref within the document": (text) => withProperty({ $ref: `#/components/schemas/${text}` }),
    "sibling of a $ref": (text) => withProperty({ $ref: "#/components/schemas/Part", description: text, title: text }),
    tsType: (text) => withProperty({ type: "string", tsType: text, "x-tsType": text, "x-ts-type": text }),
    "names of enum values": (text) =>
      withProperty({
        type: "string",
        enum: ["a", "b"],
        "x-enum-varnames": [text, "B"],
        "x-enumNames": [text, "B"],
        tsEnumNames: [text, "B"],
      }),
    "descriptions of enum values": (text) =>
      withProperty({
        type: "string",
        enum: ["a", "b"],
        "x-enum-descriptions": [text, text],
        "x-enumDescriptions": [text, text],
      }),
    "descriptions of enum values by name": (text) =>
      withProperty({ type: "string", enum: ["a", "b"], "x-enum-descriptions": { a: text, [text]: text } }),
    "names of enum numbers": (text) => withProperty({ type: "integer", enum: [1, 2], "x-enum-varnames": [text, "B"] }),
    discriminator: (text) =>
      withProperty({
        oneOf: [{ $ref: "#/components/schemas/Part" }],
        discriminator: { propertyName: text, mapping: { [text]: "#/components/schemas/Part" } },
      }),
    "target of a discriminator": (text) =>
      withProperty({
        oneOf: [{ $ref: "#/components/schemas/Part" }],
        discriminator: { propertyName: "x", mapping: { a: text } },
      }),
    xml: (text) => withProperty({ type: "string", xml: { name: text, prefix: text, namespace: text } }),
    "name of a pattern of properties": (text) =>
      withProperty({ type: "object", patternProperties: { [text]: { type: "string" } } }),
    "required property": (text) => withProperty({ type: "object", required: [text] }),
    "dependent property": (text) =>
      withProperty({
        type: "object",
        dependentRequired: { [text]: [text] },
        dependentSchemas: { [text]: { type: "object" } },
      }),
    "name of $defs": (text) => withProperty({ $defs: { [text]: { type: "string" } }, type: "string" }),
    sentence: (text) => withOperation({ "x-dependencies": [text] }),
    "id and message of a sentence": (text) =>
      withOperation({
        "x-dependencies": [{ rule: "IF kind=='a' THEN other;", id: text, message: text, description: text }],
      }),
    "derived variant name": (text) => withOperation({ "x-variant-names": { [text]: "Mine" } }),
    "chosen variant name": (text) => withOperation({ "x-variant-names": { SendBodyKindA: text } }),
    "string in a sentence": (text) =>
      withOperation({ "x-dependencies": [`IF kind=='${text.replaceAll("'", "")}' THEN other;`] }),
    "pattern in a sentence": (text) =>
      withOperation({ "x-dependencies": [`IF kind LIKE '${text.replaceAll("'", "")}' THEN other;`] }),
  }).map(([name, describe]) => ({ name, describe })),
  ...(
    [
      "schemas",
      "parameters",
      "headers",
      "responses",
      "requestBodies",
      "examples",
      "links",
      "callbacks",
      "pathItems",
    ] as const
  ).map(
    (section): InjectionPoint => ({
      name: `name in components.${section}`,
      describe: (text) => api({ components: { schemas: { Part: part }, [section]: { [text]: component(section) } } }),
    }),
  ),
  {
    name: "name of a schema with rules",
    describe: (text) =>
      api({
        components: {
          schemas: { Part: part, [text]: { ...bodySchema(), "x-dependencies": ["IF kind=='a' THEN other;"] } },
        },
        paths: {
          "/things/{id}": {
            post: operation({
              "x-dependencies": undefined,
              requestBody: { content: { "application/json": { schema: { $ref: refTo(text) } } } },
            }),
          },
        },
      }),
    request: () => ({ params: { path: { id: "1" } }, body: { kind: "a", other: "x" } }),
  },
  {
    name: "name of a property",
    describe: (text) => withBody({ [text]: { type: "string" } }, { required: [text] }),
    request: (text) => ({ params: { path: { id: "1" } }, body: { [text]: "x" } }),
  },
  {
    name: "name of a property with an enum",
    describe: (text) => withBody({ [text]: { type: "string", enum: ["a", "b"] } }),
    request: (text) => ({ params: { path: { id: "1" } }, body: { [text]: "a" } }),
  },
  {
    name: "name of a property in a sentence",
    describe: (text) => withRuled({ [text]: { type: "string" } }, [`IF kind=='a' THEN [${text.replaceAll("]", "")}];`]),
  },
  {
    name: "name of a property beside rules",
    describe: (text) =>
      withRuled({ [text]: { type: "object", properties: { [text]: { type: "string" } } } }, [
        "IF kind=='a' THEN other;",
      ]),
    request: (text) => ({ params: { path: { id: "1" } }, body: { kind: "a", other: "x", [text]: { [text]: "y" } } }),
  },
  {
    name: "value of an enum",
    describe: (text) => withProperty({ type: "string", enum: [text, "b"] }),
    request: (text) => ({ params: { path: { id: "1" } }, body: { extra: text } }),
  },
  {
    name: "value of an enum with a rule",
    describe: (text) => withRuled({ kind: { type: "string", enum: [text, "b", "c"] } }, ["IF kind=='b' THEN other;"]),
    request: (text) => ({ params: { path: { id: "1" } }, body: { kind: text } }),
  },
  {
    name: "const",
    describe: (text) => withProperty({ const: text }),
    request: (text) => ({ params: { path: { id: "1" } }, body: { extra: text } }),
  },
  {
    name: "object in an enum",
    describe: (text) => withProperty({ enum: [{ [text]: text }, null] }),
    request: (text) => ({ params: { path: { id: "1" } }, body: { extra: { [text]: text } } }),
  },
  ...(["query", "header", "cookie", "path"] as const).map(
    (location): InjectionPoint => ({
      name: `name of a parameter in the ${location}`,
      describe: (text) =>
        withOperation({
          parameters: [
            { name: "id", in: "path", required: true, schema: { type: "string" } },
            { name: text, in: location, required: true, schema: { type: "string" } },
          ],
        }),
      request: (text) => ({
        params:
          location === "path" ? { path: { id: "1", [text]: "x" } } : { path: { id: "1" }, [location]: { [text]: "x" } },
        body: {},
      }),
    }),
  ),
];

const responses = { "204": { description: "Done" } };
const part = { type: "object", properties: { x: { type: "string" } } };

function refTo(name: string): string {
  return `#/components/schemas/${escapeStep(name)}`;
}

/** A step of a JSON Pointer in a URI fragment; half of a pair has no encoding. */
export function escapeStep(name: string): string {
  const step = name.replaceAll("~", "~0").replaceAll("/", "~1");
  return step.replaceAll(/[^\w~-]/gu, (letter) => (/\p{Cs}/u.test(letter) ? letter : encodeURIComponent(letter)));
}

export function api(changes: JsonObject): Json {
  return {
    openapi: "3.1.0",
    info: { title: "Things", version: "1" },
    paths: { "/things/{id}": { post: operation() } },
    components: { schemas: { Part: part } },
    ...changes,
  };
}

function bodySchema(properties: JsonObject = {}): JsonObject {
  return {
    type: "object",
    properties: { kind: { type: "string", enum: ["a", "b"] }, other: { type: "string" }, ...properties },
  };
}

export function operation(changes: JsonObject = {}): JsonObject {
  return {
    operationId: "send",
    "x-dependencies": ["IF kind=='a' THEN other;"],
    parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
    requestBody: { content: { "application/json": { schema: bodySchema() } } },
    responses,
    ...changes,
  };
}

function withOperation(changes: JsonObject): Json {
  return api({ paths: { "/things/{id}": { post: operation(changes) } } });
}

function withParameter(changes: JsonObject): Json {
  const parameter = { name: "id", in: "path", required: true, schema: { type: "string" } };
  return withOperation({ parameters: [{ ...parameter, ...changes }] });
}

function withBody(properties: JsonObject, more: JsonObject = {}): Json {
  const schema = { type: "object", properties, ...more };
  return withOperation({ "x-dependencies": [], requestBody: { content: { "application/json": { schema } } } });
}

function withRuled(properties: JsonObject, sentences: readonly string[]): Json {
  const schema = bodySchema(properties);
  return withOperation({ "x-dependencies": sentences, requestBody: { content: { "application/json": { schema } } } });
}

export function withProperty(schema: Json): Json {
  return withBody({ extra: schema });
}

function component(section: string): Json {
  const components: JsonObject = {
    schemas: { type: "object", properties: { x: { type: "string" } } },
    parameters: { name: "q", in: "query", schema: { type: "string" } },
    headers: { schema: { type: "string" } },
    responses: { description: "x" },
    requestBodies: { content: { "application/json": { schema: { type: "string" } } } },
    examples: { value: "x" },
    links: { operationId: "send" },
    callbacks: { "{$request.body#/url}": { post: { responses } } },
    pathItems: { get: { responses } },
  };
  return components[section] ?? null;
}
