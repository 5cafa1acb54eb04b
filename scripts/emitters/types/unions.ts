import { Project, type SourceFile } from "ts-morph";
import type { Diagnostic } from "../../diagnostics.ts";
import type { RuleSet } from "../../openapi/rule-set.ts";
import { deriveSites } from "../../reasoning/site-variants.ts";
import { productLimit, variantLimit } from "../../reasoning/variants.ts";
import { TypePlaces } from "./type-places.ts";
import { UnionWriter } from "./union-writer.ts";

/**
 * Puts the unions that rules make of request types into a module of openapi-typescript.
 *
 * The text is changed once, from the spans that ts-morph found: each manipulation through ts-morph would cost the whole file.
 */
export function applyUnions(types: string, all: readonly RuleSet[]): { text: string; problems: Diagnostic[] } {
  const problems: Diagnostic[] = [];
  const ruleSets = all.filter(({ typed }) => typed);
  if (ruleSets.length === 0) return { text: types, problems };
  const file = new Project({ useInMemoryFileSystem: true }).createSourceFile("types.ts", types);
  const ruled = new Set(ruleSets.flatMap(({ owner }) => (owner.kind === "schema" ? [owner.name] : [])));
  const writer = new UnionWriter(new TypePlaces(file), ruled, reservedNames(file));
  for (const ruleSet of ruleSets) {
    const derived = deriveSites(ruleSet.request, ruleSet.rules);
    problems.push(
      ...derived.beyondTypes.map((bound) =>
        ruleSet.diagnose(
          "warn",
          `Types can't express all of this rule, so they accept more than it allows: ${oneLine(bound.sentence.text)}`,
          bound,
        ),
      ),
      ...derived.beyondLimit.map((bound) =>
        ruleSet.diagnose(
          "warn",
          `This rule is left out of the types, because it would make more than ${variantLimit} variants, or more than ${productLimit} combinations with those of other rules: ${oneLine(bound.sentence.text)}`,
          bound,
        ),
      ),
    );
    for (const site of derived.sites) {
      if (site.impossible) {
        const rules = site.groups.find(({ variants }) => variants.length === 0)?.rules ?? [];
        const sentence = rules.find(({ keyword }) => keyword === undefined) ?? rules[0];
        problems.push(
          ruleSet.diagnose(
            // A schema that nothing fits may be meant so.
            sentence?.keyword === undefined ? "error" : "warn",
            "No request satisfies this rule together with those that share its fields.",
            sentence,
          ),
        );
      }
    }
    problems.push(...writer.write(ruleSet, derived.sites));
  }
  return { text: writer.finish(types), problems: distinctProblems(problems) };
}

/** A rule that is read more than once, for two media types or from a schema, is reported once. */
function distinctProblems(problems: readonly Diagnostic[]): Diagnostic[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}

function reservedNames(file: SourceFile): string[] {
  return [
    ...file.getInterfaces().map((declaration) => declaration.getName()),
    ...file.getTypeAliases().map((declaration) => declaration.getName()),
  ];
}
