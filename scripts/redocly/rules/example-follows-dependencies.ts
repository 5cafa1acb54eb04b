import type { Diagnostic } from "../../diagnostics.ts";
import { toRule } from "../../emitters/validators/to-rule.ts";
import type { Rule } from "../../language/rule.ts";
import { oneLine } from "../../language/words.ts";
import { isObject } from "../../openapi/json.ts";
import { schemasOf } from "../../openapi/schemas.ts";
import { follows } from "../../runtime/follows.ts";
import { explainBroken } from "../../runtime/rule-words.ts";
import { bodyExamples, type Example, examplesOf, partsWithSchemas } from "../examples.ts";
import { hasErrors, type Linted, type LintRule } from "../lint-rule.ts";

/** Examples of request bodies and schemas follow the rules of the operation and of the schemas. */
export const exampleFollowsDependencies: LintRule = {
  recommended: "error",
  check: (linted) => {
    const { description } = linted;
    if (hasErrors(description) || description.ruleSets.length === 0) return [];
    const ofSchemas = schemasOf(description).flatMap((schema) => checkParts(schema, examplesOf(schema), linted));
    const ofOperations = description.operations.flatMap((operation) =>
      operation.requests.flatMap(({ mediaType, schema, rules }) => {
        const examples = bodyExamples(description, operation, mediaType);
        const own = rules?.own.filter(isAboutBody) ?? [];
        return [
          ...checkParts(schema, examples, linted),
          ...[...examples, ...examplesOf(description.resolve(schema))].flatMap((example) =>
            check(own, example, linted),
          ),
        ];
      }),
    );
    return [...ofSchemas, ...ofOperations];
  },
};

/** An example of a body doesn't include parameters. */
function isAboutBody({ fields }: Rule): boolean {
  return fields.every(({ path }) => path[0] === "body");
}

/** Checks the rules of each schema on the part of an example that the schema describes. */
function checkParts(schema: unknown, examples: readonly Example[], linted: Linted): Diagnostic[] {
  const { description } = linted;
  return examples.flatMap(({ value, holder }) =>
    partsWithSchemas(description, schema, value).flatMap((part) =>
      isObject(part.value) ? check(description.rulesOf(part.schema), { value: part.value, holder }, linted) : [],
    ),
  );
}

function check(rules: readonly Rule[], { value, holder }: Example, { description }: Linted): Diagnostic[] {
  return rules.flatMap((rule) => {
    const data = toRule(rule, ({ path }) => path.slice(1));
    if (follows(data, value)) return [];
    const place = description.placeOf(isObject(value) ? value : holder);
    const message = `This example breaks the rule ${oneLine(data.sentence)} ${explainBroken(data, value)}`;
    return [{ severity: "error", ...place, message }];
  });
}
