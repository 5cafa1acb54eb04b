import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "@jest/globals";
import { explanationsOf, validatorsOf } from "../engine.ts";

const fixtures = resolve(import.meta.dirname, "../../fixtures/apis");

test.each(readdirSync(fixtures))(
  "every variant of %s has examples that the validator judges the same",
  async (file) => {
    const api = readFileSync(resolve(fixtures, file), "utf8");
    const validators = await validatorsOf(api);
    let shown = 0;
    for (const [operation, explained] of await explanationsOf(api)) {
      const broken = (request: unknown): string[] =>
        validators
          .get(operation)?.(request)
          .flatMap(({ sentence }) => sentence ?? []) ?? [];
      for (const { name, valid, invalid } of explained.flatMap(({ variants }) => variants)) {
        expect([name, valid, broken(valid)]).toEqual([name, expect.anything(), []]);
        expect([name, invalid, broken(invalid).length > 0]).toEqual([name, expect.anything(), true]);
        shown += 1;
      }
    }
    expect(shown).toBeGreaterThan(1);
  },
);
