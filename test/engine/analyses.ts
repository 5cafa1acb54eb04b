import { join } from "node:path";
import { loadFile } from "../../scripts/openapi/load-file.ts";
import { operationTitle } from "../../scripts/openapi/rule-set.ts";
import { type Analysis, analyse } from "../../scripts/reasoning/analyse.ts";
import { solveWithZ3 } from "../../scripts/reasoning/z3.ts";
import { withWorkspace } from "./workspace.ts";

/** What follows from the rules of each operation and schema that has any, by the operationId or the schema's name. */
export async function analysesOf(api: string | object): Promise<ReadonlyMap<string, Analysis>> {
  const text = typeof api === "string" ? api : JSON.stringify(api);
  return withWorkspace({ "api.yaml": text }, async (folder) => {
    const { rules } = await loadFile(join(folder, "api.yaml"), { allowExternalRefs: false });
    return new Map(
      rules.ruleSets.map(({ owner, request, sentences }) => {
        const title = owner.kind === "operation" ? operationTitle(owner) : owner.name;
        return [title, analyse(request, sentences, solveWithZ3)] as const;
      }),
    );
  });
}
