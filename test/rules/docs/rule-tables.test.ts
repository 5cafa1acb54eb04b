import { describe, expect, test } from "@jest/globals";
import { documented } from "../engine.ts";
import { apiWith, schema } from "./api.ts";

const json = "application/json";
const form = "application/x-www-form-urlencoded";

const head = ["| Rule | As written |", "|---|---|"];
const table = (...rows: string[]): string => [...head, ...rows].join("\n");

const described = (description: unknown): object => ({ paths: { "/things": { post: { description } } } });

describe("the description of an operation", () => {
  test("ends with its rules, in words and as written", async () => {
    const operation = { description: "Makes one.\n", "x-dependencies": ["OnlyOne(a, b);", "IF a THEN NOT c;"] };
    expect(await documented(apiWith(operation, { [json]: schema(["a", "b", "c"]) }))).toMatchObject(
      described(
        `Makes one.\n\n**Rules**\n\n${table(
          "| Exactly one of `a` and `b` is set. | `OnlyOne(a, b);` |",
          "| If `a` is set, then `c` is not set. | `IF a THEN NOT c;` |",
        )}`,
      ),
    );
  });

  test("keeps a row on one line, whatever the sentence holds", async () => {
    const operation = { "x-dependencies": ["IF a=='x|y'|'`z`'\n  THEN b;"] };
    expect(await documented(apiWith(operation, { [json]: schema(["a", "b"]) }))).toMatchObject(
      described(expect.stringContaining("| `` IF a=='x\\|y'\\|'`z`' THEN b; `` |")),
    );
  });

  test("tells where a rule of a schema applies", async () => {
    const inner = schema(["x", "y"], ["Or(x, y);"]);
    const outer = { type: "object", properties: { part: { $ref: "#/components/schemas/Part" } } };
    const result = await documented(
      apiWith({ "x-dependencies": ["Or(part, part.x);"] }, { [json]: outer }, { Part: inner }),
    );
    expect(result).toMatchObject(
      described(expect.stringContaining("| In `part`: At least one of `x` and `y` is set. | `Or(x, y);` |")),
    );
    expect(result).toMatchObject({
      components: {
        schemas: {
          Part: { description: `**Rules**\n\n${table("| At least one of `x` and `y` is set. | `Or(x, y);` |")}` },
        },
      },
    });
  });

  test("has one table for media types that have the same rules", async () => {
    const body = schema(["a", "b"]);
    const result = await documented(apiWith({ "x-dependencies": ["Or(a, b);"] }, { [json]: body, [form]: body }));
    expect(result).toMatchObject(
      described(`**Rules**\n\n${table("| At least one of `a` and `b` is set. | `Or(a, b);` |")}`),
    );
  });

  test("has a table for each media type where rules differ", async () => {
    const content = { [json]: schema(["a", "b"], ["Or(a, b);"]), [form]: schema(["a", "b"], ["OnlyOne(a, b);"]) };
    expect(await documented(apiWith({}, content))).toMatchObject(
      described(
        [
          `**Rules for \`${json}\`**`,
          table("| At least one of `a` and `b` is set. | `Or(a, b);` |"),
          `**Rules for \`${form}\`**`,
          table("| Exactly one of `a` and `b` is set. | `OnlyOne(a, b);` |"),
        ].join("\n\n"),
      ),
    );
  });
});

test("a description without rules stays as it is", async () => {
  const api = apiWith({ description: "Makes one.\n" }, { [json]: schema(["a"]) });
  expect(await documented(api)).toEqual(api);
});
