import { expect, test } from "@jest/globals";
import { documented, explanationsOf, validatorsOf } from "../engine.ts";

const api = `openapi: 3.1.0
info: { title: Videos, version: '1' }
paths:
  /videos:
    get:
      operationId: findVideos
      parameters:
        - { name: live, in: query, schema: { type: boolean } }
        - { name: types, in: query, schema: { type: array, items: { type: string, enum: [channel, playlist, video] } } }
        - { name: topics, in: query, schema: { type: array, items: { type: string } } }
        - { name: ids, in: query, schema: { type: array, minItems: 3, uniqueItems: true, items: { type: integer, minimum: 1 } } }
      x-dependencies:
        - IF live THEN types=='video'|'playlist' AND NOT types=='channel';
        - IF topics THEN topics LIKE '/m/*' AND ids==3;
        - IF NOT live THEN NOT types=='video' OR ids==7;
      responses: { '204': { description: Done } }
`;

const words = [
  "If live is set, then types contains 'video' or 'playlist' and types does not contain 'channel'.",
  "If topics is set, then topics contains a match of '/m/*' and ids contains 3.",
  "If live is not set, then types does not contain 'video' or ids contains 7.",
];

test("a list that is compared with a value contains it, in all words about the rule", async () => {
  const [explained] = (await explanationsOf(api)).get("get /videos") ?? [];
  expect(explained?.sentences.map((sentence) => sentence.words)).toEqual(words);
  const inMarkdown = "If `live` is not set, then `types` does not contain `video` or `ids` contains 7.";
  expect(JSON.stringify(await documented(api))).toContain(inMarkdown);
});

test("a violation shows the list, and its repair changes items", async () => {
  const validate = (await validatorsOf(api)).get("get /videos");
  const judge = (query: object): unknown =>
    validate?.({ params: { query } }).map(({ message, repair }) => [message, repair]);
  expect(judge({ types: ["video"] })).toEqual([
    [
      "If live is not set, then types does not contain 'video' or ids contains 7; in this request types is ['video'] and live and ids are not set.",
      // ids has at least three items, so [7] wouldn't do.
      "set live, or remove types, or remove 'video' from types",
    ],
  ]);
  expect(judge({ live: true, types: ["video", "channel"] })).toEqual([
    [expect.stringContaining("types is ['video', 'channel']"), "remove 'channel' from types"],
  ]);
  expect(judge({ live: true })).toEqual([
    [expect.any(String), "remove live, or set types to ['video'], or set types to ['playlist']"],
  ]);
});

test("every variant with lists has examples, as long as the schema wants", async () => {
  const validate = (await validatorsOf(api)).get("get /videos");
  const explained = [...(await explanationsOf(api)).values()].flat();
  const variants = explained.flatMap((one) => one.variants);
  expect(variants.length).toBeGreaterThan(2);
  for (const { name, valid, invalid } of variants) {
    expect([name, valid, validate?.(valid)]).toEqual([name, expect.anything(), []]);
    expect([name, validate?.(invalid)]).toEqual([name, [expect.objectContaining({ sentence: expect.any(String) })]]);
  }
});
