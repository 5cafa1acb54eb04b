import { describe, expect, test } from "@jest/globals";
import { parseText, textOfValue } from "../engine.ts";

const choice = (...values: (string | number | null)[]) => ({ kind: "choice", values }) as const;
const list = (kind: "text" | "number" | "choice", ...values: string[]) => ({ kind: { list: kind }, values }) as const;

describe("a field of the request builder", () => {
  test.each([
    { field: choice("a", "other", null), value: null, text: "null" },
    { field: choice("null", null), value: null, text: "null" },
    { field: choice("null", null), value: "null", text: '"null"' },
    { field: choice("1", 1, 2), value: 1, text: "1" },
    { field: choice("1", 1, 2), value: "1", text: '"1"' },
    { field: choice("", "a"), value: "", text: '""' },
    { field: list("text"), value: ["a", "b c"], text: "a, b c" },
    { field: list("text"), value: ["a, b", ""], text: '["a, b",""]' },
    { field: list("text"), value: [], text: "[]" },
    { field: list("number"), value: [1, 2.5], text: "1, 2.5" },
    { field: list("choice", "cat", "dog"), value: ["dog"], text: "dog" },
    { field: { kind: "json", values: [] } as const, value: { a: [1] }, text: '{"a":[1]}' },
    { field: { kind: "number", values: [] } as const, value: 7, text: "7" },
    { field: { kind: "longText", values: [] } as const, value: "7", text: "7" },
  ])("shows $value as $text, and reads it so", ({ field, value, text }) => {
    expect(textOfValue(field, value)).toBe(text);
    expect(parseText(field, text)).toEqual(value);
  });

  test("reads a list that is typed with commas, on lines or as JSON", () => {
    for (const text of ["a, b", "a,b,", "a\nb", '["a", "b"]'])
      expect(parseText(list("text"), text)).toEqual(["a", "b"]);
  });

  test("leaves what isn't a number as it is, so that the validator refuses it", () => {
    expect(parseText({ kind: "number", values: [] }, "seven")).toBe("seven");
    expect(parseText(list("number"), "1, two")).toEqual([1, "two"]);
  });
});
