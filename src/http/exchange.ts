import type { AttemptConfig } from "./attempt-config.ts";
import { bufferResponse } from "./buffer-response.ts";
import { startDeadline } from "./deadline.ts";
import { Redactor } from "./redactor.ts";
import { transmit } from "./transmit.ts";

/** Time limit in milliseconds of a request that an Auth sends for itself. */
const EXCHANGE_TIMEOUT = 30_000;

/**
 * Sends a request of an Auth and returns the whole answer. Nothing ends it but its own signal and time limit, for several
 * calls may wait for one answer.
 *
 * @param number The try of the call for which it is sent first.
 */
export async function exchange(config: AttemptConfig, number: number, request: Request): Promise<Response> {
  const deadline = startDeadline(request.signal, EXCHANGE_TIMEOUT);
  const redactor = new Redactor();
  try {
    const response = await transmit(config, { deadline, redactor, number, request: undefined }, request);
    return await bufferResponse(response, deadline.race, (text) => redactor.redact(text));
  } finally {
    deadline.stop();
  }
}
