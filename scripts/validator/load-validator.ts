import type { Description } from "../openapi/description.ts";
import type { Operation } from "../openapi/operations.ts";
import type { Rules } from "../openapi/read-rules.ts";
import { bundleValidators } from "./emit-validator.ts";
import type { Violation } from "./runtime/violation.ts";

/** The validator that the generated module has for an operation, ready to call. */
export async function loadValidator(
  description: Description,
  rules: Rules,
  operation: Operation,
): Promise<(request: unknown) => readonly Violation[]> {
  const { code, names } = await bundleValidators(description, rules, [operation]);
  const module: Record<string, unknown> = await import(
    `data:text/javascript;base64,${Buffer.from(code).toString("base64")}`
  );
  const validate = module[`${names[0]?.name}_`];
  if (!isValidator(validate)) throw new TypeError("the generated module has no validator");
  return validate;
}

function isValidator(value: unknown): value is (request: unknown) => readonly Violation[] {
  return typeof value === "function";
}
