import type { Limits } from "../options.ts";
import { checkTimeout } from "./deadline.ts";

const DEFAULT_TIMEOUT = 60_000;
const DEFAULT_ATTEMPT_TIMEOUT = 30_000;
const DEFAULT_MAX_RETRIES = 4;

/** {@link Limits} with nothing left open. */
export interface SetLimits {
  readonly timeout: number;
  readonly attemptTimeout: number;
  readonly maxRetries: number;
}

const DEFAULTS: SetLimits = {
  timeout: DEFAULT_TIMEOUT,
  attemptTimeout: DEFAULT_ATTEMPT_TIMEOUT,
  maxRetries: DEFAULT_MAX_RETRIES,
};

/** @throws RangeError that names the limit, for one that is out of range. */
export function setLimits(given: Limits, defaults: SetLimits = DEFAULTS): SetLimits {
  const maxRetries = given.maxRetries ?? defaults.maxRetries;
  if (!(Number.isInteger(maxRetries) && maxRetries >= 0)) {
    throw new RangeError(`maxRetries must be a whole number from 0, not ${maxRetries}.`);
  }
  return {
    timeout: checkTimeout(given.timeout ?? defaults.timeout),
    attemptTimeout: checkTimeout(given.attemptTimeout ?? defaults.attemptTimeout, "attemptTimeout"),
    maxRetries,
  };
}
