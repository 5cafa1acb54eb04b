import { afterAll, expect, test } from "@jest/globals";
import { bearer, type Fetch, type Hooks } from "../../src/index.ts";
import { everythingPrintable, rejectionOf } from "../support/errors.ts";
import { impatientClock } from "../support/impatient-clock.ts";
import { body, clientFor, cluster } from "../support/restore.ts";
import { places, readings, spellings } from "../support/spellings.ts";

// With every kind of character that a bearer token may have, "=" included, which Gson escapes.
const TOKEN = "eyJhbGciOi.s3cr3t-t0ken_with+all/of~it.c2lnbmF0dXJl==";

/** The longest run of letters and digits that a reader may see of a secret: what a text that breaks off leaves. */
const FRAGMENT = 12;

const found = { spellings: 0, verbatim: 0, readable: 0, encoded: 0 };
afterAll(() => void process.stdout.write(`${JSON.stringify(found)}\n`));

const letters = TOKEN.replace(/[^a-z\d]/gi, "").toLowerCase();
const fragments = Array.from({ length: letters.length - FRAGMENT + 1 }, (_, at) => letters.slice(at, at + FRAGMENT));

/** Everything that a call with this answer shows, in its error and to its hooks. */
async function shownOf(answer: { status: number; body: string; headers?: Record<string, string> }): Promise<string> {
  const events: unknown[] = [];
  const log = (event: unknown) => events.push(event);
  const hooks: Hooks = { onRequest: log, onResponse: log, onRetry: log };
  const fetch: Fetch = async () => new Response(answer.body, { status: answer.status, headers: answer.headers ?? {} });
  const client = clientFor(
    { url: "https://atlas.example" },
    { auth: bearer(TOKEN), fetch, hooks, clock: impatientClock() },
  );
  const error = await rejectionOf(client.createRestoreJob(cluster, body));
  return `${everythingPrintable(error)}\n${JSON.stringify(events)}`;
}

const cases = Object.entries(spellings).flatMap(([how, spell]) =>
  Object.entries(places).map(([where, place]) => [how, where, place(spell(TOKEN))] as const),
);

test("there are 304 spellings", () => expect(cases).toHaveLength(304));

test.each(cases)(
  "a token that the server repeats %s in %s is in no error and no event",
  async (_how, _where, answer) => {
    const shown = await shownOf(answer);
    found.spellings += 1;
    const isVerbatim = shown.includes(TOKEN);
    const isReadable = readings(shown).some((reading) => fragments.some((fragment) => reading.includes(fragment)));
    const isEncoded = shown.includes(Buffer.from(TOKEN).toString("base64").slice(4, 24));
    if (isVerbatim) found.verbatim += 1;
    if (isReadable) found.readable += 1;
    if (isEncoded) found.encoded += 1;
    expect({ isVerbatim, isReadable, isEncoded }).toEqual({ isVerbatim: false, isReadable: false, isEncoded: false });
  },
);

test("a reader of these texts would find the token if nothing were taken out", () => {
  const missed = Object.entries(spellings).filter(([how, spell]) => {
    const text = spell(TOKEN);
    const inBase64 = how === "in Base64" && text.includes(Buffer.from(TOKEN).toString("base64").slice(4, 24));
    return !inBase64 && !readings(text).some((reading) => fragments.some((fragment) => reading.includes(fragment)));
  });
  expect(missed.map(([how]) => how)).toEqual([]);
});
