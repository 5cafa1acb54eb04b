import { AtlasApiError } from "../errors/atlas-api-error.ts";
import { AuthenticationError } from "../errors/authentication-error.ts";
import { OutcomeUnknownError } from "../errors/outcome-unknown-error.ts";
import type { RequestSummary } from "../errors/request-summary.ts";
import { changesNothing, refusesRequest } from "../http/semantics.ts";
import { readFailure, summarizeResponse } from "./read-failure.ts";

/** The error for an answer with an error status. */
export function toError(
  answer: { readonly status: number; readonly statusText: string; readonly headers: Headers; readonly body: unknown },
  request: RequestSummary,
  sentAt: Date,
): AtlasApiError | AuthenticationError | OutcomeUnknownError {
  const { status, statusText, headers, body } = answer;
  const failure = readFailure(status, statusText, body);
  const cause = new AtlasApiError(failure, request, summarizeResponse(status, headers));
  if (status === 401) {
    return new AuthenticationError("request", `Atlas refused the credentials. ${cause.message}`, { cause });
  }
  if (!changesNothing(request) && !refusesRequest({ status })) {
    return new OutcomeUnknownError(
      `the answer was ${status} ${failure.errorCode ?? failure.reason}`,
      request,
      sentAt,
      cause,
    );
  }
  return cause;
}
