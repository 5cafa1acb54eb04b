import { describeVariant } from "../emitters/types/variant-docs.ts";
import { fieldName } from "../language/field.ts";
import { explainRuleInPlace, plain } from "../language/words.ts";
import type { Description } from "../openapi/description.ts";
import type { Operation } from "../openapi/operations.ts";
import { requestGraph, schemaOf } from "../openapi/request-graph.ts";
import { operationTitle, type RuleSet, schemasAlone } from "../openapi/rule-set.ts";
import { analyse } from "../reasoning/analyse.ts";
import { countPresencePatterns } from "../reasoning/count-patterns.ts";
import { deriveSites } from "../reasoning/site-variants.ts";
import { Steps } from "../reasoning/steps.ts";
import { solveWithZ3 } from "../reasoning/z3.ts";
import { ExampleMaker, withWholeBody } from "./examples.ts";
import type { RequestValue } from "./request-value.ts";

/** Everything about the rules of one operation, or of a schema that operations can't name the fields of: an item of a list. */
export interface ExplainedRules {
  /** Undefined for a schema. */
  readonly operation: string | undefined;
  /** The name of its type. */
  readonly schema?: string;
  /** Undefined if the rules are the same for every media type of the body. */
  readonly mediaType: string | undefined;
  readonly sentences: readonly ExplainedSentence[];
  readonly variants: readonly ExplainedVariant[];
  readonly analysis: {
    readonly satisfiable: boolean;
    readonly dead: readonly string[];
    readonly falseOptional: readonly string[];
    readonly implied: readonly string[];
    /** Sentences about which a question above takes more steps than the limit, so that findings may be missing. */
    readonly undecided: readonly string[];
    /**
     * How many sets of the fields that the rules name valid requests can have, as a decimal number: it may have any size. Null
     * where counting takes more steps than the limit.
     */
    readonly presencePatterns: string | null;
  };
}

export interface ExplainedSentence {
  readonly text: string;
  readonly words: string;
  /** The keyword of JSON Schema that says so, where nobody wrote the sentence. */
  readonly keyword?: string;
}

export interface ExplainedVariant {
  readonly name: string;
  readonly description: string;
  /** A request; of a schema, its object is the `body`. */
  readonly valid: RequestValue | undefined;
  readonly invalid: RequestValue | undefined;
}

/** @param named whether the operations were requested by name: one without rules is explained then, too */
export function explainRules(
  description: Description,
  operations: readonly Operation[],
  named = false,
): ExplainedRules[] {
  const limits = { variants: new Steps(), examples: new Steps(), analysis: new Steps() };
  const schemas = schemasWithin(description, operations).map(({ owner, ...ruleSet }) => ({
    ...explainRuleSet(description, { owner, ...ruleSet }, limits),
    ...(owner.kind !== "operation" && { schema: owner.name }),
  }));
  const ofOperations = operations.flatMap((operation) => {
    const ruleSets = operation.requests.flatMap(({ rules }) => rules ?? []);
    const explained = ruleSets.map((ruleSet) => explainRuleSet(description, ruleSet, limits, operation));
    const distinct = [...new Map(explained.map((one) => [JSON.stringify({ ...one, mediaType: "" }), one])).values()];
    if (distinct.length === 0 && named && schemas.length === 0) return [withoutRules(operation)];
    return distinct.map((one) => (distinct.length > 1 ? one : { ...one, mediaType: undefined }));
  });
  return [...ofOperations, ...schemas];
}

/** The rules of schemas within requests that the operations' own rules don't contain. */
function schemasWithin(description: Description, operations: readonly Operation[]): RuleSet[] {
  const ofOperations = operations.flatMap(({ requests }) => requests.flatMap(({ rules }) => rules ?? []));
  const ofSchemas = description.ruleSets.filter(({ owner }) => owner.kind !== "operation");
  const schemas = schemasAlone([...ofOperations, ...ofSchemas]);
  if (schemas.length === 0) return [];
  const graph = requestGraph(description, operations);
  return schemas.filter((ruleSet) => graph.has(schemaOf(description, ruleSet)));
}

function withoutRules(operation: Operation): ExplainedRules {
  return {
    operation: operationTitle(operation),
    mediaType: undefined,
    sentences: [],
    variants: [],
    analysis: { satisfiable: true, dead: [], falseOptional: [], implied: [], undecided: [], presencePatterns: "1" },
  };
}

/** What all rules of a description may take together: a want of examples leaves nothing undecided. */
type Limits = Readonly<Record<"variants" | "examples" | "analysis", Steps>>;

function explainRuleSet(
  description: Description,
  { request, rules, owner, variantNames }: RuleSet,
  limits: Limits,
  operation?: Operation,
): ExplainedRules {
  const { sites } = limits.variants.during(() => deriveSites(request, rules));
  const variants = limits.examples.during(() => {
    const fields = operation === undefined ? request : withWholeBody(description, operation, request);
    const examples = new ExampleMaker(description, fields, rules);
    return sites
      .flatMap(({ groups }) => groups.flatMap((group) => group.variants))
      .map((variant): ExplainedVariant => {
        const valid = examples.valid(variant);
        return {
          name: variantNames.get(variant.name) ?? variant.name,
          description: describeVariant(variant),
          valid,
          invalid: valid && examples.invalid(variant, valid),
        };
      });
  });
  const { found, patterns } = limits.analysis.during(() => ({
    found: analyse(request, rules, solveWithZ3),
    patterns: countPresencePatterns(request, rules, solveWithZ3),
  }));
  return {
    operation: operation && operationTitle(operation),
    mediaType: owner.kind === "operation" ? owner.mediaType : undefined,
    sentences: rules.map((rule) => ({
      text: rule.sentence.text,
      words: explainRuleInPlace(rule, plain),
      ...(rule.keyword !== undefined && { keyword: rule.keyword }),
    })),
    variants,
    analysis: {
      satisfiable: found.satisfiable,
      dead: found.dead.map(fieldName),
      falseOptional: found.falseOptional.map(fieldName),
      implied: found.implied.map(({ sentence }) => sentence.text),
      undecided: found.undecided.map(({ sentence }) => sentence.text),
      presencePatterns: patterns?.toString() ?? null,
    },
  };
}
