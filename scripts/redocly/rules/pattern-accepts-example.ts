import type { Diagnostic } from "../../diagnostics.ts";
import { asArray, asObject, isObject } from "../../openapi/json.ts";
import { schemasOf } from "../../openapi/schemas.ts";
import { toRegExp } from "../../runtime/matcher.ts";
import type { Linted, LintRule } from "../lint-rule.ts";

/** A `pattern` is a regular expression, and accepts what the schema gives as its examples, default and values. */
export const patternAcceptsExample: LintRule = {
  recommended: "error",
  check: (linted) => [...checkSchemas(linted), ...checkParameters(linted)],
};

function checkSchemas({ description }: Linted): Diagnostic[] {
  return schemasOf(description).flatMap((schema) => {
    const { pattern } = schema;
    if (typeof pattern !== "string") return [];
    const report = (message: string, ...path: string[]): Diagnostic => ({
      severity: "error",
      ...description.placeOf(schema, ...path),
      message,
    });
    const matcher = compile(pattern);
    if (matcher === undefined)
      return [report("This pattern isn't a valid regular expression (ECMA-262). Fix it.", "pattern")];
    return ownExamples(schema).flatMap(({ path, value }) =>
      typeof value !== "string" || matcher.test(value)
        ? []
        : [
            report(
              `The pattern rejects the schema's own ${path[0]} ${JSON.stringify(value)}. Fix one of them.`,
              ...path,
            ),
          ],
    );
  });
}

function checkParameters({ description }: Linted): Diagnostic[] {
  const parameters = new Set(description.operations.flatMap((operation) => operation.parameters));
  return [...parameters].flatMap((parameter) => {
    const schema = asObject(description.resolve(parameter["schema"]));
    const matcher = typeof schema["pattern"] === "string" ? compile(schema["pattern"]) : undefined;
    if (matcher === undefined) return [];
    const listed = Object.entries(asObject(parameter["examples"])).map(([name, one]) => ({
      path: ["examples", name, "value"],
      value: isObject(one) ? one["value"] : undefined,
    }));
    return [{ path: ["example"], value: parameter["example"] }, ...listed].flatMap(({ path, value }): Diagnostic[] => {
      if (typeof value !== "string" || matcher.test(value)) return [];
      const message = `The pattern of '${String(parameter["name"])}' rejects its own example ${JSON.stringify(value)}. Fix one of them.`;
      return [{ severity: "error", ...description.placeOf(parameter, ...path), message }];
    });
  });
}

function compile(pattern: string): RegExp | undefined {
  try {
    return toRegExp(pattern);
  } catch {
    return undefined;
  }
}

/** The values that a schema itself shows, and where. */
export function ownExamples(value: unknown): { path: string[]; value: unknown }[] {
  const schema = asObject(value);
  const single = ["example", "default", "const"].flatMap((keyword) =>
    keyword in schema ? [{ path: [keyword], value: schema[keyword] }] : [],
  );
  const listed = ["examples", "enum"].flatMap((keyword) =>
    asArray(schema[keyword]).map((item, index) => ({ path: [keyword, String(index)], value: item })),
  );
  return [...single, ...listed];
}
