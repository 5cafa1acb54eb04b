import type { Oas3Rule } from "@redocly/openapi-core";
import { asArray, asObject, isObject } from "../../openapi/json.ts";
import { toRegExp } from "../../runtime/matcher.ts";

/** A `pattern` is a regular expression, and accepts what the schema gives as its examples, default and values. */
export const patternAcceptsExample: Oas3Rule = () => ({
  Schema(schema, { report, location }) {
    const { pattern } = asObject(schema);
    if (typeof pattern !== "string") return;
    const matcher = compile(pattern);
    if (matcher === undefined) {
      report({
        message: "This pattern is no regular expression (ECMA-262). Correct it.",
        location: location.child("pattern"),
      });
      return;
    }
    for (const { path, value } of ownExamples(schema)) {
      if (typeof value !== "string" || matcher.test(value)) continue;
      const message = `The pattern rejects the schema's own ${path[0]} ${JSON.stringify(value)}. Correct one of them.`;
      report({ message, location: location.child(path) });
    }
  },
  Parameter(parameter, { report, location, resolve }) {
    const schema = asObject(resolve<object>(asObject(asObject(parameter)["schema"])).node);
    const matcher = typeof schema["pattern"] === "string" ? compile(schema["pattern"]) : undefined;
    if (matcher === undefined) return;
    const { example, examples } = asObject(parameter);
    const listed = Object.entries(asObject(examples)).map(([name, one]) => ({
      path: ["examples", name, "value"],
      value: isObject(one) ? one["value"] : undefined,
    }));
    for (const { path, value } of [{ path: ["example"], value: example }, ...listed]) {
      if (typeof value !== "string" || matcher.test(value)) continue;
      const message = `The pattern of '${String(asObject(parameter)["name"])}' rejects its own example ${JSON.stringify(value)}. Correct one of them.`;
      report({ message, location: location.child(path) });
    }
  },
});

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
