const text = { type: "string" };
const texts = { type: "array", items: text };
const object = (properties: object): object => ({ type: "object", properties });

/** Operations that say how their parameters and bodies are written, each with a request and what a server receives of it. */
export const styledApi = {
  openapi: "3.1.0",
  info: { title: "Styles", version: "1" },
  paths: {
    "/lists/{m}/{l}/{s}": {
      post: {
        operationId: "parameters",
        parameters: [
          { name: "m", in: "path", required: true, style: "matrix", schema: texts },
          { name: "l", in: "path", required: true, style: "label", explode: true, schema: texts },
          { name: "s", in: "path", required: true, schema: texts },
          { name: "type", in: "query", explode: false, schema: texts },
          { name: "filter", in: "query", style: "deepObject", explode: true, schema: object({ lang: text }) },
          { name: "pipe", in: "query", style: "pipeDelimited", explode: false, schema: texts },
          { name: "space", in: "query", style: "spaceDelimited", explode: false, schema: texts },
          { name: "opt", in: "query", schema: object({ z: text }) },
          { name: "url", in: "query", allowReserved: true, schema: text },
          { name: "ids", in: "header", schema: texts },
          { name: "c", in: "cookie", explode: false, schema: texts },
          { name: "d", in: "cookie", schema: text },
        ],
        responses: { "204": { description: "Done." } },
        "x-dependencies": ["IF type THEN filter;"],
      },
    },
    "/one": {
      get: {
        operationId: "list",
        parameters: [
          { name: "type", in: "query", style: "pipeDelimited", explode: false, schema: texts },
          { name: "by", in: "query", style: "form", explode: false, schema: object({ a: text }) },
        ],
        responses: { "204": { description: "Done." } },
        "x-dependencies": ["IF type THEN by;"],
      },
    },
    "/form": {
      post: {
        operationId: "form",
        requestBody: {
          required: true,
          content: {
            "application/x-www-form-urlencoded": {
              schema: object({ a: text, b: text, tags: texts, ids: texts, meta: object({ x: text }) }),
              encoding: { ids: { explode: false }, meta: { contentType: "application/json" } },
            },
          },
        },
        responses: { "204": { description: "Done." } },
        "x-dependencies": ["IF a THEN b;"],
      },
    },
    "/parts": {
      post: {
        operationId: "parts",
        requestBody: {
          required: true,
          content: {
            "multipart/form-data": {
              schema: object({
                a: text,
                tags: texts,
                meta: object({ x: text }),
                file: { type: "string", format: "binary" },
              }),
            },
          },
        },
        responses: { "204": { description: "Done." } },
        "x-dependencies": ["IF a THEN file;"],
      },
    },
    ...Object.fromEntries(
      [
        ["text", "text/plain"],
        ["bytes", "application/octet-stream"],
      ].map(([name, mediaType]) => [
        `/${name}`,
        {
          post: {
            operationId: name,
            parameters: [
              { name: "h", in: "header", schema: text },
              { name: "k", in: "header", schema: text },
            ],
            requestBody: { required: true, content: { [String(mediaType)]: { schema: text } } },
            responses: { "204": { description: "Done." } },
            "x-dependencies": ["IF h THEN k;"],
          },
        },
      ]),
    ),
  },
};

/** The text of the file that samples send. */
export const sentFile = "the file's bytes";

export interface StyledCall {
  readonly operation: string;
  readonly request: Readonly<Record<string, unknown>>;
  /** Path and query. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A body, or what a form holds; a file as its content. */
  readonly body?: string | readonly (readonly [string, string])[];
}

export const styledCalls: readonly StyledCall[] = [
  {
    operation: "post /lists/{m}/{l}/{s}",
    request: {
      params: {
        path: { m: ["1", "2"], l: ["a", "b"], s: ["x", "y/z"] },
        query: {
          type: ["a", "b,c"],
          filter: { lang: "en" },
          pipe: ["p", "q"],
          space: ["s", "t"],
          opt: { z: "1" },
          url: "https://x.test/?a&b",
        },
        header: { ids: ["1", "2"] },
        cookie: { c: ["1", "2"], d: "x; y" },
      },
    },
    url: "/lists/;m=1,2/.a.b/x,y%2Fz?type=a,b%2Cc&filter%5Blang%5D=en&pipe=p%7Cq&space=s%20t&z=1&url=https://x.test/?a%26b",
    headers: { ids: "1,2", cookie: "c=1,2; d=x%3B%20y" },
  },
  {
    operation: "get /one",
    request: { params: { query: { type: ["a", "b"], by: { a: "1" } } } },
    url: "/one?type=a%7Cb&by=a,1",
  },
  {
    operation: "post /form",
    request: { body: { a: "x & y", b: "@c" } },
    url: "/form",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: [
      ["a", "x & y"],
      ["b", "@c"],
    ],
  },
  {
    operation: "post /form",
    request: { body: { a: "1", b: "2", tags: ["x", "y=z"], ids: ["3", "4"], meta: { x: "&" } } },
    url: "/form",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: [
      ["a", "1"],
      ["b", "2"],
      ["tags", "x"],
      ["tags", "y=z"],
      ["ids", "3,4"],
      ["meta", '{"x":"&"}'],
    ],
  },
  {
    operation: "post /parts",
    request: { body: { a: '@"x"; y', tags: ["p", "<q"], meta: { x: '";"' }, file: "…" } },
    url: "/parts",
    body: [
      ["a", '@"x"; y'],
      ["tags", "p"],
      ["tags", "<q"],
      ["meta", '{"x":"\\";\\""}'],
      ["file", sentFile],
    ],
  },
  { operation: "post /parts", request: { body: {} }, url: "/parts", body: [] },
  {
    operation: "post /text",
    request: { params: { header: { h: "1", k: "2" } }, body: "@it's\ntext" },
    url: "/text",
    headers: { "content-type": "text/plain", h: "1", k: "2" },
    body: "@it's\ntext",
  },
  {
    operation: "post /bytes",
    request: { body: "…" },
    url: "/bytes",
    headers: { "content-type": "application/octet-stream" },
    body: sentFile,
  },
];
