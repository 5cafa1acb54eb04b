import { resolve } from "node:path";
import { createConfig } from "@redocly/openapi-core";
import { stopOnErrors } from "../diagnostics.ts";
import { InputFiles } from "../files/input-files.ts";
import { ConfinedResolver } from "./confined-resolver.ts";
import { type Description, readDescription } from "./description.ts";
import { bundledDocuments } from "./documents.ts";
import { type BundledApi, bundleApi, type Spec } from "./load-spec.ts";

/**
 * Reads the description in one file, and those it refers to, without any redocly.yaml.
 *
 * @throws DiagnosticsError with everything that is wrong with it or its rules
 */
export async function loadFile(path: string, options: { readonly allowExternalRefs: boolean }): Promise<Description> {
  return (await loadVersion(resolve(path), { ...options, files: new InputFiles() })).description;
}

/** A description, and the bundle that it was read from. */
export interface LoadedVersion {
  readonly spec: Spec;
  readonly description: Description;
}

/**
 * The same for a description that is read from the disk, a URL or a revision of a repository.
 *
 * @param root absolute path, or URL
 */
export async function loadVersion(
  root: string,
  options: { readonly allowExternalRefs: boolean; readonly files: InputFiles },
): Promise<LoadedVersion> {
  const resolver = new ConfinedResolver(root, options, options.files);
  return loadApi({ name: root, root, configured: false, config: await createConfig({}) }, resolver);
}

/** The same for an API with a configuration. */
export async function loadApi(api: BundledApi, resolver: ConfinedResolver): Promise<LoadedVersion> {
  const { spec, problems } = await bundleApi(api, resolver);
  stopOnErrors(problems);
  const description = readDescription(bundledDocuments(spec, resolver));
  stopOnErrors(description.problems);
  return { spec, description };
}
