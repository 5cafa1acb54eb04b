import { join } from "node:path";
import { loadValidators } from "../../scripts/emitters/validators/load-validators.ts";
import { loadFile } from "../../scripts/openapi/load-file.ts";
import { listOperations } from "../../scripts/openapi/operations.ts";
import type { Violation } from "../../scripts/runtime/violation.ts";
import { withWorkspace } from "./workspace.ts";

export type Validate = (request: unknown) => readonly Violation[];

/** The validators of a description, by `get /path`. */
export async function validatorsOf(api: string | object): Promise<ReadonlyMap<string, Validate>> {
  const text = typeof api === "string" ? api : JSON.stringify(api);
  return withWorkspace({ "api.yaml": text }, async (folder) => {
    const { description, rules } = await loadFile(join(folder, "api.yaml"), { allowExternalRefs: false });
    const operations = listOperations(description);
    const validators = loadValidators(description, rules, operations);
    return new Map(
      operations.map(({ method, path }, index) => [`${method} ${path}`, validators[index] ?? (() => [])] as const),
    );
  });
}
