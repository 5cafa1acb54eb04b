import { expect, test } from "@jest/globals";
import { disarmMarkdown } from "../engine.ts";

test.each([
  { given: "plain & <b>bold</b><br/> 1 < 2", want: "plain & <b>bold</b><br/> 1 < 2" },
  { given: '<a href="https://x.y/?a=1">a</a> <https://x.y>', want: '<a href="https://x.y/?a=1">a</a> <https://x.y>' },
  { given: '<meta http-equiv=refresh content="0;url=x">', want: '&lt;meta http-equiv=refresh content="0;url=x">' },
  { given: "<b onclick=x> <a href='javascript:x'>", want: "&lt;b onclick=x> &lt;a href='javascript:x'>" },
  { given: '<a href="javascript:x"> <img src=x>', want: '&lt;a href="javascript:x"> &lt;img src=x>' },
  { given: "![alt](https://x.y/z.png) ![a][b]", want: "[alt](https://x.y/z.png) [a][b]" },
  { given: "![dot](data:image/png;base64,AA==)", want: "![dot](data:image/png;base64,AA==)" },
  { given: "a </SCRIPT> b", want: "a &lt;/SCRIPT> b" },
  { given: "a <ScRiPt src=x> b", want: "a &lt;ScRiPt src=x> b" },
  { given: "a <!-- b", want: "a &lt;!-- b" },
  { given: "<textarea>\n\n<styled>", want: "&lt;textarea>\n\n&lt;styled>" },
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

test("a property called like a keyword for data isn't read as data", () => {
  const described = (description: string): object => {
    const named = { type: "string", description };
    const schema = {
      properties: { example: named, value: named, default: named, examples: { properties: { enum: named } } },
    };
    return {
      paths: { "/a": { get: { responses: { default: { description, headers: { value: named } } } } } },
      components: { schemas: { default: schema, const: schema }, parameters: { value: { ...named, schema } } },
    };
  };
  expect(disarmMarkdown({ ...described("<script>") })).toEqual(described("&lt;script>"));
});

test("summaries that the page shows as Markdown are disarmed, others are plain text", () => {
  const described = (text: string): object => ({
    info: { summary: text },
    paths: { "/a": { get: { summary: "<T>", responses: { 200: { summary: text, "x-summary": text } } } } },
    components: { schemas: { a: { enum: ["x"], "x-enumDescriptions": { description: text, x: text } } } },
  });
  expect(disarmMarkdown({ ...described("<script>") })).toEqual(described("&lt;script>"));
});
