import { AtlasApiError, type AtlasApiFailure } from "../errors/atlas-api-error.ts";
import { AuthenticationError, type InvalidField } from "../errors/restore-jobs-errors.ts";
import type { Call } from "../http/call.ts";
import { summarizeResponse } from "../http/events.ts";
import { isGood, type WholeResponse } from "../http/response.ts";
import { isObject, mapTexts, parseJson } from "./json.ts";

/** What a good response should look like. */
export interface Expectation<Body> {
  /** Whether an envelope was asked for. */
  readonly envelope: boolean;
  /** Its name in an error message, with the article. */
  readonly what: string;
  readonly fits: (body: unknown) => body is Body;
}

/**
 * The body of a good response.
 *
 * @throws The error for an error status, in the status line or in the envelope, or for a good status with a body that
 *   doesn't fit. Such a body is not repeated, because jobs hold download keys.
 */
export function readResult<Body>(
  call: Call,
  response: WholeResponse,
  { envelope, what, fits }: Expectation<Body>,
): Body {
  const parsed = parseJson(response.text);
  const isGoodLine = isGood(response.status);
  const inner = isGoodLine && envelope ? openEnvelope(parsed) : undefined;
  const status = inner?.status ?? response.status;
  const body = inner === undefined ? parsed : inner.body;
  if (!isGood(status)) {
    if (inner !== undefined) {
      call.endsWith(status);
    }
    throw refuse(call, response, status, body === undefined ? response.text : body);
  }
  if (!fits(body)) {
    throw call.noUsableResponse(`the response (${status}, ${describeBody(response, call)}) is not ${what}`, undefined);
  }
  return body;
}

/** The error for a response with an error status. */
function refuse(call: Call, response: WholeResponse, status: number, body: unknown): Error {
  // An envelope's status has no reason phrase.
  const statusText = status === response.status ? response.statusText : "";
  const failure = readFailure({ status, statusText, body }, call.redact);
  const unknown = call.mayHaveChanged;
  // The history belongs to the outermost error, which people read.
  const history = unknown ? "" : call.history;
  const cause = new AtlasApiError(failure, call.summarizeRequest(), summarizeResponse(response, call.redact), history);
  if (unknown) {
    return call.noUsableResponse(`the response was ${status} ${failure.errorCode ?? failure.reason}`, cause);
  }
  return status === 401
    ? new AuthenticationError("request", `Atlas refused the credentials. ${cause.message}`, { cause })
    : cause;
}

/**
 * Takes a response out of the envelope that `envelope=true` asks for. The real status is `status` in the body; the HTTP
 * status may be 200 beside it. A list stays as it is, because its `results` are the envelope; other content, such as an
 * error, is in `content`. `undefined` for a body without a status, which leaves the HTTP status to decide.
 */
function openEnvelope(body: unknown): { readonly status: number; readonly body: unknown } | undefined {
  const status = isObject(body) ? body["status"] : undefined;
  if (!isObject(body) || typeof status !== "number") {
    return undefined;
  }
  return { status, body: isObject(body["content"]) ? body["content"] : body };
}

function describeBody(response: WholeResponse, call: Call): string {
  const contentType = summarizeResponse(response, call.redact).contentType ?? "no content type";
  return response.text === "" ? "no body" : `${contentType}, ${response.text.length} characters`;
}

/** The longest excerpt of a foreign error text that a message repeats, in characters. */
const MAX_EXCERPT = 200;

/** The most of one text of an error response that is looked at, in characters. */
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
 * What an error response says, whatever its body is: Atlas's error object, another JSON value, text, HTML or nothing.
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
    return "The response has no body";
  }
  if (typeof body !== "string") {
    return "The response is JSON, but has no detail";
  }
  // A tag that the body's end or the size limit cut off is dropped too.
  const text = body
    .slice(0, MAX_TEXT)
    .replace(/<(script|style)\b[\s\S]*?(<\/\1\s*>|$)/gi, " ")
    .replace(/<[^>]*(>|$)/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return `The response isn't in Atlas's error format: "${cut(clean(text), MAX_EXCERPT)}"`;
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
