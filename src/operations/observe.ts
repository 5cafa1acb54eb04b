import type { Answer } from "../answer/answer.ts";
import { unusableAnswer } from "../answer/unusable-answer.ts";
import { type RequestSummary, summarizeRequest } from "../errors/request-summary.ts";
import { copyFault, describeFault } from "../http/fault.ts";
import type { Send } from "../http/send.ts";

/**
 * Runs one call of the openapi-fetch client and keeps what its result doesn't tell: which request left, and when.
 *
 * Middleware that a user added to `.api` may throw although the server has answered. The call must not look like one
 * that was never sent, so that ends in the error for an unusable answer. Nor may a middleware put another error in the
 * place of the one that says where the caller stands.
 */
export async function observe(
  operation: RequestSummary,
  send: Send,
  run: (
    fetch: (request: Request) => Promise<Response>,
  ) => Promise<{ readonly data?: unknown; readonly error?: unknown; readonly response: Response }>,
): Promise<Answer> {
  let request = operation;
  let sentAt = new Date();
  let story = "";
  let end: { readonly answered: true } | { readonly answered: false; readonly error: unknown } | undefined;
  const watchedSend = async (sent: Request): Promise<Response> => {
    request = summarizeRequest(sent);
    sentAt = new Date();
    try {
      const answer = await send(sent);
      end = { answered: true };
      story = answer.story;
      return answer.response;
    } catch (error) {
      end = { answered: false, error };
      throw error;
    }
  };
  try {
    const { data, error, response } = await run(watchedSend);
    return { response, body: response.ok ? data : error, request, sentAt, story };
  } catch (error) {
    if (end === undefined || !end.answered) {
      throw end === undefined ? error : end.error;
    }
    const cause = copyFault(error);
    const why = `the answer was lost to an error in a middleware (${describeFault(cause)})`;
    throw unusableAnswer(why, { request, sentAt, story }, cause);
  }
}
