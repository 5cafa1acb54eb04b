import type { Oas3Rule } from "@redocly/openapi-core";
import type { BoundSentence } from "../../dependencies/bind.ts";
import { placeOf } from "../../openapi/declaration.ts";
import { asArray, asObject, isObject, type JsonObject } from "../../openapi/json.ts";
import { listOperations } from "../../openapi/operations.ts";
import { follows } from "../../validator/runtime/evaluate.ts";
import { explainBroken } from "../../validator/runtime/rule-words.ts";
import { toRule } from "../../validator/to-rule.ts";
import { type Findings, findingsOf } from "../findings.ts";

/** Examples of request bodies, and of schemas with rules, follow the rules. */
export const exampleFollowsDependencies: Oas3Rule = () => ({
  Root: {
    leave(root, context) {
      const findings = findingsOf(root, context);
      if (findings === undefined) return;
      for (const { ruleSet } of findings.analyses) {
        const sentences = ruleSet.sentences.filter(isAboutBody);
        for (const { value, holder } of examplesFor(ruleSet.owner, findings)) {
          for (const bound of sentences) {
            const rule = toRule(bound, ({ path }) => path.slice(1));
            if (follows(rule, value)) continue;
            const place = placeOf(findings.description, isObject(value) ? value : holder);
            const message = `This example breaks the rule ${rule.sentence} ${explainBroken(rule, value)}`;
            findings.report(context, { severity: "error", ...place, message });
          }
        }
      }
    },
  },
});

/** An example of a body says nothing of parameters. */
function isAboutBody({ fields }: BoundSentence): boolean {
  return [...fields.values()].every(({ path }) => path[0] === "body");
}

interface Example {
  readonly value: unknown;
  readonly holder: JsonObject;
}

function examplesFor(owner: Findings["rules"]["ruleSets"][number]["owner"], { description }: Findings): Example[] {
  if (owner.kind === "schema") {
    const schema = asObject(asObject(asObject(description.root["components"])["schemas"])[owner.name]);
    return schemaExamples(schema);
  }
  const operation = listOperations(description).find(
    ({ path, method }) => path === owner.path && method === owner.method,
  );
  const requestBody = asObject(description.resolve(operation?.operation["requestBody"]));
  const media = asObject(asObject(requestBody["content"])[owner.mediaType ?? ""]);
  const named = Object.values(asObject(media["examples"])).flatMap((listed) => {
    const example = description.resolve(listed);
    return example !== undefined && "value" in example ? [{ value: example["value"], holder: example }] : [];
  });
  return [...("example" in media ? [{ value: media["example"], holder: media }] : []), ...named];
}

function schemaExamples(schema: JsonObject): Example[] {
  return [...("example" in schema ? [schema["example"]] : []), ...asArray(schema["examples"])].map((value) => ({
    value,
    holder: schema,
  }));
}
