import { UnusableResponse } from "./unusable-response.ts";

/** A body as far as it came, and what kept the rest from coming. */
export type BodyRead =
  | { readonly bytes: Uint8Array<ArrayBuffer>; readonly complete: true }
  | { readonly bytes: Uint8Array<ArrayBuffer>; readonly complete: false; readonly fault: unknown };

const FIRST_BUFFER = 16 * 1024;

/**
 * Reads a body to its end, or to `limit` bytes (counted after decompression), or to the first fault. Never rejects.
 *
 * One growing buffer, where a list of chunks would take a hundred times the limit from a server that drips bytes.
 */
export async function readBody(
  body: ReadableStream<Uint8Array> | null,
  limit: number,
  race: <Value>(work: Promise<Value>) => Promise<Value>,
): Promise<BodyRead> {
  let buffer = new Uint8Array(FIRST_BUFFER);
  let length = 0;
  if (body === null) {
    return { bytes: buffer.subarray(0, 0), complete: true };
  }
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await race(reader.read());
      if (done) {
        return { bytes: buffer.subarray(0, length), complete: true };
      }
      const chunk = value.subarray(0, limit - length);
      if (length + chunk.length > buffer.length) {
        buffer = grow(buffer, length + chunk.length);
      }
      buffer.set(chunk, length);
      length += chunk.length;
      if (chunk.length < value.length) {
        throw new UnusableResponse(`the answer's body has more than ${limit} bytes`);
      }
    }
  } catch (fault) {
    // Frees the connection; that the stream may be broken already is what we know.
    reader.cancel().catch(() => undefined);
    return { bytes: buffer.subarray(0, length), complete: false, fault };
  }
}

function grow(buffer: Uint8Array<ArrayBuffer>, needed: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(needed, buffer.length * 2));
  larger.set(buffer);
  return larger;
}
