const strings = (...names: string[]): object => Object.fromEntries(names.map((name) => [name, { type: "string" }]));

/** An object of strings, with or without rules of its own. */
export function schema(names: readonly string[], rules?: readonly string[]): object {
  return { type: "object", properties: strings(...names), ...(rules && { "x-dependencies": rules }) };
}

/** A description of one operation. */
export function apiWith(
  operation: object,
  content: Readonly<Record<string, object>>,
  schemas: Readonly<Record<string, object>> = {},
): object {
  const bodies = Object.entries(content).map(([type, body]) => [type, { schema: body }]);
  return {
    openapi: "3.1.0",
    info: { title: "Things", version: "1" },
    paths: {
      "/things": {
        post: {
          ...operation,
          requestBody: { content: Object.fromEntries(bodies) },
          responses: { "204": { description: "Done." } },
        },
      },
    },
    components: { schemas },
  };
}
