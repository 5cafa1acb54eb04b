import { type Diagnostic, distinctDiagnostics } from "../diagnostics.ts";
import { isObject } from "../openapi/json.ts";
import type { Linted, LintRule } from "./lint-rule.ts";
import { decidableDependencies } from "./rules/decidable-dependencies.ts";
import { exampleFollowsDependencies } from "./rules/example-follows-dependencies.ts";
import { noDeadParameter } from "./rules/no-dead-parameter.ts";
import { noFalseOptional } from "./rules/no-false-optional.ts";
import { noImpliedDependency } from "./rules/no-implied-dependency.ts";
import { noUnreadDependencies } from "./rules/no-unread-dependencies.ts";
import { patternAcceptsExample } from "./rules/pattern-accepts-example.ts";
import { patternIsMatchable } from "./rules/pattern-is-matchable.ts";
import { proseDependencies } from "./rules/prose-dependencies.ts";
import { satisfiableDependencies } from "./rules/satisfiable-dependencies.ts";
import { validDependencies } from "./rules/valid-dependencies.ts";

/** The id of the plugin: its rules are `x-dependencies/…` in a configuration. */
export const pluginId = "x-dependencies";

/** Every lint rule, by its id within the plugin. */
export const lintRules: Readonly<Record<string, LintRule>> = {
  "valid-dependencies": validDependencies,
  "no-unread-dependencies": noUnreadDependencies,
  "satisfiable-dependencies": satisfiableDependencies,
  "decidable-dependencies": decidableDependencies,
  "no-dead-parameter": noDeadParameter,
  "no-false-optional": noFalseOptional,
  "no-implied-dependency": noImpliedDependency,
  "example-follows-dependencies": exampleFollowsDependencies,
  "pattern-accepts-example": patternAcceptsExample,
  "pattern-is-matchable": patternIsMatchable,
  "prose-dependencies": proseDependencies,
};

/** The full ids of the rules, as a configuration names them. */
export const ownRuleIds: readonly string[] = Object.keys(lintRules).map(fullId);

type Severity = Diagnostic["severity"] | "off";

/** What the lint rules find, each finding once: the rules of a schema come up again in each operation that uses it. */
export function runLintRules(linted: Linted, severityOf: (id: string) => Severity | undefined): Diagnostic[] {
  const findings = Object.entries(lintRules).flatMap(([name, { recommended, check }]) => {
    const rule = fullId(name);
    const severity = severityOf(rule) ?? recommended;
    return severity === "off" ? [] : check(linted).map((finding) => ({ ...finding, severity, rule }));
  });
  return distinctDiagnostics(findings);
}

/** The severities that a configuration gives our rules; those that it doesn't mention are as recommended. */
export function severityIn(rules: Readonly<Record<string, unknown>>): (id: string) => Severity | undefined {
  return (id) => {
    const setting = rules[id];
    const severity = isObject(setting) ? setting["severity"] : setting;
    return severity === "error" || severity === "warn" || severity === "off" ? severity : undefined;
  };
}

function fullId(name: string): string {
  return `${pluginId}/${name}`;
}
