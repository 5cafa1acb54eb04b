import { createFinalURL, createQuerySerializer, defaultPathSerializer } from "openapi-fetch";
import { RequestInvalidError } from "../errors/request-invalid-error.ts";
import type { paths, RequestMediaType, RequestValidator, Violation } from "../generated.ts";
import type { OutgoingRequest } from "../http/call.ts";
import { type CallOptions, checkCallOptions } from "../options.ts";

/** The resource version of every operation here: the only one there is. Errors come as `application/json`. */
export const MEDIA_TYPE =
  "application/vnd.atlas.2023-01-01+json" satisfies RequestMediaType<"createGroupClusterRestoreJob">;

export const JOBS_PATH = "/api/atlas/v2/groups/{groupId}/clusters/{clusterName}/restoreJobs" satisfies keyof paths;

/** The parameters of a request. */
export interface Parameters {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | number | boolean | undefined>>;
}

/** What an operation asks for. */
export interface Asked extends Parameters {
  readonly method: "GET" | "POST";
  readonly template: keyof paths;
  /** The body as it will be sent. */
  readonly text: string | undefined;
}

/** Builds the request, with its text, address and headers. */
export function buildRequest(baseUrl: string, { method, template, path, query, text }: Asked): OutgoingRequest {
  const params = { path, query };
  const url = createFinalURL(template, { baseUrl, params, querySerializer, pathSerializer: defaultPathSerializer });
  return { method, url, headers: text === undefined ? READ_HEADERS : WRITE_HEADERS, body: text };
}

export const querySerializer = createQuerySerializer();

const READ_HEADERS = { accept: MEDIA_TYPE };
const WRITE_HEADERS = { accept: MEDIA_TYPE, "content-type": MEDIA_TYPE };

/** The query parameters that every operation has, without those that ask for the default. */
export function formatQuery(options: CallOptions): { envelope?: true; pretty?: true } {
  const { envelope, pretty } = checkCallOptions(options);
  return { ...(envelope && { envelope }), ...(pretty && { pretty }) };
}

/**
 * Refuses path parameters that would lead to another endpoint: `""`, `"."` and `".."` stay as they are when they are
 * percent-encoded, and the URL parser then drops or climbs a level.
 *
 * @throws TypeError that names the parameter; nothing was sent.
 */
export function checkPath<Path extends Readonly<Record<string, string>>>(path: Path): Path {
  for (const [name, value] of Object.entries(path)) {
    if (typeof value !== "string" || value === "" || value === "." || value === "..") {
      throw new TypeError(`${name} must be a non-empty string, not ${JSON.stringify(value)}; nothing was sent.`);
    }
  }
  return path;
}

/** A body as it will be sent, and what a server will read in it. */
export interface Serialized {
  readonly text: string;
  readonly value: unknown;
}

/**
 * Turns a body into the one text that is checked and sent. What is checked is what a server reads in that text, so that
 * no `toJSON`, getter or proxy can answer twice in different ways.
 *
 * @throws {RequestInvalidError} JSON can't say it, or it isn't an object.
 */
export function serialize(body: unknown): Serialized {
  let text: string | undefined;
  try {
    text = JSON.stringify(body);
  } catch (error) {
    throw invalidBody(`can't be written as JSON (${error instanceof Error ? error.message : "it throws"})`);
  }
  const value: unknown = text === undefined ? undefined : JSON.parse(text);
  if (text === undefined || value === null || value === undefined) {
    throw invalidBody(`must be an object, not ${text ?? typeof body}`);
  }
  return { text, value };
}

function invalidBody(why: string): RequestInvalidError {
  return new RequestInvalidError([
    { path: "/body", fields: ["body"], message: `The body ${why}.`, sentence: undefined },
  ]);
}

/**
 * Everything that is wrong with a request.
 *
 * @param others What no schema and no rule can say.
 */
export function findViolations(
  validate: RequestValidator,
  { path, query }: Parameters,
  body: { readonly body?: unknown } = {},
  others: readonly Violation[] = [],
): readonly Violation[] {
  return [...validate({ params: { path, query }, ...body }), ...others];
}

/** @throws {RequestInvalidError} with everything that is wrong, if anything is. */
export function refuseViolations(violations: readonly Violation[]): void {
  if (violations.length > 0) {
    throw new RequestInvalidError(violations);
  }
}
