import fc from "fast-check";
import type { Json } from "../reference/document.ts";
import type { Request } from "../reference/judge.ts";
import type { Properties, RandomApi, Shape } from "./shapes.ts";

/** The constants of random rules and their neighbours. */
const NUMBERS = [0, 1, 2, 3, 4, 7, 8, -1, 0.1, 0.2, 0.3, 2.5, 10];
const TEXTS = ["x", "xy", "xzy", "a.c", "abc", "", "it's"];
const DATES = ["2024-01-01", "2024-01-02", "2024-02-29"];
const DATE_TIMES = [
  "2024-01-01T00:00:00Z",
  "2024-01-01T01:00:00+01:00",
  "2024-01-01T00:00:00.5Z",
  "2024-01-01T23:30:00-00:30",
  "2024-02-29T12:00:00.000Z",
];

export function valueFor(shape: Shape): fc.Arbitrary<Json> {
  switch (shape.kind) {
    case "text":
      return fc.constantFrom(...TEXTS);
    case "nullable":
      return fc.constantFrom(...TEXTS, null);
    case "enum":
      return fc.constantFrom(...shape.values);
    case "boolean":
      return fc.boolean();
    case "number": {
      const { whole, minimum = -1, maximum = 10 } = shape;
      return fc.constantFrom(
        ...NUMBERS.filter((value) => value >= minimum && value <= maximum && (!whole || Number.isInteger(value))),
      );
    }
    case "date":
      return fc.constantFrom(...DATES);
    case "date-time":
      return fc.constantFrom(...DATE_TIMES);
    case "array":
    case "list":
      return fc.array(valueFor(shape.of), { maxLength: 2 });
    case "union":
      return fc.oneof(...shape.of.map(({ properties }) => objectOf(properties)));
    case "object":
      return objectOf(shape.properties);
  }
}

/** Now and then, something that is required is left out. */
function objectOf(properties: Properties): fc.Arbitrary<Record<string, Json>> {
  const entries = Object.entries(properties).map(([key, { required, shape }]) => {
    const absent = { weight: required ? 1 : 20, arbitrary: fc.constant<[string, Json][]>([]) };
    return fc.oneof(absent, {
      weight: 20,
      arbitrary: valueFor(shape).map((value): [string, Json][] => [[key, value]]),
    });
  });
  return fc.tuple(...entries).map((chosen) => Object.fromEntries(chosen.flat()));
}

export function requestsFor({ parameters, body }: RandomApi): fc.Arbitrary<Request> {
  const containers = Object.fromEntries(
    (["query", "header", "path", "cookie"] as const).flatMap((container) => {
      const within = parameters.filter((parameter) => parameter.in === container);
      return within.length === 0
        ? []
        : [[container, objectOf(Object.fromEntries(within.map((one) => [one.name, one])))]];
    }),
  );
  const content: fc.Arbitrary<{ body?: Json }> =
    body === undefined
      ? fc.constant({})
      : fc.oneof(
          { weight: body.required ? 30 : 6, arbitrary: fc.record({ body: valueFor(body.shape) }) },
          { weight: 1, arbitrary: fc.constant({}) },
        );
  return fc.tuple(fc.record(containers), content).map(([params, rest]) => ({ params, ...rest }));
}
