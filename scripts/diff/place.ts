import type { JsonObject } from "../openapi/json.ts";
import { parseInstant } from "../runtime/values/instant.ts";
import type { Hints } from "./candidates.ts";

/** What a place may hold, as far as two sides can distinguish values. Both sides judge all values of a cell alike. */
export type Cell =
  | { readonly kind: "plain"; readonly values: readonly unknown[]; readonly numbers?: NumberKind | undefined }
  /** An object, whose properties are places of their own. */
  | { readonly kind: "object" }
  /** A list of so many equal items, which are a place of their own. */
  | { readonly kind: "list"; readonly length: number };

/** Numbers that no bound and no multiple distinguishes, where rules compare them with other fields. */
export interface NumberKind {
  readonly above: number | undefined;
  readonly below: number | undefined;
  readonly multiples: readonly { readonly of: number; readonly holds: boolean }[];
}

/** A schema that one side applies to the value of a place. */
export interface AppliedSchema {
  readonly side: number;
  readonly schema: boolean | JsonObject;
  /** The same for schemas that say the same. */
  readonly text: string;
}

/** A place in a request, with what both sides say about its value. */
export interface Place {
  /** From the request down: `["body", "delivery"]`. */
  readonly path: readonly string[];
  readonly parent: Place | undefined;
  readonly optional: boolean;
  readonly children: Map<string, Place>;
  item: Place | undefined;
  readonly schemas: AppliedSchema[];
  /** What rules ask about the value. */
  readonly tests: Map<string, (value: unknown) => boolean>;
  hints: Hints;
  /** Whether rules look at fields below it. */
  isEntered: boolean;
  /** Whether every valid request must fit all of the schemas. */
  conjunctive: boolean;
  cells: readonly Cell[];
}

/** A value that fits a schema of one side; `none` where there is certainly no such value, undefined where none is found. */
export type Sampler = (side: number, schema: boolean | JsonObject) => { readonly value: unknown } | "none" | undefined;

/** Whether a value is a date or a date-time: rules may compare these by their order. A cell has only such values, or none. */
export function isInstant(value: unknown): boolean {
  return typeof value === "string" && parseInstant(value) !== undefined;
}

export function shownPlace({ path }: Place): string {
  return path.slice(path[0] === "params" ? 2 : 0).join(".") || "the request";
}
