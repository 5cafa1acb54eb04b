import type { Auth } from "../auth/auth.ts";
import type { Hooks } from "./hooks.ts";
import type { RateLimit } from "./rate-limit.ts";

/** What every try of a client's calls has in common. */
export interface AttemptConfig {
  readonly baseUrl: URL;
  readonly auth: Auth;
  readonly fetch: (request: Request) => Promise<Response>;
  /** Time limit of one try in milliseconds: credentials, sending, and the last byte of the answer. */
  readonly attemptTimeout: number;
  readonly hooks: Hooks;
  readonly onRateLimit: (rateLimit: RateLimit) => void;
}
