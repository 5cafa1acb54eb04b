import fc from "fast-check";
import { type Operation, operationOf } from "../reference/document.ts";
import { judgeRequest, type Request, type Verdict } from "../reference/judge.ts";
import { type Constructs, dependencies } from "./random-rules.ts";
import { objectShape, scalar } from "./random-shapes.ts";
import { type Field, fieldsOf, type RandomApi, type RandomParameter } from "./shapes.ts";
import { addressOf, toOpenApi } from "./to-openapi.ts";

export { requestsFor } from "./random-requests.ts";
export { addressOf, toOpenApi } from "./to-openapi.ts";

export interface ApiOptions {
  readonly constructs: Constructs;
  /** Where fields stand. */
  readonly fields: "parameters" | "body" | "both";
}

const PLACES: readonly (readonly [RandomParameter["in"], string])[] = [
  ["query", "alpha"],
  ["query", "beta_2"],
  ["query", "page[size]"],
  ["query", "filter.name"],
  ["query", "sort-by"],
  ["query", "NOT"],
  ["header", "X-Mode"],
  ["header", "x_trace"],
  ["path", "id"],
  ["cookie", "session"],
];

function parameters({ constructs, fields }: ApiOptions): fc.Arbitrary<RandomParameter[]> {
  if (fields === "body") return fc.constant([]);
  return fc
    .uniqueArray(fc.constantFrom(...PLACES), {
      minLength: 2,
      maxLength: fields === "both" ? 3 : 6,
      selector: ([, name]) => name,
    })
    .chain((chosen) =>
      fc.tuple(
        ...chosen.map(([place, name]) =>
          fc.record({
            in: fc.constant(place),
            name: fc.constant(name),
            required: place === "path" ? fc.constant(true) : fc.constantFrom(true, false, false, false),
            shape: scalar(constructs, false),
            shared: fc.boolean(),
            referenced: fc.constantFrom(true, false, false),
          }),
        ),
      ),
    );
}

function body({ constructs, fields }: ApiOptions): fc.Arbitrary<RandomApi["body"]> {
  if (fields === "parameters") return fc.constant(undefined);
  const json = fc.record({
    media: fc.constant("application/json"),
    required: fc.boolean(),
    referenced: fc.constantFrom(true, false, false),
    shape: objectShape({ constructs, depth: 2, names: 2, written: ["inline", "component", "allOf"] }),
  });
  const form = fc.record({
    media: fc.constant("application/x-www-form-urlencoded"),
    required: fc.boolean(),
    referenced: fc.constantFrom(true, false, false),
    shape: objectShape({ constructs, depth: 0, names: 2, written: ["inline", "component"] }),
  });
  return fc.oneof({ weight: 3, arbitrary: json }, { weight: 1, arbitrary: form });
}

export function randomApis(options: ApiOptions): fc.Arbitrary<RandomApi> {
  return fc.tuple(parameters(options), body(options)).chain(([chosen, content]) => {
    const names: Field[] = [...chosen, ...(content ? fieldsOf(content.shape.properties) : [])];
    return dependencies(names, options.constructs, 3).map((rules) => ({
      parameters: chosen,
      ...(content && { body: content }),
      rules,
    }));
  });
}

const operations = new WeakMap<RandomApi, Operation>();

/** The only operation of a random API, as the reference reads it. */
export function operationIn(api: RandomApi): Operation {
  const known = operations.get(api);
  if (known) return known;
  const { path, method } = addressOf(api, 0);
  const operation = operationOf(toOpenApi([api]), path, method);
  operations.set(api, operation);
  return operation;
}

/** The reference's verdict on all rules and all that is required. */
export function verdictOn(api: RandomApi, request: Request): Verdict {
  return judgeRequest(operationIn(api), request);
}
