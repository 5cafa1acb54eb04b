import type { Oas3Rule, UserContext } from "@redocly/openapi-core";
import { toRule } from "../../emitters/validators/to-rule.ts";
import type { BoundSentence } from "../../language/bind.ts";
import { placeOf } from "../../openapi/declaration.ts";
import { isObject, type JsonObject } from "../../openapi/json.ts";
import { listOperations } from "../../openapi/operations.ts";
import { follows } from "../../runtime/follows.ts";
import { explainBroken } from "../../runtime/rule-words.ts";
import { bodyExamples, type Example, examplesOf, partsWithSchemas } from "../examples.ts";
import { type Findings, findingsOf } from "../findings.ts";

/** Examples of request bodies, and of schemas, follow the rules that stand on the operation and on the schemas. */
export const exampleFollowsDependencies: Oas3Rule = () => {
  const schemas = new Set<JsonObject>();
  return {
    Schema(schema) {
      if (isObject(schema)) schemas.add(schema);
    },
    Root: {
      leave(root, context) {
        const findings = findingsOf(root, context);
        if (findings === undefined || findings.rules.problems.length > 0) return;
        const { description, rules } = findings;
        for (const schema of schemas) checkParts(schema, examplesOf(schema), findings, context);
        for (const operation of listOperations(description)) {
          for (const { mediaType, schema } of operation.requests) {
            const examples = bodyExamples(description, operation, mediaType);
            checkParts(schema, examples, findings, context);
            const ruleSet = rules.ruleSets.find(
              ({ owner }) =>
                owner.kind === "operation" &&
                owner.path === operation.path &&
                owner.method === operation.method &&
                owner.mediaType === mediaType,
            );
            const own = ruleSet?.sentences.slice(0, ruleSet.own).filter(isAboutBody) ?? [];
            for (const example of [...examples, ...examplesOf(description.resolve(schema))])
              check(own, example, findings, context);
          }
        }
      },
    },
  };
};

/** An example of a body says nothing of parameters. */
function isAboutBody({ fields }: BoundSentence): boolean {
  return [...fields.values()].every(({ path }) => path[0] === "body");
}

/** The rules of schemas, each asked of the part of an example that its schema describes. */
function checkParts(schema: unknown, examples: readonly Example[], findings: Findings, context: UserContext): void {
  for (const { value, holder } of examples) {
    for (const part of partsWithSchemas(findings.description, schema, value)) {
      if (isObject(part.value))
        check(findings.rules.ofSchema(part.schema), { value: part.value, holder }, findings, context);
    }
  }
}

function check(
  sentences: readonly BoundSentence[],
  { value, holder }: Example,
  findings: Findings,
  context: UserContext,
): void {
  for (const bound of sentences) {
    const rule = toRule(bound, ({ path }) => path.slice(1));
    if (follows(rule, value)) continue;
    const place = placeOf(findings.description, isObject(value) ? value : holder);
    const message = `This example breaks the rule ${rule.sentence.replaceAll(/\s+/g, " ")} ${explainBroken(rule, value)}`;
    findings.report(context, { severity: "error", ...place, message });
  }
}
