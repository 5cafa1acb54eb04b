import { _, type KeywordCxt } from "ajv";
import { strConcat } from "ajv/dist/compile/codegen/code.js";
import { resolveRef, SchemaEnv } from "ajv/dist/compile/index.js";
import namesModule from "ajv/dist/compile/names.js";
import { getValidate } from "ajv/dist/vocabularies/core/ref.js";
import { asArray, asObject } from "../../openapi/json.ts";
import { checkAlternatives } from "../../runtime/alternatives.ts";

const names = namesModule.default;

/**
 * `oneOf` and `anyOf` for Ajv, of alternatives that are all references. Ajv's own report the errors of every alternative; these
 * report those of the alternative that was most likely meant.
 */
export function alternatives(context: KeywordCxt): void {
  const { gen, data, it, keyword } = context;
  const validators = asArray(context.schema).map((alternative) => {
    const found = resolveRef.call(it.self, it.schemaEnv.root, it.baseId, String(asObject(alternative)["$ref"]));
    if (!(found instanceof SchemaEnv))
      throw new TypeError(`an alternative of ${keyword} is no reference to a definition`);
    return getValidate(context, found);
  });
  const list = validators.reduce((code, validator) => _`${code}${validator}, `, _``);
  const check = gen.scopeValue("func", {
    key: "checkAlternatives",
    ref: checkAlternatives,
    code: _`checkAlternatives`,
  });
  const path = strConcat(names.instancePath, it.errorPath);
  const errors = gen.const("found", _`${check}([${list}], ${data}, ${path}, ${keyword})`);
  gen.if(_`${errors}.length > 0`, () => {
    gen.assign(names.vErrors, _`${names.vErrors} === null ? ${errors} : ${names.vErrors}.concat(${errors})`);
    gen.assign(names.errors, _`${names.vErrors}.length`);
  });
}
