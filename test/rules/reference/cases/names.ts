import {
  body,
  choice,
  decimal,
  family,
  flag,
  object,
  query,
  text,
  type VerdictCase,
  withBody,
  withQuery,
} from "./family.ts";

const sizes = "AllOrNone([package_dimensions[height]], [package_dimensions[width]]);";
const symbols = "IF [a-b] OR [a:b/c] THEN [expand[]];";
const keywords = "OnlyOne([AND], [true], [Or]);";
const dotted = "IF filter.name THEN page.size;";
const literal = "IF v1.mode THEN v1.x;";
const product = "[a-b]-[c-d]>3;";
const header = "IF [X-Mode]=='fast' THEN [x-token];";
const cookie = "Or(session, key);";
const mixed = "IF id=='0' THEN NOT sort;";
const across = "IF dry_run==true THEN NOT item.count;";
const parent = "AllOrNone(item, [Idempotency-Key]);";
const proto = "Or(constructor, toString);";

const responses = { "204": { description: "Done" } };

export const names: readonly VerdictCase[] = [
  ...family(
    "form bodies with bracketed keys",
    withBody(
      object({
        "package_dimensions[height]": decimal,
        "package_dimensions[width]": decimal,
        "expand[]": text,
        "a-b": text,
        "a:b/c": text,
      }),
      [sizes, symbols],
      undefined,
      "application/x-www-form-urlencoded",
    ),
    [
      ["nothing", body({}), []],
      ["one dimension", body({ "package_dimensions[height]": 1 }), [sizes]],
      ["both dimensions", body({ "package_dimensions[height]": 1, "package_dimensions[width]": 0 }), []],
      ["a dash", body({ "a-b": "" }), [symbols]],
      ["a colon and a slash", body({ "a:b/c": "x", "expand[]": "y" }), []],
    ],
  ),
  ...family("names that are keywords", withQuery({ AND: text, true: flag, Or: text }, keywords), [
    ["one", query({ true: false }), []],
    ["two", query({ true: true, Or: "x" }), [keywords]],
  ]),
  ...family("parameters with dots in their names", withQuery({ "filter.name": text, "page.size": decimal }, dotted), [
    ["the literal key", query({ "filter.name": "x" }), [dotted]],
    ["both literal keys", query({ "filter.name": "x", "page.size": 0 }), []],
  ]),
  ...family(
    "properties with dots in their names",
    withBody(object({ "v1.mode": text, v1: object({ x: text }) }), [literal]),
    [
      ["the literal key needs the nested one", body({ "v1.mode": "m" }), [literal]],
      ["a literal key isn't a nested one", body({ "v1.mode": "m", v1: {} }), [literal]],
      ["both", body({ "v1.mode": "m", v1: { x: "" } }), []],
    ],
  ),
  ...family("names in other letters", withBody(object({ Key: text, key: text }), ["IF Key THEN NOT key;"]), [
    ["the first", body({ Key: "x" }), []],
    ["both", body({ Key: "x", key: "y" }), ["IF Key THEN NOT key;"]],
  ]),
  ...family("brackets around a difference", withQuery({ "a-b": decimal, "c-d": decimal }, product), [
    ["true", query({ "a-b": 7, "c-d": 3.5 }), []],
    ["false", query({ "a-b": 7, "c-d": 4 }), [product]],
  ]),
  ...family(
    "headers, cookies and paths",
    {
      path: "/things/{id}",
      item: {
        parameters: [
          { name: "id", in: "path", required: true, schema: text },
          { name: "sort", in: "query", schema: choice("up", "down") },
        ],
        get: {
          operationId: "find",
          parameters: [
            { name: "X-Mode", in: "header", schema: text },
            { name: "x-token", in: "header", schema: text },
            { name: "session", in: "cookie", schema: text },
            { name: "key", in: "query", schema: text },
          ],
          "x-dependencies": [header, cookie, mixed],
          responses,
        },
      },
    },
    [
      [
        "a header as declared",
        { params: { path: { id: "1" }, query: { key: "k" }, header: { "X-Mode": "fast" } } },
        [header],
      ],
      [
        "a header in other letters is the same one",
        { params: { path: { id: "1" }, query: { key: "k" }, header: { "x-mode": "fast" } } },
        [header],
      ],
      [
        "the second header in other letters",
        { params: { path: { id: "1" }, query: { key: "k" }, header: { "X-Mode": "fast", "X-Token": "t" } } },
        [],
      ],
      ["a cookie", { params: { path: { id: "1" }, cookie: { session: "s" } } }, []],
      [
        "the cookie's name in the query does not count",
        { params: { path: { id: "1" }, query: { session: "s" } } },
        [cookie],
      ],
      ["parameters of the path item", { params: { path: { id: "0" }, query: { key: "k", sort: "up" } } }, [mixed]],
      ["another path", { params: { path: { id: "00" }, query: { key: "k", sort: "up" } } }, []],
      ["a missing path parameter", { params: { query: { key: "k" } } }, "missing"],
    ],
  ),
  ...family(
    "rules across parameters and body",
    {
      item: {
        post: {
          operationId: "create",
          parameters: [
            { name: "dry_run", in: "query", schema: flag },
            { name: "Idempotency-Key", in: "header", schema: text },
          ],
          requestBody: { content: { "application/json": { schema: object({ item: object({ count: decimal }) }) } } },
          "x-dependencies": [across, parent],
          responses,
        },
      },
    },
    [
      ["no body at all", { params: { query: { dry_run: true } } }, []],
      ["an empty body", { params: { query: { dry_run: true } }, body: {} }, []],
      [
        "a nested field against a parameter",
        { params: { query: { dry_run: true }, header: { "Idempotency-Key": "k" } }, body: { item: { count: 1 } } },
        [across],
      ],
      [
        "false isn't true",
        { params: { query: { dry_run: false }, header: { "Idempotency-Key": "k" } }, body: { item: { count: 1 } } },
        [],
      ],
      ["an object with a header", { params: {}, body: { item: {} } }, [parent]],
    ],
  ),
  ...family("names that every object inherits", withBody(object({ constructor: text, toString: text }), [proto]), [
    ["inherited is absent", body({}), [proto]],
    ["own is present", body({ toString: "x" }), []],
    ["no prototype", body(Object.assign(Object.create(null), { constructor: "x" })), []],
  ]),
];
