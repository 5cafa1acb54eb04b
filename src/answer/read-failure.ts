import type { AtlasApiFailure, InvalidField, ResponseSummary } from "../errors/atlas-api-error.ts";
import { isObject } from "./is-object.ts";

/** The longest excerpt of a foreign error text that a message repeats, in characters. */
const MAX_EXCERPT = 200;

/** Reason phrases for the statuses that HTTP/2 sends without one. @see RFC 9110 section 15 */
const REASONS: Readonly<Record<number, string>> = {
  301: "Moved Permanently",
  302: "Found",
  303: "See Other",
  307: "Temporary Redirect",
  308: "Permanent Redirect",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

/** The headers that an error keeps. None of them can hold a secret. */
const KEPT_HEADERS = ["content-type", "date", "retry-after", "ratelimit-limit", "ratelimit-remaining", "x-request-id"];

/**
 * What an error answer says, whatever its body is: Atlas's error object, another JSON value, text, HTML or nothing.
 *
 * @param body What openapi-fetch made of it: a JSON value, the text if it is no JSON, `undefined` if empty.
 */
export function readFailure(status: number, statusText: string, body: unknown): AtlasApiFailure {
  const fields = isObject(body) ? body : {};
  const reason = textOf(fields["reason"]) ?? (statusText || REASONS[status] || `HTTP status ${status}`);
  return {
    status,
    errorCode: textOf(fields["errorCode"]),
    detail: textOf(fields["detail"]) ?? describeForeignBody(body),
    reason,
    parameters: Array.isArray(fields["parameters"]) ? fields["parameters"] : [],
    fields: readInvalidFields(fields["badRequestDetail"]),
  };
}

/** The headers worth keeping, and of a redirect the origin it leads to (its query may be secret). */
export function summarizeResponse(status: number, headers: Headers): ResponseSummary {
  const kept: Record<string, string> = {};
  for (const name of KEPT_HEADERS) {
    const value = headers.get(name);
    if (value !== null) {
      kept[name] = value;
    }
  }
  const location = headers.get("location");
  if (location !== null && URL.canParse(location)) {
    kept["location-origin"] = new URL(location).origin;
  }
  return { status, headers: kept };
}

function readInvalidFields(badRequestDetail: unknown): InvalidField[] {
  const fields = isObject(badRequestDetail) ? badRequestDetail["fields"] : undefined;
  return (Array.isArray(fields) ? fields : []).flatMap((entry: unknown) => {
    const field = isObject(entry) ? textOf(entry["field"]) : undefined;
    const description = isObject(entry) ? textOf(entry["description"]) : undefined;
    return field === undefined && description === undefined
      ? []
      : [{ field: field ?? "(field not named)", description: description ?? "(no description)" }];
  });
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function describeForeignBody(body: unknown): string {
  if (body === undefined || body === "") {
    return "The answer has no body";
  }
  if (typeof body !== "string") {
    return "The answer is JSON, but has no detail";
  }
  // A tag that the body's end or the size limit cut off is dropped too.
  const text = body
    .replace(/<(script|style)\b[\s\S]*?(<\/\1\s*>|$)/gi, " ")
    .replace(/<[^>]*(>|$)/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return `The answer isn't in Atlas's error format: "${text.slice(0, MAX_EXCERPT)}${text.length > MAX_EXCERPT ? "…" : ""}"`;
}
