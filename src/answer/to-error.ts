import { AtlasApiError } from "../errors/atlas-api-error.ts";
import { AuthenticationError } from "../errors/authentication-error.ts";
import { OutcomeUnknownError } from "../errors/outcome-unknown-error.ts";
import { changesNothing, refusesRequest } from "../http/semantics.ts";
import type { Answer } from "./answer.ts";
import { readFailure, summarizeResponse } from "./read-failure.ts";

/** The error for an answer with an error status. */
export function toError(
  answer: { readonly status: number; readonly statusText: string; readonly headers: Headers; readonly body: unknown },
  { request, sentAt, story }: Pick<Answer, "request" | "sentAt" | "story">,
): AtlasApiError | AuthenticationError | OutcomeUnknownError {
  const { status, statusText, headers, body } = answer;
  const failure = readFailure(status, statusText, body);
  const refused = status === 401 || changesNothing(request) || refusesRequest({ status });
  // The story belongs to the outermost error, whose message is what people read.
  const cause = new AtlasApiError(failure, request, summarizeResponse(status, headers), refused ? story : "");
  if (status === 401) {
    return new AuthenticationError("request", `Atlas refused the credentials. ${cause.message}`, { cause });
  }
  if (!refused) {
    return new OutcomeUnknownError(
      `the answer was ${status} ${failure.errorCode ?? failure.reason}`,
      request,
      sentAt,
      cause,
      story,
    );
  }
  return cause;
}
