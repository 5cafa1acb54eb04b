import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { createConfig } from "@redocly/openapi-core";
import { ConfinedResolver } from "./confined-resolver.ts";
import { type Description, readDescription } from "./description.ts";
import { DiagnosticsError } from "./diagnostic.ts";
import { bundledDocuments } from "./documents.ts";
import { bundleApi } from "./load-spec.ts";

/**
 * Reads the description in one file, and those it refers to, without any redocly.yaml.
 *
 * @throws DiagnosticsError with everything that is wrong with it or its rules
 */
export async function loadFile(path: string, options: { readonly allowExternalRefs: boolean }): Promise<Description> {
  const file = resolve(path);
  if (!existsSync(file)) {
    const message = "There is no such file: name an OpenAPI description.";
    throw new DiagnosticsError([{ severity: "error", file, line: 1, column: 1, message }]);
  }
  const resolver = new ConfinedResolver(file, options);
  const { spec, problems } = await bundleApi({ name: path, root: file, config: await createConfig({}) }, resolver);
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new DiagnosticsError(errors);
  if (!("openapi" in spec.document)) {
    const message = "This is no OpenAPI 3 description: it has no 'openapi: 3.…' at its top.";
    throw new DiagnosticsError([{ severity: "error", file, line: 1, column: 1, message }]);
  }
  const description = readDescription(bundledDocuments(spec, resolver));
  if (description.problems.some(({ severity }) => severity === "error"))
    throw new DiagnosticsError(description.problems);
  return description;
}
