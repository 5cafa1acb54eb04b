import { expect, test } from "@jest/globals";
import { findCallouts, quoteCallouts } from "../engine.ts";

test.each([
  { given: "Makes one.\n\n> [!WARNING]\n> Deletes\n> all.\n\nMore.", kind: "Warning", text: "Deletes all." },
  { given: "**Warning: with `a`, all is\ndeleted.**\n\nMore.", kind: "Warning", text: "With `a`, all is deleted." },
  { given: "**Danger:** deletes all.", kind: "Danger", text: "Deletes all." },
  { given: "One.\n\n**Caution: lost.** Needs `b`.", kind: "Caution", text: "Lost. Needs `b`." },
  { given: "> [!note]\n> Slow.", kind: "Note", text: "Slow." },
])("finds $kind in $given", ({ given, kind, text }) => {
  expect(findCallouts(given)).toEqual([{ kind, text }]);
});

test.each(["Plain.", "A **Warning: within** a sentence.", "**Warnings** are none.", "> quoted"])(
  "finds none in %s",
  (text) => {
    expect(findCallouts(text)).toEqual([]);
    expect(quoteCallouts({ description: text })).toEqual({ description: text });
  },
);

test("a warning becomes a quotation, and the text around it stays", () => {
  const description = "One.\n\n**Warning: gone.**\n\nTwo.";
  expect(quoteCallouts({ list: [{ description }] })).toEqual({
    list: [{ description: "One.\n\n> **Warning:** Gone.\n\nTwo." }],
  });
});

test("an example that looks like a warning stays as it is", () => {
  const media = { example: { description: "**Warning: gone.**" } };
  expect(quoteCallouts(media)).toEqual(media);
});
