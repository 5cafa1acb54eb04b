import { expect, test } from "@jest/globals";
import { programmatic } from "./engine.ts";

const { OpenApiRulesError } = programmatic;

/** Calls a function as JavaScript may: nothing checks the arguments before. */
async function call(name: keyof typeof programmatic, ...args: readonly unknown[]): Promise<unknown> {
  return Reflect.apply(programmatic[name], undefined, args);
}

const file = "api.yaml";

test.each([
  ["generate", [5], "generate: the options must be an object, not a number. It may have config, input, output,"],
  ["generate", [null], "generate: the options must be an object, not null."],
  ["generate", [{ input: 5 }], "generate: 'input' must be a string, not a number."],
  ["generate", [{ input: file, ouput: "x.ts" }], "generate: unknown option 'ouput'. Did you mean output?"],
  ["generate", [{ quiet: true }], "generate: unknown option 'quiet'. Expected one of: config, input, output, types,"],
  ["generate", [{ types: "x" }], "generate: 'types' must be an object, not a string."],
  ["generate", [{ types: { imutable: true } }], "generate: types: unknown option 'imutable'. Did you mean immutable?"],
  ["generate", [{ types: { immutable: "yes" } }], "generate: types: immutable: expected true or false."],
  ["explain", [], "explain: 'file' must be a string, not undefined."],
  ["explain", [file, { operation: 5 }], "explain: 'operation' must be a string, not a number."],
  ["analyse", [file, []], "analyse: the options must be an object, not a list."],
  ["validateRequest", [file, {}, { onWarning: {} }], "validateRequest: 'onWarning' must be a function, not an object."],
  ["diff", [], "diff: 'base' must be a string, not undefined."],
  ["diff", ["main", 5], "diff: 'revision' must be a string, not a number."],
  ["drift", [], "drift: 'upstream' must be a string, not undefined."],
  ["drift", [file, { allowExternalRefs: 1 }], "drift: 'allowExternalRefs' must be a boolean, not a number."],
  ["parse", [5], "parse: 'text' must be a string, not a number."],
] as const)("%s%j is refused with what it takes", async (name, args, message) => {
  const error = await call(name, ...args).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(OpenApiRulesError);
  expect(error).toMatchObject({ code: "ERR_USAGE", message: expect.stringContaining(message) });
});

const here = "openapi/restore-jobs.yaml";

test.each([
  ["generate", [{ input: "none.yaml" }]],
  ["explain", ["none.yaml"]],
  ["validateRequest", ["none.yaml", {}]],
  ["diff", [here, "none.yaml"]],
  ["drift", ["none.yaml", { api: here }]],
  ["drift", [here, { api: here, known: "none.yaml" }]],
] as const)("%s%j says which file is missing", async (name, args) => {
  const error = await call(name, ...args).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(OpenApiRulesError);
  expect(error).toMatchObject({
    code: "ERR_FILE",
    message: expect.stringMatching(/^Can't read none\.yaml: no such file/),
  });
});
