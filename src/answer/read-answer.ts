import type { Answer } from "./answer.ts";
import { unwrapEnvelope } from "./envelope.ts";
import { toError } from "./to-error.ts";
import { unusableAnswer } from "./unusable-answer.ts";

/** What a good answer should look like. */
export interface Expectation<Body> {
  readonly envelope: boolean;
  /** Its name in an error message, with the article. */
  readonly what: string;
  readonly fits: (body: unknown) => body is Body;
}

/**
 * The body of a good answer.
 *
 * @throws The error for an error status, in the status line or in the envelope; the error for an unusable
 *   answer for a good status with a body that doesn't fit. Such a body is not repeated, for jobs hold download keys.
 */
export function readAnswer<Body>(answer: Answer, { envelope, what, fits }: Expectation<Body>): Body {
  const { response } = answer;
  const { statusText, headers } = response;
  const content = response.ok ? parseJson(answer.body) : answer.body;
  const { status, body } = envelope
    ? unwrapEnvelope(response.status, content)
    : { status: response.status, body: content };
  if (!response.ok || status < 200 || status > 299) {
    const outer = response.ok ? status : response.status;
    throw toError({ status: outer, statusText: response.ok ? "" : statusText, headers, body }, answer);
  }
  if (!fits(body)) {
    const why = `the answer (${status}, ${describeBody(answer.body, headers)}) is not ${what}`;
    throw unusableAnswer(why, answer, undefined);
  }
  return body;
}

/** The JSON value, or `undefined` for what isn't JSON. */
function parseJson(text: unknown): unknown {
  try {
    return typeof text === "string" ? JSON.parse(text) : undefined;
  } catch {
    // Not kept as a cause: V8 quotes the text in the message.
    return undefined;
  }
}

function describeBody(body: unknown, headers: Headers): string {
  const length = typeof body === "string" ? body.length : 0;
  return length === 0 ? "no body" : `${headers.get("content-type") ?? "no content type"}, ${length} characters`;
}
