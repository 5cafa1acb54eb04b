import { resolve } from "node:path";
import { createConfig } from "@redocly/openapi-core";
import { stopOnErrors } from "../diagnostics.ts";
import { ConfinedResolver } from "./confined-resolver.ts";
import { type Description, describeBundle } from "./description.ts";
import { bundleApi } from "./load-spec.ts";
import { type Rules, readRules } from "./read-rules.ts";

/**
 * Reads the description in one file, and those it refers to, without any redocly.yaml.
 *
 * @throws DiagnosticsError with everything that is wrong with it or its rules
 */
export async function loadFile(
  path: string,
  options: { readonly allowExternalRefs: boolean },
): Promise<{ description: Description; rules: Rules }> {
  const root = resolve(path);
  const resolver = new ConfinedResolver(root, options);
  const { spec, problems } = await bundleApi({ name: root, root, config: await createConfig({}) }, resolver);
  stopOnErrors(problems);
  const description = describeBundle(spec, resolver);
  const rules = readRules(description);
  stopOnErrors(rules.problems);
  return { description, rules };
}
