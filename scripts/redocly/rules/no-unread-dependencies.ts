import type { LintRule } from "../lint-rule.ts";

/** Every `x-dependencies` is in a place where it is read. */
export const noUnreadDependencies: LintRule = {
  recommended: "warn",
  check: ({ description }) => description.problems.filter(({ severity }) => severity === "warn"),
};
