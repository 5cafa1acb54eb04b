import { AtlasApiError } from "../errors/atlas-api-error.ts";
import { AuthenticationError } from "../errors/authentication-error.ts";
import { type Answer, isGood } from "../http/answer.ts";
import type { Call } from "../http/call.ts";
import { summarizeResponse } from "../http/response-summary.ts";
import { isObject, parseJson } from "./json.ts";
import { readFailure } from "./read-failure.ts";

/** What a good answer should look like. */
export interface Expectation<Body> {
  /** Whether an envelope was asked for. */
  readonly envelope: boolean;
  /** Its name in an error message, with the article. */
  readonly what: string;
  readonly fits: (body: unknown) => body is Body;
}

/**
 * The body of a good answer.
 *
 * @throws The error for an error status, in the status line or in the envelope, or for a good status with a body that
 *   doesn't fit. Such a body is not repeated, because jobs hold download keys.
 */
export function readResult<Body>(call: Call, answer: Answer, { envelope, what, fits }: Expectation<Body>): Body {
  const parsed = parseJson(answer.text);
  const isGoodLine = isGood(answer.status);
  const inner = isGoodLine && envelope ? openEnvelope(parsed) : undefined;
  const status = inner?.status ?? answer.status;
  const body = inner === undefined ? parsed : inner.body;
  if (!isGood(status)) {
    if (inner !== undefined) {
      call.endsWith(status);
    }
    throw refuse(call, answer, status, body === undefined ? answer.text : body);
  }
  if (!fits(body)) {
    throw call.noAnswer(`the answer (${status}, ${describeBody(answer, call)}) is not ${what}`, undefined);
  }
  return body;
}

/** The error for an answer with an error status. */
function refuse(call: Call, answer: Answer, status: number, body: unknown): Error {
  // An envelope's status has no reason phrase.
  const statusText = status === answer.status ? answer.statusText : "";
  const failure = readFailure({ status, statusText, body }, call.redact);
  const unknown = call.mayHaveChanged;
  // The history belongs to the outermost error, which people read.
  const history = unknown ? "" : call.history;
  const cause = new AtlasApiError(failure, call.summarizeRequest(), summarizeResponse(answer, call.redact), history);
  if (unknown) {
    return call.noAnswer(`the answer was ${status} ${failure.errorCode ?? failure.reason}`, cause);
  }
  return status === 401
    ? new AuthenticationError("request", `Atlas refused the credentials. ${cause.message}`, { cause })
    : cause;
}

/**
 * Takes an answer out of the envelope that `envelope=true` asks for. The real status is `status` in the body; the HTTP
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

function describeBody(answer: Answer, call: Call): string {
  const contentType = summarizeResponse(answer, call.redact).contentType ?? "no content type";
  return answer.text === "" ? "no body" : `${contentType}, ${answer.text.length} characters`;
}
