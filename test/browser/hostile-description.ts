/** Texts that end a script too early, keep it from ending, or hide the rest of a page. */
const hostile = [
  "`</SCRIPT><script>globalThis.broken = 1</script>`",
  "</ScRiPt ><script>globalThis.broken = 2</script>",
  "<!-- <script> never closed",
  "<textarea> never closed",
  "\u2028",
].join("\n\n");

export const hostileDescription = {
  openapi: "3.1.0",
  info: {
    title: "Hostile </title><script>globalThis.broken = 3</script>",
    version: "1",
    description: `${hostile}\n\nthe end of the introduction`,
  },
  servers: [{ url: "https://example.test" }],
  paths: {
    "/things": {
      post: {
        operationId: "makeThing",
        summary: "Make one </script><script>globalThis.broken = 4</script>",
        description: `${hostile}\n\nthe end of the operation`,
        "x-dependencies": ["IF a=='x|y'|'z'\nTHEN b;"],
        requestBody: {
          content: {
            "application/json": {
              schema: {
                type: "object",
                properties: {
                  a: { type: "string", description: hostile },
                  b: { type: "string", pattern: "^</SCRIPT>" },
                },
              },
              example: { a: "</SCRIPT><script>globalThis.broken = 5</script>", b: "<!--<script>" },
            },
          },
        },
        responses: { "204": { description: hostile } },
      },
    },
  },
};
