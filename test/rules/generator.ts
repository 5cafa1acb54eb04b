import { join } from "node:path";
import { afterAll } from "@jest/globals";
import type { ApiDiff } from "../../scripts/diff/compare-versions.ts";
import type { TypesMaker } from "../../scripts/emitters/types/types.ts";
import type { Generation } from "../../scripts/generation.ts";
import { type Given, textOf } from "./engine.ts";
import { withWorkspace } from "./workspace.ts";

/** What needs openapi-typescript's thread. All calls of a test file share one, because it takes longer to load than to generate. */

let started: Promise<TypesMaker> | undefined;

function typesThread(): Promise<TypesMaker> {
  started ??= import("../../scripts/emitters/types/types.ts").then(({ TypesMaker }) => new TypesMaker());
  return started;
}

afterAll(async () => (await started)?.stop());

/** What lint finds has tests of its own: here, rules may contradict each other. */
const unlinted = `
apis:
  main:
    root: api.yaml
    output: openapi.json
    x-openapi-ts: { output: api.ts }
    x-openapi-rules: { lint: "off", validators: all, types: { defaultNonNullable: false } }
`;

/** What `generate` makes of a description: every file, and the text of the types. */
export function generateFrom(given: Given): Promise<Generation & { readonly types: string }> {
  return withWorkspace({ "api.yaml": textOf(given), "redocly.yaml": unlinted }, async (folder) => {
    const result = await generateIn(folder);
    const types = result.outputs.find(({ path }) => path.endsWith(".ts"))?.content ?? "";
    return { ...result, types };
  });
}

/** Writes the outputs that the folder's redocly.yaml asks for, and answers their paths. */
export async function writeIn(folder: string): Promise<readonly string[]> {
  const { writeGeneration } = await import("../../scripts/generation.ts");
  const generation = await generateIn(folder);
  writeGeneration(generation, false);
  return generation.outputs.map(({ path }) => path);
}

async function generateIn(folder: string): Promise<Generation> {
  const { runGeneration } = await import("../../scripts/generation.ts");
  const request = {
    config: join(folder, "redocly.yaml"),
    configIsOptional: false,
    input: undefined,
    output: undefined,
    types: {},
    allowExternalRefs: false,
  };
  return runGeneration(request, { typesMaker: await typesThread() });
}

/** Parses a module as is done before it is written. */
export async function checkModule(kind: "types" | "validators", text: string): Promise<void> {
  await (await typesThread()).check(kind, text);
}

/** Compares whole descriptions. */
export async function diffOf(base: Given, revision: Given): Promise<ApiDiff> {
  const { compareVersions } = await import("../../scripts/diff/compare-versions.ts");
  const { InputFiles } = await import("../../scripts/files/input-files.ts");
  const { defaultSettings } = await import("../../scripts/openapi/api-settings.ts");
  const { loadVersion } = await import("../../scripts/openapi/load-file.ts");
  const { solveWithZ3 } = await import("../../scripts/reasoning/z3.ts");
  const load = (given: Given) =>
    withWorkspace({ "api.yaml": textOf(given) }, (folder) =>
      loadVersion(join(folder, "api.yaml"), { allowExternalRefs: false, files: new InputFiles() }),
    );
  const [before, now, typesMaker] = [await load(base), await load(revision), await typesThread()];
  const tools = { settings: defaultSettings, startTypes: () => typesMaker, solver: solveWithZ3 };
  return compareVersions({ base: "base", revision: "revision" }, before, now, tools);
}
