import { describe, expect, test } from "@jest/globals";
import { documented } from "../engine.ts";
import { apiWith, schema } from "./api.ts";

const json = "application/json";
const form = "application/x-www-form-urlencoded";

const list = (...rules: string[]): string => rules.map((rule) => `- ${rule}`).join("\n");

const described = (description: unknown): object => ({ paths: { "/things": { post: { description } } } });

describe("the description of an operation", () => {
  test("ends with its rules in words", async () => {
    const operation = { description: "Makes one.\n", "x-dependencies": ["OnlyOne(a, b);", "IF a THEN NOT c;"] };
    expect(await documented(apiWith(operation, { [json]: schema(["a", "b", "c"]) }))).toMatchObject(
      described(
        `Makes one.\n\n**Rules**\n\n${list("Exactly one of `a` and `b` is set.", "If `a` is set, then `c` is not set.")}`,
      ),
    );
  });

  test("keeps a rule on one line, whatever the sentence holds", async () => {
    const operation = { "x-dependencies": ["IF a=='x|y'|'z'\n  THEN b;"] };
    expect(await documented(apiWith(operation, { [json]: schema(["a", "b"]) }))).toMatchObject(
      described(expect.stringContaining("- If `a` is `x|y` or `z`, then `b` is set.")),
    );
  });

  test("says where a rule of a schema applies", async () => {
    const inner = schema(["x", "y"], ["Or(x, y);"]);
    const outer = { type: "object", properties: { part: { $ref: "#/components/schemas/Part" } } };
    const result = await documented(
      apiWith({ "x-dependencies": ["Or(part, part.x);"] }, { [json]: outer }, { Part: inner }),
    );
    expect(result).toMatchObject(
      described(expect.stringContaining("- In `part`: At least one of `x` and `y` is set.")),
    );
    expect(result).toMatchObject({
      components: {
        schemas: {
          Part: { description: `**Rules**\n\n${list("At least one of `x` and `y` is set.")}` },
        },
      },
    });
  });

  test("has one list for media types that have the same rules", async () => {
    const body = schema(["a", "b"]);
    const result = await documented(apiWith({ "x-dependencies": ["Or(a, b);"] }, { [json]: body, [form]: body }));
    expect(result).toMatchObject(described(`**Rules**\n\n${list("At least one of `a` and `b` is set.")}`));
  });

  test("has a list for each media type where rules differ", async () => {
    const content = { [json]: schema(["a", "b"], ["Or(a, b);"]), [form]: schema(["a", "b"], ["OnlyOne(a, b);"]) };
    expect(await documented(apiWith({}, content))).toMatchObject(
      described(
        [
          `**Rules for \`${json}\`**`,
          list("At least one of `a` and `b` is set."),
          `**Rules for \`${form}\`**`,
          list("Exactly one of `a` and `b` is set."),
        ].join("\n\n"),
      ),
    );
  });

  test("stands with the items of a list, whose fields an operation has no names for", async () => {
    const item = { ...schema(["a", "b"], ["Or(a, b);"]), description: "One line." };
    const lines = { type: "object", properties: { lines: { type: "array", items: item } } };
    const result = await documented(apiWith({}, { [json]: lines }));
    const description = `One line.\n\n**Rules**\n\n${list("At least one of `a` and `b` is set.")}`;
    expect(JSON.stringify(result)).toContain(JSON.stringify({ description }).slice(1, -1));
    expect(JSON.stringify(result).split("At least one of").length).toBe(2);
  });
});

test("a description without rules stays as it is", async () => {
  const api = apiWith({ description: "Makes one.\n" }, { [json]: schema(["a"]) });
  expect(await documented(api)).toEqual(api);
});
