import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeIn } from "../rules/generator.ts";
import { isRefusal } from "./harness.ts";
import type { Json } from "./injection-points.ts";

const secret = "the text of a file that is not the project's";

/** Where a description can name another document. */
const places: Readonly<Record<string, (reference: string) => object>> = {
  schema: ($ref) => withSchema({ $ref }),
  "example of a media type": ($ref) => withMedia({ example: { $ref } }),
  "value of an example": ($ref) => withMedia({ examples: { a: { value: { $ref } } } }),
  example: ($ref) => withMedia({ examples: { a: { $ref } } }),
  "external value": (externalValue) => withMedia({ examples: { a: { externalValue } } }),
  default: ($ref) => withSchema({ default: { $ref } }),
  const: ($ref) => withSchema({ const: { $ref } }),
  "value of an enum": ($ref) => withSchema({ enum: [{ $ref }] }),
  "example of a schema": ($ref) => withSchema({ example: { $ref }, examples: [{ $ref }] }),
  extension: ($ref) => withSchema({ "x-more": { $ref } }),
  path: ($ref) => ({ ...withSchema({}), paths: { "/a": { $ref } } }),
  "target of a discriminator": (reference) =>
    withSchema({ oneOf: [{ type: "object" }], discriminator: { propertyName: "a", mapping: { b: reference } } }),
  "$schema and $id": (reference) => withSchema({ $schema: reference, $id: reference, $dynamicRef: reference }),
  documentation: (url) => ({ ...withSchema({}), externalDocs: { url }, servers: [{ url }] }),
  description: (url) => withSchema({ description: `![image](${url})` }),
};

/** Documents that a description has no right to, of one server and one folder. */
export const kinds = ["address", "address without scheme", "absolute path", "file address", "folder above"] as const;

/** Makes outputs in a project's folder, and answers their paths. */
type Make = (project: string) => Promise<readonly string[]>;

/**
 * Makes outputs of a description for each pair of a place and a kind of reference; `generate`'s, unless told otherwise.
 *
 * @returns what was read in spite of that, and errors that name no place
 */
export async function followReferences(
  isTried: (place: number, kind: number) => boolean,
  make?: Make,
): Promise<readonly string[]> {
  const bad: string[] = [];
  let title = "";
  const server = createServer((request, response) => {
    bad.push(`${title}: ${request.url} was asked for`);
    response.end('{"type":"string"}');
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const host = `//127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  const folder = mkdtempSync(join(tmpdir(), "openapi-rules-references-"));
  const outside = join(folder, "secret.json");
  const references = [`http:${host}/a.json`, `${host}/b.json`, outside, `file://${outside}`, "../secret.json"];
  try {
    writeFileSync(outside, JSON.stringify({ type: "string", description: secret }));
    const project = join(folder, "project");
    for (const [index, [place, describe]] of Object.entries(places).entries()) {
      for (const [kind, reference] of references.entries()) {
        if (!isTried(index, kind)) continue;
        title = `${place} × ${kinds[kind]}`;
        mkdirSync(project);
        writeFileSync(join(project, "api.json"), JSON.stringify(describe(reference)));
        writeFileSync(join(project, "redocly.yaml"), redoclyYaml);
        let made: readonly string[] = [];
        try {
          made = await (make ?? writeIn)(project);
        } catch (error) {
          if (!isRefusal(error)) bad.push(`${title}: ${error}`);
        }
        const reads = made.some((path) => readFileSync(path, "utf8").includes(secret));
        if (reads) bad.push(`${title}: the file was read`);
        rmSync(project, { recursive: true });
      }
    }
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
  return bad;
}

const redoclyYaml = `
apis:
  main:
    root: api.json
    output: openapi.json
    x-openapi-ts: { output: api.ts }
    x-openapi-rules: { lint: "off", validators: all }
`;

function withMedia(media: { readonly [key: string]: Json }): object {
  return describe({ schema: { type: "object", properties: { a: { type: "string" } } }, ...media });
}

function withSchema(schema: { readonly [key: string]: Json }): object {
  return describe({ schema: { type: "object", properties: { a: schema } } });
}

function describe(media: { readonly [key: string]: Json }): object {
  return {
    openapi: "3.1.0",
    info: { title: "Things", version: "1" },
    paths: {
      "/things": {
        post: {
          operationId: "send",
          requestBody: { content: { "application/json": media } },
          responses: { "204": { description: "Done" } },
        },
      },
    },
  };
}
