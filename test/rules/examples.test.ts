import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "@jest/globals";
import { loadValidators } from "../../scripts/emitters/validators/load-validators.ts";
import { explainRules } from "../../scripts/explain/explain-rules.ts";
import { loadFile } from "../../scripts/openapi/load-file.ts";
import { listOperations } from "../../scripts/openapi/operations.ts";

const fixtures = resolve(import.meta.dirname, "../fixtures/apis");

test.each(readdirSync(fixtures))(
  "every variant of %s has examples that the validator judges the same",
  async (file) => {
    const { description, rules } = await loadFile(resolve(fixtures, file), { allowExternalRefs: false });
    const operations = listOperations(description);
    const validators = loadValidators(description, rules, operations);
    let shown = 0;
    for (const [index, operation] of operations.entries()) {
      const broken = (request: unknown): string[] =>
        validators[index]?.(request).flatMap(({ sentence }) => sentence ?? []) ?? [];
      for (const { variants } of explainRules(description, rules, [operation])) {
        for (const { name, valid, invalid } of variants) {
          expect([name, valid, broken(valid)]).toEqual([name, expect.anything(), []]);
          expect([name, invalid, broken(invalid).length > 0]).toEqual([name, expect.anything(), true]);
          shown += 1;
        }
      }
    }
    expect(shown).toBeGreaterThan(1);
  },
);
