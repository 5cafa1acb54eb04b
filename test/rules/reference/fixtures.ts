import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

/** The description of a real API, cut to operations that have rules. */
export interface Fixture {
  readonly file: string;
  readonly text: string;
}

const folder = resolve(import.meta.dirname, "../../fixtures/apis");

export const fixtures: readonly Fixture[] = readdirSync(folder).map((file) => ({
  file,
  text: readFileSync(resolve(folder, file), "utf8"),
}));

interface Patterns {
  readonly sentences: number;
  /** How many fields the sentences name. */
  readonly fields: number;
  /** How many sets of these fields can be present together. */
  readonly patterns: number;
}

const patternsOf = (sentences: number, fields: number, patterns: number): Patterns => ({ sentences, fields, patterns });

/** Counted by the reference, per fixture and operation. */
export const presencePatterns: Readonly<Record<string, Readonly<Record<string, Patterns>>>> = {
  "box.yaml": { "get /folders/{folder_id}/items": patternsOf(3, 5, 10), "get /search": patternsOf(1, 2, 3) },
  "foursquare.yaml": { "get /venues/search": patternsOf(11, 11, 108) },
  "github.yaml": {
    "get /user/repos": patternsOf(2, 3, 5),
    "get /users/{username}/hovercard": patternsOf(1, 2, 2),
  },
  "google-places.yaml": {
    "get /nearbysearch/json": patternsOf(3, 7, 128),
    "get /textsearch/json": patternsOf(3, 6, 24),
    "get /autocomplete/json": patternsOf(1, 3, 8),
  },
  "paypal-invoice.yaml": { "post /invoices": patternsOf(2, 4, 9) },
  "shopify-price-rule.yaml": { "post /price_rules.json": patternsOf(7, 13, 36) },
  "stripe.yaml": { "post /coupons": patternsOf(3, 5, 6), "post /products": patternsOf(8, 11, 35) },
  "tumblr.yaml": {
    "post /blog/{blog-identifier}/post": patternsOf(17, 17, 54),
    "get /blog/{blog-identifier}/likes": patternsOf(1, 3, 4),
  },
  "twilio-message.yaml": { "post /Accounts/{AccountSid}/Messages.json": patternsOf(5, 8, 55) },
  "yelp.yaml": { "get /businesses/search": patternsOf(3, 7, 48) },
  "youtube-search.yaml": { "get /search": patternsOf(17, 26, 4_196_353) },
};
