import { isObject } from "./is-object.ts";

/** An answer without its envelope: what the status line and the body would say if it had none. */
export interface Unwrapped {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Takes an answer out of the envelope that `envelope=true` asks for. The real status is `status` in the body; the HTTP
 * status may be 200 beside it. A list stays as it is, for its `results` are the envelope; other content, an error's
 * for one, lies in `content`. A body without a status leaves the HTTP status to decide.
 */
export function unwrapEnvelope(httpStatus: number, body: unknown): Unwrapped {
  const status = isObject(body) ? body["status"] : undefined;
  if (!isObject(body) || typeof status !== "number") {
    return { status: httpStatus, body };
  }
  return { status, body: isObject(body["content"]) ? body["content"] : body };
}
