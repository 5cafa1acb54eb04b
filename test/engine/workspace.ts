import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Progress } from "../../scripts/commands/progress.ts";
import { type PipelineResult, runPipeline } from "../../scripts/pipeline.ts";

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
rules:
  struct: error
`;

/** What the pipeline makes of one description. */
export async function runOn(api: string | object): Promise<PipelineResult & { types: string }> {
  const text = typeof api === "string" ? api : JSON.stringify(api);
  return withWorkspace({ "api.yaml": text }, async (folder) => {
    const options = { config: join(folder, "redocly.yaml"), allowExternalRefs: false, onInputs: () => {} };
    const result = await runPipeline(options, new Progress({ quiet: true }));
    const types = result.outputs.find(({ path }) => path.endsWith(".ts"))?.content ?? "";
    return { ...result, types };
  });
}
