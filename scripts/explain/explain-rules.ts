import { describeVariant } from "../emitters/types/variant-docs.ts";
import { fieldName } from "../language/field.ts";
import { explainDependency, plain } from "../language/words.ts";
import type { Description } from "../openapi/description.ts";
import type { Operation } from "../openapi/operations.ts";
import { operationTitle, type RuleSet } from "../openapi/rule-set.ts";
import { analyse } from "../reasoning/analyse.ts";
import { deriveSites } from "../reasoning/site-variants.ts";
import { solveWithZ3 } from "../reasoning/z3.ts";
import { ExampleMaker } from "./examples.ts";
import type { RequestValue } from "./request-value.ts";

/** Everything about the rules of one operation. */
export interface ExplainedRules {
  readonly operation: string;
  /** Undefined if the rules are the same for every media type of the body. */
  readonly mediaType: string | undefined;
  readonly sentences: readonly { readonly text: string; readonly words: string }[];
  readonly variants: readonly ExplainedVariant[];
  readonly analysis: {
    readonly satisfiable: boolean;
    readonly dead: readonly string[];
    readonly falseOptional: readonly string[];
    readonly implied: readonly string[];
  };
}

export interface ExplainedVariant {
  readonly name: string;
  readonly description: string;
  readonly valid: RequestValue | undefined;
  readonly invalid: RequestValue | undefined;
}

export function explainRules(description: Description, operations: readonly Operation[]): ExplainedRules[] {
  return operations.flatMap((operation) => {
    const ruleSets = operation.requests.flatMap(({ rules }) => rules ?? []);
    const explained = ruleSets.map((ruleSet) => explainRuleSet(description, operationTitle(operation), ruleSet));
    const distinct = [...new Map(explained.map((one) => [JSON.stringify({ ...one, mediaType: "" }), one])).values()];
    return distinct.map((one) => (distinct.length > 1 ? one : { ...one, mediaType: undefined }));
  });
}

function explainRuleSet(description: Description, operation: string, ruleSet: RuleSet): ExplainedRules {
  const { request, rules, owner, variantNames } = ruleSet;
  const examples = new ExampleMaker(description, request, rules);
  const groups = deriveSites(request, rules).sites.flatMap((site) => site.groups);
  const variants = groups
    .flatMap((group) => group.variants)
    .map((variant): ExplainedVariant => {
      const valid = examples.valid(variant);
      return {
        name: variantNames.get(variant.name) ?? variant.name,
        description: describeVariant(variant),
        valid,
        invalid: valid && examples.invalid(variant, valid),
      };
    });
  const { satisfiable, dead, falseOptional, implied } = analyse(request, rules, solveWithZ3);
  return {
    operation,
    mediaType: owner.kind === "operation" ? owner.mediaType : undefined,
    sentences: rules.map(({ sentence }) => ({
      text: sentence.text,
      words: explainDependency(sentence.dependency, plain),
    })),
    variants,
    analysis: {
      satisfiable,
      dead: dead.map(fieldName),
      falseOptional: falseOptional.map(fieldName),
      implied: implied.map(({ sentence }) => sentence.text),
    },
  };
}
