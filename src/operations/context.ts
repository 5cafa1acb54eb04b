import type { Client } from "openapi-fetch";
import type { paths } from "../generated.ts";
import type { Clock } from "../http/clock.ts";
import type { Send } from "../http/send.ts";
import type { CallOptions, Limits } from "../options.ts";

/** What an operation needs of its client. */
export interface OperationContext {
  readonly api: Client<paths>;
  /** @throws RangeError for a limit that is out of range. */
  readonly connect: (limits: Limits) => Send;
  readonly validate: boolean;
  readonly clock: Clock;
}

/** The query parameters that every operation has, without those that ask for the default. */
export function formatQuery({ envelope, pretty }: CallOptions): { envelope?: boolean; pretty?: boolean } {
  return { ...(envelope && { envelope }), ...(pretty && { pretty }) };
}
