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
