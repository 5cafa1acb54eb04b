import type { Description } from "../../openapi/description.ts";
import type { Operation } from "../../openapi/operations.ts";
import { findViolations, requestChecker } from "../../runtime/request.ts";
import type { SharedSchema } from "../../runtime/schema.ts";
import type { Violation } from "../../runtime/violation.ts";
import { lowerDescription } from "./lower-description.ts";
import { reviveRequest } from "./revive.ts";
import { compilerFor, neededParts } from "./runtime-parts.ts";

/**
 * The validators that the generated module has for some operations, ready to call, in their order.
 *
 * @throws DiagnosticsError for schemas that can't be checked
 */
export function loadValidators(
  description: Description,
  operations: readonly Operation[],
): ((request: unknown) => readonly Violation[])[] {
  const { requests, table } = lowerDescription(description, operations);
  const shared = new Map<string, SharedSchema>();
  return requests.map((request) => {
    const compiler = compilerFor(neededParts(request, table));
    const checker = requestChecker(compiler, () => reviveRequest(request, table, shared));
    return (value) => findViolations(checker, value);
  });
}
