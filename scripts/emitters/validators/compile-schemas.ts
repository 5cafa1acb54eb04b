import { _, type KeywordCxt } from "ajv";
import Ajv2020 from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import type { JsonObject } from "../../openapi/json.ts";
import { chooseMatching } from "../../patterns/linear-pattern.ts";
import { areUnique, formats, isMultipleOf, toRegExp } from "../../runtime/schema-support.ts";
import { alternatives } from "./alternatives-keyword.ts";
import { definitionsId } from "./json-schema.ts";

/**
 * Compiles schemas of requests to a module's text: a constant for each, by its name. The code calls `formats`, `toRegExp`,
 * `tableMatcher`, `boundedMatcher`, `areUnique`, `isMultipleOf`, `checkAlternatives`, `joinErrors` and, for the rules of schemas, `followsRule(number, object)`, which are to be
 * in its scope.
 *
 * @throws Error on a schema that is none, with its own message
 */
export function compileSchemas(schemas: ReadonlyMap<string, JsonObject>, definitions: JsonObject): string {
  const ajv = new Ajv2020.default({
    allErrors: true,
    strict: false,
    validateSchema: false,
    messages: false,
    inlineRefs: false,
    // NaN and the infinities are no JSON numbers.
    strictNumbers: true,
    // A property called constructor is not there because every object inherits one.
    ownProperties: true,
    formats,
    code: { source: true, esm: true, formats: _`formats`, regExp: Object.assign(toRegExp, { code: "toRegExp" }) },
  });
  // Without this every function would carry notes for a keyword that nobody uses, and bundlers could not leave it out.
  ajv.opts.unevaluated = usesKeyword([definitions, ...schemas.values()], /^unevaluated/);
  for (const keyword of ajv.opts.unevaluated ? [] : (["oneOf", "anyOf"] as const)) {
    ajv.removeKeyword(keyword);
    ajv.addKeyword({ keyword, schemaType: "array", error: noWords, code: alternatives });
  }
  ajv.removeKeyword("uniqueItems");
  ajv.addKeyword({ keyword: "uniqueItems", type: "array", schemaType: "boolean", error: noWords, code: uniqueItems });
  ajv.removeKeyword("multipleOf");
  ajv.addKeyword({ keyword: "multipleOf", type: "number", schemaType: "number", error: divisor, code: multipleOf });
  ajv.addKeyword({
    keyword: "x-dependencies",
    type: "object",
    schemaType: "array",
    error: ruleNumber,
    code: dependencies,
  });
  ajv.addSchema({ $id: definitionsId, $defs: definitions });
  for (const [name, schema] of schemas) ajv.addSchema(schema, name);
  const names = Object.fromEntries([...schemas.keys()].map((name) => [name, name]));
  return (
    standaloneCode
      .default(ajv, names)
      .replaceAll(/^"use strict";|export (?=const )/gm, "")
      // Bundlers keep what calls anything, unless they are told that nothing comes of it.
      .replaceAll(/(?<=const pattern\d+ = )/g, "/* @__PURE__ */ ")
      .replaceAll(compiledPattern, (_call, literal: string, flags: string) =>
        matcherCall(String(JSON.parse(literal)), flags),
      )
      // Ajv copies all errors so far for each reference that fails: a long list of wrong items would take for ever.
      .replaceAll(/(\w+)\s*===\s*null\s*\?\s*([\w.]+)\s*:\s*\1\.concat\(\2\)/g, "joinErrors($1, $2)")
  );
}

/** `toRegExp("…", "u")`, under whatever name. */
const compiledPattern = /(?<=const pattern\d+ = \/\* @__PURE__ \*\/ )\w+\(("(?:[^"\\]|\\.)*"), ("\w*")\)/g;

function matcherCall(pattern: string, flags: string): string {
  const matching = chooseMatching(pattern);
  switch (matching.kind) {
    case "plain":
      return `toRegExp(${JSON.stringify(pattern)}, ${flags})`;
    case "table":
      return `tableMatcher(${JSON.stringify(matching.table)})`;
    case "bounded":
      return `boundedMatcher(${JSON.stringify(pattern)}, ${flags})`;
  }
}

const noWords = { message: "" };
const divisor = { message: "", params: ({ schema }: { schema: unknown }) => _`{multipleOf: ${Number(schema)}}` };
const ruleNumber = {
  message: "",
  params: ({ params }: { params: JsonObject }) => _`{rule: ${Number(params["rule"])}}`,
};

function uniqueItems(context: KeywordCxt): void {
  if (context.schema !== true) return;
  const check = context.gen.scopeValue("func", { key: "areUnique", ref: areUnique, code: _`areUnique` });
  context.fail(_`!${check}(${context.data})`);
}

/** In decimals: by binary fractions, 0.3 would be no multiple of 0.1. */
function multipleOf(context: KeywordCxt): void {
  const check = context.gen.scopeValue("func", { key: "isMultipleOf", ref: isMultipleOf, code: _`isMultipleOf` });
  context.fail(_`!${check}(${context.data}, ${Number(context.schema)})`);
}

function dependencies(context: KeywordCxt): void {
  const check = context.gen.scopeValue("func", { key: "followsRule", ref: () => true, code: _`followsRule` });
  const numbers: readonly number[] = context.schema;
  for (const rule of numbers) {
    context.setParams({ rule });
    context.fail(_`!${check}(${rule}, ${context.data})`);
  }
}

function usesKeyword(value: unknown, keyword: RegExp): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, part]) => keyword.test(key) || usesKeyword(part, keyword));
}
