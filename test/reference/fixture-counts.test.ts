import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { countPresencePatterns } from "./count-patterns.ts";
import { type Json, operationOf, operationsOf } from "./document.ts";
import { countByRequests } from "./every-request.ts";

const folder = resolve(import.meta.dirname, "../fixtures/apis");

/** Per operation: its sentences, the fields that they name, and how many sets of these fields can be present together. */
const expected = {
  "box.yaml get /folders/{folder_id}/items": [3, 5, 10],
  "box.yaml get /search": [1, 2, 3],
  "foursquare.yaml get /venues/search": [11, 11, 108],
  "github.yaml get /user/repos": [2, 3, 5],
  "github.yaml get /users/{username}/hovercard": [1, 2, 2],
  "google-places.yaml get /nearbysearch/json": [3, 7, 128],
  "google-places.yaml get /textsearch/json": [3, 6, 24],
  "google-places.yaml get /autocomplete/json": [1, 3, 8],
  "paypal-invoice.yaml post /invoices": [2, 4, 9],
  "shopify-price-rule.yaml post /price_rules.json": [7, 13, 36],
  "stripe.yaml post /coupons": [3, 5, 6],
  "stripe.yaml post /products": [8, 11, 35],
  "tumblr.yaml post /blog/{blog-identifier}/post": [17, 17, 54],
  "tumblr.yaml get /blog/{blog-identifier}/likes": [1, 3, 4],
  "twilio-message.yaml post /Accounts/{AccountSid}/Messages.json": [5, 8, 55],
  "yelp.yaml get /businesses/search": [3, 7, 48],
  "youtube-search.yaml get /search": [17, 26, 4_196_353],
};

const operations = readdirSync(folder).flatMap((file) => {
  const document: Json = parse(readFileSync(resolve(folder, file), "utf8"));
  return operationsOf(document).map(({ path, method }) => ({
    name: `${file} ${method} ${path}`,
    operation: operationOf(document, path, method),
  }));
});

describe("the satisfying presence patterns", () => {
  test("of every real API are as many as expected", () => {
    const counted = operations.map(({ name, operation }) => {
      const { sentences, fields, patterns } = countPresencePatterns(operation);
      return [name, [sentences, fields, patterns]];
    });
    expect(Object.fromEntries(counted)).toEqual(expected);
  });

  test("of each API with few fields are as many when every request is built and judged", () => {
    for (const { name, operation } of operations) {
      const { fields, patterns } = countPresencePatterns(operation);
      if (fields <= 8) expect([name, countByRequests(operation)]).toEqual([name, patterns]);
    }
  });
});
