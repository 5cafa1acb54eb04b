import type { Diagnostic } from "../diagnostics.ts";
import type { Description } from "../openapi/description.ts";
import type { Api } from "../openapi/load-apis.ts";
import type { Spec } from "../openapi/load-spec.ts";
import type { TypesOptions } from "../openapi/types-options.ts";
import type { PlainTypes, TypesMaker } from "./types/types.ts";

/** What every emitter makes its output of. */
export interface EmitterInput {
  readonly api: Api;
  readonly spec: Spec;
  readonly description: Description;
  /** The name of the description in banners. */
  readonly source: string;
  /** openapi-typescript's options. */
  readonly types: TypesOptions;
  /** The module that openapi-typescript generates, as soon as it is ready. */
  readonly plainTypes: () => Promise<PlainTypes>;
  readonly typesMaker: TypesMaker;
}

export interface Emitted {
  /** The whole file; undefined where the description has nothing to put into it. */
  readonly text: string | undefined;
  readonly problems: readonly Diagnostic[];
}

/** One output of the pipeline. */
export interface Emitter {
  readonly name: string;
  /** Where the output goes, and the setting that says so; undefined if the API doesn't ask for it. */
  readonly target: (api: Api) => { readonly path: string; readonly setting: string } | undefined;
  readonly run: (input: EmitterInput) => Promise<Emitted>;
}

/** A setting of an API, as messages name it. */
export function settingOf({ name, configured }: Api, key: string): string {
  return configured ? `apis.${name}.${key}` : "--output";
}
