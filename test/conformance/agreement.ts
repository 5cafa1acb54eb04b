import { describe, expect, test } from "@jest/globals";
import { analysesOf, keywordPlacesOf, validatorsOf } from "../rules/engine.ts";
import { type Json, type JsonObject, operationsOf } from "../rules/reference/document.ts";
import type { Published } from "./published.ts";

/** All descriptions of a file as one document: the operation of each stands at `/key/path`, and is called `key`. */
function joined(descriptions: Published["descriptions"]): {
  document: JsonObject;
  addresses: ReadonlyMap<string, string>;
} {
  const paths: Record<string, Json> = {};
  const components: Record<string, Record<string, Json>> = {};
  const addresses = new Map<string, string>();
  for (const [key, description] of Object.entries(descriptions)) {
    const [first] = operationsOf(description);
    if (first === undefined) throw new RangeError(`${key} has no operation`);
    addresses.set(key, `${first.method} /${key}${first.path}`);
    const text = JSON.stringify(description)
      .replaceAll(/"#\/components\/(\w+)\//g, `"#/components/$1/${key}`)
      .replaceAll(/"operationId":"[^"]*"/g, `"operationId":"${key}"`);
    const copy: { paths: Record<string, Json>; components?: Record<string, Record<string, Json>> } = JSON.parse(text);
    for (const [path, item] of Object.entries(copy.paths)) paths[`/${key}${path}`] = item;
    for (const [kind, parts] of Object.entries(copy.components ?? {}))
      for (const [name, part] of Object.entries(parts))
        components[kind] = { ...components[kind], [`${key}${name}`]: part };
  }
  return { document: { openapi: "3.1.0", info: { title: "All", version: "1" }, paths, components }, addresses };
}

/** The engine says of each request and of all rules what a file of the suite says. */
export function describeAgreement({ name, file }: { readonly name: string; readonly file: Published }): void {
  describe(name, () => {
    test("requests are judged as it says", async () => {
      const { document, addresses } = joined(file.descriptions);
      const validators = await validatorsOf(document);
      const named = new Set(file.requests.flatMap((one) => (one.keywords === undefined ? [] : [one.description])));
      const keywords = new Map(
        await Promise.all(
          [...named].map(async (key) => [key, await keywordPlacesOf(file.descriptions[key] ?? {})] as const),
        ),
      );
      const judged = file.requests.map(({ description, request }) => {
        const validate = validators.get(addresses.get(description) ?? "");
        if (validate === undefined) throw new RangeError(`${description} has no validator`);
        const violations = validate(request);
        const broken = [...new Set(violations.flatMap(({ sentence }) => sentence ?? []))];
        const places = keywords.get(description);
        const violated = broken.filter((sentence) => places?.get(sentence) === undefined).sort();
        const valid = violations.length === 0;
        if (places === undefined) return { description, request, valid, violated };
        const pointers = new Set(broken.flatMap((sentence) => places.get(sentence) ?? []));
        return { description, request, valid, violated, keywords: [...pointers].sort() };
      });
      expect(judged.filter((one, index) => JSON.stringify(one) !== JSON.stringify(file.requests[index]))).toEqual([]);
    });

    test("rules have the consequences that it says", async () => {
      const decided = file.analyses.map(({ description }) => [description, file.descriptions[description] ?? {}]);
      const analyses = await analysesOf(joined(Object.fromEntries(decided)).document);
      const found = file.analyses.map(({ description }) => {
        const findings = analyses.get(description);
        const { satisfiable, dead = [], falseOptional = [], implied = [] } = findings ?? {};
        return {
          description,
          satisfiable,
          dead: [...dead].sort(),
          falseOptional: [...falseOptional].sort(),
          implied: [...implied].sort(),
        };
      });
      expect(found).toEqual(file.analyses);
    });
  });
}
