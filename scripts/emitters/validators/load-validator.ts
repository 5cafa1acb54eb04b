import type { Description } from "../../openapi/description.ts";
import type { Operation } from "../../openapi/operations.ts";
import type { Violation } from "../../runtime/violation.ts";
import { bundleValidators } from "./emit-validator.ts";

/** The validators that the generated module has for some operations, ready to call, in their order. */
export async function loadValidators(
  description: Description,
  operations: readonly Operation[],
): Promise<((request: unknown) => readonly Violation[])[]> {
  const { code, names } = await bundleValidators(description, operations);
  const url = `data:text/javascript;base64,${Buffer.from(code).toString("base64")}`;
  const module: Record<string, unknown> = await import(url);
  return names.map(({ name }) => {
    const validate = module[`${name}_`];
    if (!isValidator(validate)) throw new TypeError(`the generated module has no ${name}`);
    return validate;
  });
}

function isValidator(value: unknown): value is (request: unknown) => readonly Violation[] {
  return typeof value === "function";
}
