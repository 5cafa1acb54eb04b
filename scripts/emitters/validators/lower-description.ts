import { type Diagnostic, DiagnosticsError } from "../../diagnostics.ts";
import type { Description } from "../../openapi/description.ts";
import type { JsonObject } from "../../openapi/json.ts";
import type { Operation } from "../../openapi/operations.ts";
import { parameterLocations } from "../../openapi/request-fields.ts";
import { type LoweredRequest, lowerOperation } from "./lower-operation.ts";
import { type LoweredSchema, SchemaLowering, shareEqual } from "./lower-schema.ts";
import { OpenApiReading } from "./openapi-reading.ts";

/** The requests of some operations, in their order, and the schemas that they share. */
export interface LoweredDescription {
  readonly requests: readonly LoweredRequest[];
  readonly table: ReadonlyMap<string, JsonObject>;
  /** What is doubtful about the schemas. */
  readonly problems: readonly Diagnostic[];
}

/** @throws DiagnosticsError for schemas that can't be checked */
export function lowerDescription(description: Description, operations: readonly Operation[]): LoweredDescription {
  const reading = new OpenApiReading(description);
  const lowering = new SchemaLowering(reading);
  const requests = operations.map((operation) => lowerOperation(description, operation, lowering));
  if (reading.problems.some(({ severity }) => severity === "error")) throw new DiagnosticsError(reading.problems);
  const roots = requests.flatMap((request) => [
    ...parameterLocations.flatMap((location): LoweredSchema[] =>
      request[location] === undefined ? [] : [request[location]],
    ),
    ...request.forms.flatMap(({ body }): LoweredSchema[] => (body === undefined ? [] : [body])),
  ]);
  const shared = shareEqual(roots, lowering.table);
  // In the order in which they were listed.
  const next = shared.roots[Symbol.iterator]();
  const take = (): LoweredSchema => {
    const { value } = next.next();
    if (value === undefined) throw new RangeError("a schema got lost");
    return value;
  };
  const finished = requests.map((request) => ({
    ...request,
    ...Object.fromEntries(
      parameterLocations.flatMap((location) => (request[location] === undefined ? [] : [[location, take()]])),
    ),
    forms: request.forms.map((form) => (form.body === undefined ? form : { ...form, body: take() })),
  }));
  return { requests: finished, table: shared.table, problems: reading.problems };
}
