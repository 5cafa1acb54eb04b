/** One reason why a request would be refused. */
export interface Violation {
  /** JSON Pointer (RFC 6901) into `{ params, body }`: the value at fault, or the object whose fields break a rule. */
  readonly path: string;
  /** The fields concerned, by the names that the sentence uses; a single one for a violation of the schema. */
  readonly fields: readonly string[];
  /** What to do about it, in words. */
  readonly message: string;
  /** The IDL sentence that is broken, as its author wrote it; undefined for a violation of the schema. */
  readonly sentence: string | undefined;
}

/** The name of a field as callers know it: `delivery.methodName`, `hashes[0].hash`; without the container that holds it. */
export function fieldName(path: readonly (string | number)[]): string {
  const named = path.slice(path[0] === "params" ? 2 : 1);
  const steps = named.length > 0 ? named : path.length > 0 ? path.slice(-1) : ["the request"];
  return steps
    .map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join("");
}
