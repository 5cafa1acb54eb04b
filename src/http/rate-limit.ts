/** What an answer says of the rate limit. */
export interface RateLimit {
  /** How many requests the current time window allows; `undefined` if the answer doesn't say. */
  readonly limit: number | undefined;
  /** How many are left of them. */
  readonly remaining: number;
}

/** `undefined` for an answer that says nothing, or nothing that is a number. */
export function readRateLimit(headers: Headers): RateLimit | undefined {
  const remaining = readCount(headers.get("RateLimit-Remaining"));
  return remaining === undefined ? undefined : { limit: readCount(headers.get("RateLimit-Limit")), remaining };
}

function readCount(value: string | null): number | undefined {
  return value !== null && /^\d+$/.test(value) ? Number(value) : undefined;
}
