import type { Oas3Rule } from "@redocly/openapi-core";
import { findingsOf } from "../findings.ts";

/** Every sentence can be read, its names mean something, and what it compares can be compared. */
export const validDependencies: Oas3Rule = () => ({
  Root: {
    leave(root, context) {
      const findings = findingsOf(root, context);
      for (const problem of findings?.rules.problems ?? []) findings?.report(context, problem);
    },
  },
});
