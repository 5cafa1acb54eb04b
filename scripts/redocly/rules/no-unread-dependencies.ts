import type { LintRule } from "../lint-rule.ts";

/** Every `x-dependencies` stands where something reads it. */
export const noUnreadDependencies: LintRule = {
  recommended: "warn",
  check: ({ description }) => description.problems.filter(({ severity }) => severity === "warn"),
};
