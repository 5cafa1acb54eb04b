import type { AtlasApiFailure, InvalidField } from "../errors/atlas-api-error.ts";
import { isObject, mapTexts } from "./json.ts";

/** The longest excerpt of a foreign error text that a message repeats, in characters. */
const MAX_EXCERPT = 200;

/** The most of one text of an error answer that is looked at, in characters. */
const MAX_TEXT = 8000;

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

/**
 * What an error answer says, whatever its body is: Atlas's error object, another JSON value, text, HTML or nothing.
 *
 * @param body The JSON value, or the text if it isn't JSON.
 * @param redact Takes secrets out of each text, after parsing: before, an escape could hide them.
 */
export function readFailure(
  { status, statusText, body }: { readonly status: number; readonly statusText: string; readonly body: unknown },
  redact: (text: string) => string,
): AtlasApiFailure {
  const clean = (text: string): string => redact(cut(text, MAX_TEXT));
  const fields = isObject(body) ? body : {};
  const textOf = (name: string): string | undefined => cleanText(fields[name], clean);
  return {
    status,
    errorCode: textOf("errorCode"),
    detail: textOf("detail") ?? describeForeignBody(body, clean),
    reason: textOf("reason") ?? ((statusText && clean(statusText)) || REASONS[status] || `HTTP status ${status}`),
    parameters: Array.isArray(fields["parameters"])
      ? fields["parameters"].map((parameter) => mapTexts(parameter, clean))
      : [],
    fields: readInvalidFields(fields["badRequestDetail"], clean),
  };
}

function readInvalidFields(badRequestDetail: unknown, clean: (text: string) => string): InvalidField[] {
  const fields = isObject(badRequestDetail) ? badRequestDetail["fields"] : undefined;
  return (Array.isArray(fields) ? fields : []).flatMap((entry: unknown) => {
    const field = isObject(entry) ? cleanText(entry["field"], clean) : undefined;
    const description = isObject(entry) ? cleanText(entry["description"], clean) : undefined;
    return field === undefined && description === undefined
      ? []
      : [{ field: field ?? "(field not named)", description: description ?? "(no description)" }];
  });
}

function cleanText(value: unknown, clean: (text: string) => string): string | undefined {
  return typeof value === "string" && value !== "" ? clean(value) : undefined;
}

function describeForeignBody(body: unknown, clean: (text: string) => string): string {
  if (body === undefined || body === "") {
    return "The answer has no body";
  }
  if (typeof body !== "string") {
    return "The answer is JSON, but has no detail";
  }
  // A tag that the body's end or the size limit cut off is dropped too.
  const text = body
    .slice(0, MAX_TEXT)
    .replace(/<(script|style)\b[\s\S]*?(<\/\1\s*>|$)/gi, " ")
    .replace(/<[^>]*(>|$)/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return `The answer isn't in Atlas's error format: "${cut(clean(text), MAX_EXCERPT)}"`;
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
