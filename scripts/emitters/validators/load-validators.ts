import type { Description } from "../../openapi/description.ts";
import type { Operation } from "../../openapi/operations.ts";
import { accepts, operation as checksOf, findViolations } from "../../runtime/request.ts";
import type { Data } from "../../runtime/schema.ts";
import type { Violation } from "../../runtime/violation.ts";
import { lowerDescription } from "./lower-description.ts";
import { SchemaLowering } from "./lower-schema.ts";
import { reviveData } from "./module-data.ts";
import { OpenApiReading } from "./openapi-reading.ts";
import { kitFor, neededParts } from "./runtime-parts.ts";

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
  const shared = new Map<string, Data>();
  return requests.map((request) => {
    const checks = checksOf(kitFor(neededParts(request, table)), reviveData(request, table, shared));
    return (value) => findViolations(checks("request"), value);
  });
}

/** Tells whether values fit a schema of the description, as the validators have it. What they can't check fits. */
export function loadSchemaTests(description: Description): (schema: unknown) => (value: unknown) => boolean {
  const lowering = new SchemaLowering(new OpenApiReading(description));
  const shared = new Map<string, Data>();
  return (schema) => {
    const request = { forms: [{ body: lowering.lower(schema, undefined) }] };
    const checks = checksOf(kitFor(neededParts(request, lowering.table)), reviveData(request, lowering.table, shared));
    return (value) => accepts(checks("body"), value);
  };
}
