import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { countPresencePatterns } from "./count-patterns.ts";
import { type Json, operationOf, operationsOf } from "./document.ts";
import { countByRequests } from "./every-request.ts";

const folder = resolve(import.meta.dirname, "../fixtures/apis");

/** Per operation: the fields that its rules name, and how many sets of them can be present together. */
const expected = {
  "box.yaml get /folders/{folder_id}/items": [5, 10],
  "box.yaml get /search": [2, 3],
  "foursquare.yaml get /venues/search": [11, 108],
  "github.yaml get /user/repos": [3, 5],
  "github.yaml get /users/{username}/hovercard": [2, 2],
  "google-places.yaml get /nearbysearch/json": [7, 128],
  "google-places.yaml get /textsearch/json": [6, 24],
  "google-places.yaml get /autocomplete/json": [3, 8],
  "paypal-invoice.yaml post /invoices": [4, 9],
  "shopify-price-rule.yaml post /price_rules.json": [13, 36],
  "stripe.yaml post /coupons": [5, 6],
  "stripe.yaml post /products": [11, 35],
  "tumblr.yaml post /blog/{blog-identifier}/post": [17, 54],
  "tumblr.yaml get /blog/{blog-identifier}/likes": [3, 4],
  "twilio-message.yaml post /Accounts/{AccountSid}/Messages.json": [8, 55],
  "yelp.yaml get /businesses/search": [7, 48],
  "youtube-search.yaml get /search": [26, 4_196_353],
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
      const { fields, patterns } = countPresencePatterns(operation);
      return [name, [fields, patterns]];
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
