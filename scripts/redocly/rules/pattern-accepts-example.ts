import type { Diagnostic } from "../../diagnostics.ts";
import { asArray, asObject, isObject } from "../../openapi/json.ts";
import { schemasOf } from "../../openapi/schemas.ts";
import { isPattern, matcherOf } from "../../patterns/linear-pattern.ts";
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
    if (!isPattern(pattern))
      return [report("This pattern isn't a valid regular expression (ECMA-262). Fix it.", "pattern")];
    return rejected(pattern, ownExamples(schema)).map(({ path, value }) =>
      report(`The pattern rejects the schema's own ${path[0]} ${JSON.stringify(value)}. Fix one of them.`, ...path),
    );
  });
}

function checkParameters({ description }: Linted): Diagnostic[] {
  const parameters = new Set(description.operations.flatMap((operation) => operation.parameters));
  return [...parameters].flatMap((parameter) => {
    const schema = asObject(description.resolve(parameter["schema"]));
    const { pattern } = schema;
    if (typeof pattern !== "string") return [];
    const listed = Object.entries(asObject(parameter["examples"])).map(([name, one]) => ({
      path: ["examples", name, "value"],
      value: isObject(one) ? one["value"] : undefined,
    }));
    const examples = [{ path: ["example"], value: parameter["example"] }, ...listed];
    return rejected(pattern, examples).map(({ path, value }): Diagnostic => {
      const message = `The pattern of '${String(parameter["name"])}' rejects its own example ${JSON.stringify(value)}. Fix one of them.`;
      return { severity: "error", ...description.placeOf(parameter, ...path), message };
    });
  });
}

interface Example {
  readonly path: string[];
  readonly value: unknown;
}

/** The strings that a pattern rejects; none of a pattern that can't be matched in linear time, which `generate` refuses. */
function rejected(pattern: string, examples: readonly Example[]): Example[] {
  const texts = examples.filter(({ value }) => typeof value === "string");
  const matcher = texts.length > 0 ? matcherOf(pattern) : undefined;
  return matcher === undefined ? [] : texts.filter(({ value }) => !matcher.test(String(value)));
}

/** The values that a schema itself shows, and where. */
export function ownExamples(value: unknown): Example[] {
  const schema = asObject(value);
  const single = ["example", "default", "const"].flatMap((keyword) =>
    keyword in schema ? [{ path: [keyword], value: schema[keyword] }] : [],
  );
  const listed = ["examples", "enum"].flatMap((keyword) =>
    asArray(schema[keyword]).map((item, index) => ({ path: [keyword, String(index)], value: item })),
  );
  return [...single, ...listed];
}
