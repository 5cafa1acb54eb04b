import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GenerateRequest } from "../../scripts/generate-request.ts";
import { type Generation, runGeneration } from "../../scripts/generation.ts";

/** A folder with a redocly.yaml and one description, for as long as `use` takes. */
export async function withWorkspace<T>(
  files: Readonly<Record<string, string>>,
  use: (folder: string) => Promise<T> | T,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "x-dependencies-"));
  try {
    for (const [name, text] of Object.entries({ "redocly.yaml": redoclyYaml, ...files }))
      writeFileSync(join(folder, name), text);
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const redoclyYaml = `
apis:
  main:
    root: api.yaml
    output: openapi.json
    x-openapi-ts: { output: api.ts }
    x-openapi-rules: { lint: redocly, validators: all, types: { defaultNonNullable: false } }
rules:
  struct: error
`;

/** Every API of a redocly.yaml, as `openapi-rules generate` takes it without options. */
export function generateRequest(config: string): GenerateRequest {
  return { config, configIsOptional: false, input: undefined, output: undefined, types: {}, allowExternalRefs: false };
}

/** What the pipeline makes of one description. */
export async function runOn(api: string | object): Promise<Generation & { types: string }> {
  const text = typeof api === "string" ? api : JSON.stringify(api);
  return withWorkspace({ "api.yaml": text }, async (folder) => {
    const result = await runGeneration(generateRequest(join(folder, "redocly.yaml")));
    const types = result.outputs.find(({ path }) => path.endsWith(".ts"))?.content ?? "";
    return { ...result, types };
  });
}
