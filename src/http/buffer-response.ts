import { type BodyRead, readBody } from "./read-body.ts";
import { UnusableResponse } from "./unusable-response.ts";

/** The most of an error answer that is read, in bytes after decompression. The rest is dropped. */
export const MAX_ERROR_BODY = 1024 * 1024;

/** The most that a good answer may have, in bytes after decompression. 500 restore jobs take about 1 MiB. */
export const MAX_RESULT_BODY = 16 * 1024 * 1024;

/** The statuses whose answers have no body, by the Fetch standard. */
const NULL_BODY_STATUSES: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * The same answer with its body in memory, so that whoever reads it needs neither time limit nor fear.
 *
 * An error answer whose body breaks off keeps what came of it: the status has said what matters. It is also cleaned of
 * the credentials sent, which some proxies repeat; so are the reason phrase and the headers of every answer.
 *
 * @throws {UnusableResponse} for a redirect that a browser hides, a status outside 200–599, and a good answer's body of
 *   more than {@link MAX_RESULT_BODY}; the fault that ended a good answer's body before its end.
 */
export async function bufferResponse(
  response: Response,
  race: <Value>(work: Promise<Value>) => Promise<Value>,
  redact: (text: string) => string,
): Promise<Response> {
  if (response.type === "opaqueredirect") {
    throw new UnusableResponse("the answer was a redirect, which is not followed (check baseUrl)");
  }
  if (response.status < 200 || response.status > 599) {
    throw new UnusableResponse(`the answer has the status ${response.status}, which HTTP doesn't know`);
  }
  const read = await readBody(response.body, response.ok ? MAX_RESULT_BODY : MAX_ERROR_BODY, race);
  if (response.ok && !read.complete) {
    throw read.fault;
  }
  return new Response(NULL_BODY_STATUSES.has(response.status) ? null : content(response, read, redact), {
    status: response.status,
    statusText: redact(response.statusText),
    headers: clean(response.headers, redact),
  });
}

function content(response: Response, { bytes }: BodyRead, redact: (text: string) => string): BodyInit {
  return response.ok ? bytes : redact(new TextDecoder().decode(bytes));
}

/** Without the headers that described the bytes on the wire, and without secrets. */
function clean(headers: Headers, redact: (text: string) => string): Headers {
  const kept = new Headers(headers);
  headers.forEach((value, name) => {
    const redacted = redact(value);
    if (redacted !== value) {
      kept.set(name, redacted);
    }
  });
  for (const name of ["Content-Encoding", "Content-Length", "Transfer-Encoding"]) {
    kept.delete(name);
  }
  return kept;
}
