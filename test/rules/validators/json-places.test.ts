import { expect, test } from "@jest/globals";
import { generateFrom } from "../generator.ts";

/** Every line of this text in JSON has a mistake, with what makes places hard to find: escapes, brackets and quotes in strings. */
const description = String.raw`
{ "openapi": "3.1.0", "info": {"title":"a \" } ] , \\", "version": "1"} ,
  "x-list": [ ], "x-object" : { }, "x-more": [1, -2.5e3, true, null, "\\\"", [[]], {"a":[{}]}],
  "paths": { "/a~b/{c}": { "post": {
    "operationId": "send", "responses": {"204": {"description": "{\"}"}},
    "requestBody": { "content": { "application/json": { "schema": { "type": "object", "properties": {
      "a\u0062": { "type":"string","minLenght" : 3 },
      "c/d": {"anyOf":[{"type":"string"} , { "patern": "[\"]}" }, true,
        {"x":0, "type" :
          "any"}]},
      "\"": { "items": { "maxItem": [ {} ] }, "minLength":true
      },
      "$ref": {"not":{"divisibleBy":2}},"e":{"requierd":  ["é😀"], "minimun":1}
    }, "x-dependencies" : [ "Or(ab, \u0022x\");", "Or(ab, zz);\nOr(ab, é);" , 5 ] } } } } } } } }`;

test("problems in JSON have the places that they have in YAML", async () => {
  const placesOf = async (text: string): Promise<string[]> => {
    const found = await generateFrom(text).then(
      ({ warnings }) => warnings,
      (error: { diagnostics: readonly { line: number; column: number; message: string }[] }) => error.diagnostics,
    );
    return found.map(({ line, column, message }) => `${line}:${column} ${message}`);
  };
  for (const text of [description, description.replace(/, "x-dependencies".*\]/, "")]) {
    const places = await placesOf(text);
    expect(places.length).toBeGreaterThan(2);
    // With a comment it isn't JSON.
    expect(places).toEqual(await placesOf(`${text}\n# YAML`));
  }
});
