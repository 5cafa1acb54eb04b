import type { BodyReader, FetchResponse } from "./fetch.ts";
import type { Deadline } from "./time.ts";

/** The head of a response. */
export type ResponseHead = Pick<FetchResponse, "status" | "statusText" | "headers">;

/** A whole response, with its body in memory. */
export interface WholeResponse extends ResponseHead {
  readonly text: string;
}

/** A response came that can't be one. The message follows "was sent, but". */
export class UnusableResponse extends Error {}

/** The most of an error response that is read, in bytes after decompression. The rest is dropped. */
const MAX_ERROR_BODY = 1024 * 1024;

/** The most that a good response may have, in bytes after decompression. 500 restore jobs take about 1 MiB. */
const MAX_RESULT_BODY = 16 * 1024 * 1024;

/** A refusal's body is a few hundred bytes. What is longer costs more than a new connection. */
const WORTH_READING = 16 * 1024;

/** Whether a status says that all went well. */
export function isGood(status: number): boolean {
  return status >= 200 && status < 300;
}

/**
 * Reads a response to its end. An error response with a body that breaks off keeps what came of it, because the status has said
 * what matters.
 *
 * @throws {UnusableResponse} for a redirect that a browser hides, a status outside 200–599, and a good response with a body of
 *   more than {@link MAX_RESULT_BODY}; the fault that ended a good response's body before its end.
 */
export async function readResponse(response: FetchResponse, deadline: Deadline): Promise<WholeResponse> {
  const { status, statusText, headers } = response;
  if (response.type === "opaqueredirect") {
    throw new UnusableResponse("the response was a redirect, which is not followed (check baseUrl)");
  }
  if (status < 200 || status > 599) {
    throw new UnusableResponse(`the response has the status ${status}, which HTTP doesn't define`);
  }
  const good = isGood(status);
  const read = await readBody(response.body?.getReader(), good ? MAX_RESULT_BODY : MAX_ERROR_BODY, deadline);
  if (good && read.fault !== undefined) {
    throw read.fault.thrown;
  }
  return { status, statusText, headers, text: decoder.decode(read.bytes) };
}

const decoder = new TextDecoder();

/** Reads and drops the rest of a response, so that the connection is free for the next try, or closes the connection. */
export async function discardBody(response: FetchResponse, deadline: Deadline): Promise<void> {
  await readBody(response.body?.getReader(), WORTH_READING, deadline);
}

/** A body as far as it came, and what kept the rest from coming. */
interface BodyRead {
  readonly bytes: Uint8Array;
  readonly fault: { readonly thrown: unknown } | undefined;
}

/**
 * Reads a body to its end, or to `limit` bytes (counted after decompression), or to the first fault. Never rejects.
 *
 * One growing buffer: a list of chunks would take a hundred times the limit from a server that drips bytes.
 */
async function readBody(reader: BodyReader | undefined, limit: number, deadline: Deadline): Promise<BodyRead> {
  let buffer: Uint8Array = new Uint8Array();
  let length = 0;
  const read = (fault?: BodyRead["fault"]): BodyRead => ({ bytes: buffer.subarray(0, length), fault });
  try {
    for (;;) {
      const { done, value } = reader === undefined ? { done: true } : await deadline.race(reader.read());
      if (done || value === undefined) {
        return read();
      }
      const needed = Math.min(length + value.length, limit);
      if (length === 0) {
        // The usual body comes in one chunk, which needs no copy. It belongs to its reader: what follows grows another.
        buffer = value;
      } else {
        if (needed > buffer.length) {
          const larger = new Uint8Array(Math.max(needed, length * 2));
          larger.set(buffer);
          buffer = larger;
        }
        buffer.set(value.subarray(0, needed - length), length);
      }
      const isCut = needed < length + value.length;
      length = needed;
      if (isCut) {
        throw new UnusableResponse(`the response body has more than ${limit} bytes`);
      }
    }
  } catch (thrown) {
    // Frees the connection. The stream may be broken already, which is known here.
    reader?.cancel().catch(() => undefined);
    return read({ thrown });
  }
}

/** The statuses without a body in their responses, by the Fetch standard. */
const NULL_BODY_STATUSES: ReadonlySet<number> = new Set([204, 205, 304]);

/** Headers that describe the bytes on the wire, not the text. */
const WIRE_HEADERS: ReadonlySet<string> = new Set(["content-encoding", "content-length", "transfer-encoding"]);

/** The response as `fetch` would have returned it, with headers and text rewritten. */
export function toResponse(
  { status, statusText, headers, text }: WholeResponse,
  rewrite: (text: string) => string = (unchanged) => unchanged,
): Response {
  const kept = new Headers();
  headers.forEach((value, name) => {
    if (!WIRE_HEADERS.has(name)) {
      kept.append(name, rewrite(value));
    }
  });
  return new Response(NULL_BODY_STATUSES.has(status) ? null : text, {
    status,
    statusText: rewrite(statusText),
    headers: kept,
  });
}
