import type { RequestSummary } from "../errors/request-summary.ts";

/** The answer to an operation, whatever its status, and what was asked when. */
export interface Answer {
  readonly response: Response;
  /** The text of a good answer; what openapi-fetch made of an error answer. */
  readonly body: unknown;
  readonly request: RequestSummary;
  readonly sentAt: Date;
  /** Sentences about the tries, for an error; may be empty. */
  readonly story: string;
}
