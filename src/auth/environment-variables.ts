import { isObject } from "../answer/is-object.ts";

/** The environment variables that are read here. */
export type VariableName =
  | "MONGODB_ATLAS_CLIENT_ID"
  | "MONGODB_ATLAS_CLIENT_SECRET"
  | "MONGODB_ATLAS_PUBLIC_API_KEY"
  | "MONGODB_ATLAS_PRIVATE_API_KEY"
  | "MONGODB_ATLAS_BASE_URL";

/** A record of them. `process.env` is one, and so is the `env` of a worker, whatever else it has. */
export type EnvironmentVariables = { readonly [Name in VariableName]?: string | undefined };

/**
 * Reads one of the runtime's environment variables, by name rather than all of them: Deno asks for permission by name.
 *
 * @returns `undefined` if it isn't set, and in runtimes without environment variables (browsers, most edge workers).
 */
export function readRuntimeVariable(name: VariableName): string | undefined {
  // Node, Bun, Deno 2, and workerd with its Node compatibility have `process`.
  const runtime: unknown = Reflect.get(globalThis, "process");
  const environment = isObject(runtime) ? runtime["env"] : undefined;
  const value = isObject(environment) ? environment[name] : undefined;
  return typeof value === "string" ? value : undefined;
}
