import { resolve } from "node:path";
import { createConfig } from "@redocly/openapi-core";
import { stopOnErrors } from "../diagnostics.ts";
import { ConfinedResolver } from "./confined-resolver.ts";
import { type Description, readDescription } from "./description.ts";
import { bundledDocuments } from "./documents.ts";
import { bundleApi } from "./load-spec.ts";

/**
 * Reads the description in one file, and those it refers to, without any redocly.yaml.
 *
 * @throws DiagnosticsError with everything that is wrong with it or its rules
 */
export async function loadFile(path: string, options: { readonly allowExternalRefs: boolean }): Promise<Description> {
  const root = resolve(path);
  const resolver = new ConfinedResolver(root, options);
  const { spec, problems } = await bundleApi({ name: root, root, config: await createConfig({}) }, resolver);
  stopOnErrors(problems);
  const description = readDescription(bundledDocuments(spec, resolver));
  stopOnErrors(description.problems);
  return description;
}
