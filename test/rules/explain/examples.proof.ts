import { expect, test } from "@jest/globals";
import { apiWith, schema } from "../docs/api.ts";
import { explanationsOf, validatorsOf } from "../engine.ts";

const range = (length: number): number[] => Array.from({ length }, (_, index) => index);

test("variants of rules that take too many steps to join have examples, where a search finds them", async () => {
  const pairs = range(24);
  const names = pairs.flatMap((index) => [`a${index}`, `b${index}`]);
  const rules = [
    `Or(${pairs.map((index) => `a${index}`).join(", ")});`,
    ...pairs.map((index) => `AllOrNone(a${index}, b${(index * 7) % pairs.length});`),
  ];
  const api = apiWith({ "x-dependencies": rules }, { "application/json": schema(names) });
  const validate = (await validatorsOf(api)).get("post /things");
  const [explained] = (await explanationsOf(api)).get("post /things") ?? [];
  const examples = (explained?.variants ?? []).map(({ valid }) => valid);
  expect(examples.length).toBeGreaterThan(10);
  for (const valid of examples) {
    expect(valid).toBeDefined();
    expect(validate?.(valid)).toEqual([]);
  }
}, 120_000);
