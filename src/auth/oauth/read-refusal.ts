import { isObject } from "../../answer/is-object.ts";
import { readFailure, summarizeResponse } from "../../answer/read-failure.ts";
import { AtlasApiError } from "../../errors/atlas-api-error.ts";
import type { Redactor } from "../../http/redactor.ts";

/** The error answer of an OAuth endpoint. @see RFC 6749 section 5.2 for `error` and `error_description` */
export async function readRefusal(response: Response, url: string, redactor: Redactor): Promise<AtlasApiError> {
  const { status, statusText, headers } = response;
  const body = parse(redactor.redact(await response.text()));
  const failure = readFailure(
    status,
    statusText,
    isObject(body) ? { errorCode: body["error"], detail: body["error_description"], ...body } : body,
  );
  return new AtlasApiError(failure, { method: "POST", url }, summarizeResponse(status, headers));
}

/** The JSON value, or the text if it is none. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
