import { inspect } from "node:util";

/** What a promise rejects with. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("the call should have been rejected, but it succeeded");
}

/** The same, as an error of the class that the caller would catch. */
export async function rejectionAs<Expected>(
  promise: Promise<unknown>,
  errorClass: new (...parameters: never[]) => Expected,
): Promise<Expected> {
  const error = await rejectionOf(promise);
  if (!(error instanceof errorClass)) {
    throw new Error(`expected ${errorClass.name}, got ${inspect(error)}`);
  }
  return error;
}

/**
 * The same for a call with a time limit that is to end later than connecting does: a busy machine may need all of a short one, so
 * another error is a reason to repeat the call with a longer one.
 *
 * @param least Milliseconds to begin with.
 */
export async function rejectionAtLimit<Expected>(
  call: (timeout: number) => Promise<unknown>,
  least: number,
  errorClass: new (...parameters: never[]) => Expected,
): Promise<Expected> {
  for (let timeout = least; timeout < 100 * least; timeout *= 3) {
    const error = await rejectionOf(call(timeout));
    if (error instanceof errorClass) {
      return error;
    }
  }
  return rejectionAs(call(100 * least), errorClass);
}

/** Everything that a log could print of an error, hidden fields and causes included. */
export function everythingPrintable(error: unknown): string {
  const parts: string[] = [];
  for (let current = error; current !== undefined && current !== null; ) {
    parts.push(
      inspect(current, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true }),
      JSON.stringify(current) ?? "",
      String(current),
    );
    current = current instanceof Error || current instanceof DOMException ? Reflect.get(current, "cause") : undefined;
  }
  return parts.join("\n");
}
