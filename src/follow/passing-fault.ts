import { AtlasApiError } from "../errors/atlas-api-error.ts";
import { AuthenticationError } from "../errors/authentication-error.ts";
import { ConnectionError } from "../errors/connection-error.ts";

/** How many looks in a row may fail for want of credentials: a token endpoint has its bad minutes, a wrong secret stays. */
const MAX_TOKEN_FAULTS = 3;

/** Tells faults that the next look may not meet from those that it will. */
export class PassingFaults {
  #tokenFaults = 0;

  /** The fault of the last look, if it failed. */
  last: unknown;

  succeeded(): void {
    this.#tokenFaults = 0;
    this.last = undefined;
  }

  /** Notes a fault. @returns Whether to look again. */
  passes(fault: unknown): boolean {
    this.last = fault;
    if (fault instanceof AuthenticationError && fault.step === "token") {
      this.#tokenFaults += 1;
      return this.#tokenFaults < MAX_TOKEN_FAULTS;
    }
    return (
      fault instanceof ConnectionError ||
      (fault instanceof AtlasApiError && (fault.status === 429 || fault.status >= 500))
    );
  }
}
