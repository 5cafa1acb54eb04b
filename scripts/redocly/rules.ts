import type { Diagnostic } from "../openapi/diagnostic.ts";
import type { Linted, LintRule } from "./lint-rule.ts";
import { exampleFollowsDependencies } from "./rules/example-follows-dependencies.ts";
import { noDeadParameter } from "./rules/no-dead-parameter.ts";
import { noFalseOptional } from "./rules/no-false-optional.ts";
import { noImpliedDependency } from "./rules/no-implied-dependency.ts";
import { patternAcceptsExample } from "./rules/pattern-accepts-example.ts";
import { patternIsMatchable } from "./rules/pattern-is-matchable.ts";
import { satisfiableDependencies } from "./rules/satisfiable-dependencies.ts";
import { validDependencies } from "./rules/valid-dependencies.ts";

/** Every lint rule, by its id within the plugin. */
export const lintRules: Readonly<Record<string, LintRule>> = {
  "valid-dependencies": validDependencies,
  "satisfiable-dependencies": satisfiableDependencies,
  "no-dead-parameter": noDeadParameter,
  "no-false-optional": noFalseOptional,
  "no-implied-dependency": noImpliedDependency,
  "example-follows-dependencies": exampleFollowsDependencies,
  "pattern-accepts-example": patternAcceptsExample,
  "pattern-is-matchable": patternIsMatchable,
};

/** The id of the plugin: its rules are `x-dependencies/…` in a configuration. */
export const pluginId = "x-dependencies";

/**
 * What the lint rules find, each finding once: the rules of a schema are met again in each operation that uses it.
 *
 * @param severityOf the severity of a rule by its full id; `off` where it isn't asked
 */
export function runLintRules(
  linted: Linted,
  severityOf: (id: string, recommended: Diagnostic["severity"]) => Diagnostic["severity"] | "off",
): Diagnostic[] {
  const findings = Object.entries(lintRules).flatMap(([name, { recommended, check }]) => {
    const rule = `${pluginId}/${name}`;
    const severity = severityOf(rule, recommended);
    return severity === "off" ? [] : check(linted).map((finding) => ({ ...finding, severity, rule }));
  });
  return distinctDiagnostics(findings);
}

export function distinctDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()];
}
