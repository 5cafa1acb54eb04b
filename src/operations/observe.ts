import { OutcomeUnknownError } from "../errors/outcome-unknown-error.ts";
import { type RequestSummary, summarizeRequest } from "../errors/request-summary.ts";
import { copyFault, describeFault } from "../http/fault.ts";
import type { Send } from "../http/send.ts";

/** The answer to an operation, whatever its status, and what was asked when. */
export interface Answer {
  readonly response: Response;
  /** The text of a good answer; what openapi-fetch made of an error answer. */
  readonly body: unknown;
  readonly request: RequestSummary;
  readonly sentAt: Date;
}

/**
 * Runs one call of the openapi-fetch client and keeps what its result doesn't tell: which request left, and when.
 *
 * Middleware that a user added to `.api` may throw although the server has answered. The call must not look like one
 * that was never sent, so that ends in an {@link OutcomeUnknownError} too.
 */
export async function observe(
  operation: RequestSummary,
  send: Send,
  run: (fetch: Send) => Promise<{ readonly data?: unknown; readonly error?: unknown; readonly response: Response }>,
): Promise<Answer> {
  let request = operation;
  let sentAt = new Date();
  let answered = false;
  const watchedSend: Send = async (sent) => {
    request = summarizeRequest(sent);
    sentAt = new Date();
    const response = await send(sent);
    answered = true;
    return response;
  };
  try {
    const { data, error, response } = await run(watchedSend);
    return { response, body: response.ok ? data : error, request, sentAt };
  } catch (error) {
    if (!answered) {
      throw error;
    }
    const cause = copyFault(error);
    const why = `the answer was lost to an error in a middleware (${describeFault(cause)})`;
    throw new OutcomeUnknownError(why, request, sentAt, cause);
  }
}
