import { ConnectionError } from "../errors/connection-error.ts";
import { OutcomeUnknownError } from "../errors/outcome-unknown-error.ts";
import { changesNothing } from "../http/semantics.ts";
import type { Answer } from "./answer.ts";

/**
 * The error for an answer that came and can't be used.
 *
 * @param why What is wrong with it, to follow "was sent, but".
 */
export function unusableAnswer(
  why: string,
  { request, sentAt, story }: Pick<Answer, "request" | "sentAt" | "story">,
  cause: unknown,
): ConnectionError | OutcomeUnknownError {
  return changesNothing(request)
    ? new ConnectionError(why, request, cause, story)
    : new OutcomeUnknownError(why, request, sentAt, cause, story);
}
