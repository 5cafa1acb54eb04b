import { expect, test } from "@jest/globals";
import { disarmMarkdown } from "../engine.ts";

test.each([
  { given: "plain & <b>bold</b> a<b", want: "plain & <b>bold</b> a<b" },
  { given: "a </SCRIPT> b", want: "a &lt;/SCRIPT> b" },
  { given: "a <ScRiPt src=x> b", want: "a &lt;ScRiPt src=x> b" },
  { given: "a <!-- b", want: "a &lt;!-- b" },
  { given: "<textarea>\n\n<styled>", want: "&lt;textarea>\n\n<styled>" },
  { given: "code `<script>` stays", want: "code `<script>` stays" },
  { given: "code `` ` <script> `` <script>", want: "code `` ` <script> `` &lt;script>" },
  { given: "one ` backtick\n\n<script> ` later", want: "one ` backtick\n\n&lt;script> ` later" },
  { given: "```html\n<script>\n```\n<script>", want: "```html\n<script>\n```\n&lt;script>" },
  { given: "~~~\n<script>\n\nnever closed", want: "~~~\n<script>\n\nnever closed" },
])("$given", ({ given, want }) => {
  expect(disarmMarkdown({ info: { description: given } })).toEqual({ info: { description: want } });
});

test("data is no Markdown", () => {
  const text = "</script>";
  const document = {
    schema: { example: { description: text }, default: { description: text }, examples: [{ description: text }] },
    media: { examples: { one: { description: "<script>", value: { description: text } } } },
    list: [{ description: "<script>", title: text }],
  };
  expect(disarmMarkdown(document)).toEqual({
    ...document,
    media: { examples: { one: { description: "&lt;script>", value: { description: text } } } },
    list: [{ description: "&lt;script>", title: text }],
  });
});
