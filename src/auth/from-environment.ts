import { parseBaseUrl } from "../base-url.ts";
import { checkType } from "../check-options.ts";
import { AuthenticationError } from "../errors/restore-jobs-errors.ts";
import type { Auth } from "../http/auth.ts";
import { isObject } from "../response/json.ts";
import { apiKey } from "./api-key.ts";
import { checkIdentifier, checkSecret } from "./check-credential.ts";
import { serviceAccount } from "./service-account.ts";

/** The environment variables that are read here. */
type VariableName =
  | "MONGODB_ATLAS_CLIENT_ID"
  | "MONGODB_ATLAS_CLIENT_SECRET"
  | "MONGODB_ATLAS_PUBLIC_API_KEY"
  | "MONGODB_ATLAS_PRIVATE_API_KEY"
  | "MONGODB_ATLAS_BASE_URL";

/** A record of them. `process.env` is one, and so is the `env` of a worker, whatever else it has. */
export type EnvironmentVariables = { readonly [Name in VariableName]?: string | undefined };

const SERVICE_ACCOUNT = ["MONGODB_ATLAS_CLIENT_ID", "MONGODB_ATLAS_CLIENT_SECRET"] as const;
const API_KEY = ["MONGODB_ATLAS_PUBLIC_API_KEY", "MONGODB_ATLAS_PRIVATE_API_KEY"] as const;
const BASE_URL = "MONGODB_ATLAS_BASE_URL";

/** The part of the client's options that the environment decides. */
export interface EnvironmentOptions {
  readonly auth: Auth;
  readonly baseUrl?: string;
}

/**
 * Reads credentials and base URL from environment variables, to be spread into the client's options:
 * `createRestoreJobsClient({ ...fromEnvironment() })`.
 *
 * A service account is `MONGODB_ATLAS_CLIENT_ID` and `MONGODB_ATLAS_CLIENT_SECRET`, an API key
 * `MONGODB_ATLAS_PUBLIC_API_KEY` and `MONGODB_ATLAS_PRIVATE_API_KEY`; with both, the service account is used, which is
 * Atlas's recommendation. `MONGODB_ATLAS_BASE_URL` is left out of the result unless set.
 *
 * @param environment The variables; the runtime's own unless given. Needed where a runtime hands them over in another
 *   way (the `env` of a worker's handler).
 * @throws {AuthenticationError} (step `"token"`) Neither pair is there, half of one is missing or empty, or a value can't be
 *   one. The message names the variables and never their values.
 * @throws {TypeError} `MONGODB_ATLAS_BASE_URL` can't be used, or `environment` isn't an object.
 */
export function fromEnvironment(environment?: EnvironmentVariables): EnvironmentOptions {
  if (environment !== undefined) {
    checkType("environment", environment, "object");
  }
  const read = (name: VariableName): string | undefined =>
    environment ? environment[name] : readRuntimeVariable(name);
  const account = readPair(SERVICE_ACCOUNT, read);
  const key = readPair(API_KEY, read);
  const baseUrl = readBaseUrl(read);
  if (account !== undefined) {
    return { auth: serviceAccount({ clientId: account.identifier, clientSecret: account.secret }), ...baseUrl };
  }
  if (key !== undefined) {
    return { auth: apiKey({ publicKey: key.identifier, privateKey: key.secret }), ...baseUrl };
  }
  throw new AuthenticationError(
    "token",
    `The environment has no credentials. Set ${SERVICE_ACCOUNT.join(" and ")} (a service account, recommended) or ` +
      `${API_KEY.join(" and ")} (an API key). Where the runtime has no environment variables, pass a record of them to fromEnvironment().`,
  );
}

/** @returns `undefined` if neither variable is set. */
function readPair(
  [identifierName, secretName]: readonly [VariableName, VariableName],
  read: (name: VariableName) => string | undefined,
): { readonly identifier: string; readonly secret: string } | undefined {
  const identifier = read(identifierName);
  const secret = read(secretName);
  if (identifier === undefined && secret === undefined) {
    return undefined;
  }
  if (identifier === undefined || secret === undefined) {
    const [present, missing] = identifier === undefined ? [secretName, identifierName] : [identifierName, secretName];
    throw new AuthenticationError("token", `${present} is set, but ${missing} is not. Set both or neither.`);
  }
  return {
    identifier: checkIdentifier({ name: identifierName, value: identifier }),
    secret: checkSecret({ name: secretName, value: secret }),
  };
}

function readBaseUrl(read: (name: VariableName) => string | undefined): { readonly baseUrl?: string } {
  const baseUrl = read(BASE_URL);
  if (baseUrl === undefined) {
    return {};
  }
  try {
    parseBaseUrl(baseUrl);
  } catch (error) {
    throw new TypeError(`${BASE_URL} can't be used: ${error instanceof Error ? error.message : "it is not a URL"}`);
  }
  return { baseUrl };
}

/**
 * Reads one of the runtime's environment variables, by name rather than all of them: Deno asks for permission by name.
 *
 * @returns `undefined` if it isn't set, and in runtimes without environment variables (browsers, most edge workers).
 */
function readRuntimeVariable(name: VariableName): string | undefined {
  // Node, Bun, Deno 2, and workerd with its Node compatibility have `process`.
  const runtime: unknown = Reflect.get(globalThis, "process");
  const environment = isObject(runtime) ? runtime["env"] : undefined;
  const value = isObject(environment) ? environment[name] : undefined;
  return typeof value === "string" ? value : undefined;
}
