import { readBody } from "./read-body.ts";

/** A refusal's body is a few hundred bytes. What is longer costs more than a new connection. */
const WORTH_READING = 16 * 1024;

/** Reads what nobody wants to know, so that the connection is free for the next try, or gives the connection up. */
export async function discardBody(response: Response): Promise<void> {
  await readBody(response.body, WORTH_READING, (work) => work);
}
