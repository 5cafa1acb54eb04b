import { join } from "node:path";
import { addRuleTables } from "../../scripts/docs/add-rule-tables.ts";
import { InputFiles } from "../../scripts/files/input-files.ts";
import { ConfinedResolver } from "../../scripts/openapi/confined-resolver.ts";
import { describeBundle } from "../../scripts/openapi/description.ts";
import type { JsonObject } from "../../scripts/openapi/json.ts";
import { loadApis } from "../../scripts/openapi/load-apis.ts";
import { bundleApi } from "../../scripts/openapi/load-spec.ts";
import { readRules } from "../../scripts/openapi/read-rules.ts";
import { withWorkspace } from "../engine/workspace.ts";

/** A description with its rules as tables. */
export function documented(description: object): Promise<JsonObject> {
  return withWorkspace({ "api.yaml": JSON.stringify(description) }, async (folder) => {
    const {
      apis: [api],
    } = await loadApis(join(folder, "redocly.yaml"), new InputFiles());
    if (api === undefined) throw new Error("The workspace has no API.");
    const resolver = new ConfinedResolver(api.root, { allowExternalRefs: false });
    const { spec } = await bundleApi(api, resolver);
    const { ruleSets, problems } = readRules(describeBundle(spec, resolver));
    if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join("\n"));
    return addRuleTables(spec.document, ruleSets);
  });
}

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
