import { describe, expect, test } from "@jest/globals";
import { Redactor } from "../../src/http/redactor.ts";

const secret = 'p"a\\s/s wörd+%.*(1)2';

function redactorOf(...secrets: readonly string[]): Redactor {
  const redactor = new Redactor();
  for (const each of secrets) redactor.conceal(each);
  return redactor;
}

describe("a secret is found", () => {
  test.each([
    ["as it is", secret],
    ["in JSON", JSON.stringify(secret).slice(1, -1)],
    ["in JSON inside JSON", JSON.stringify(JSON.stringify(secret)).slice(3, -3)],
    ["in Base64", Buffer.from(secret).toString("base64")],
    ["in Base64 for URLs", Buffer.from(secret).toString("base64url")],
    ["in a form", new URLSearchParams({ a: secret }).toString().slice(2)],
  ])("%s", (_how, form) => {
    const shown = redactorOf(secret).redact(`before ${form} after ${form}`);
    expect(shown).toMatch(/^before \W*\[redacted\]\W* after \W*\[redacted\]\W*$/);
  });

  test.each([
    ["Bearer abc.def", "abc.def"],
    [`Basic ${btoa("user:pass:word")}`, "pass:word"],
    ['Digest username="u", response="0123abcd", nc=1', "0123abcd"],
    ["Custom k3y", "k3y"],
  ])("in the header %j: %s", (header, inside) => {
    const redactor = new Redactor();
    redactor.learn({ authorization: header });
    expect(redactor.redact(`You sent ${header} and ${inside}.`)).not.toContain(inside);
    expect(redactor.redact(`${inside}.`)).toBe("[redacted].");
  });

  test("whole, though another secret is a part of it", () => {
    expect(redactorOf("abc", "abcdef").redact("abcdef abc")).toBe("[redacted] [redacted]");
  });

  test("though a text ends or begins in it", () => {
    const token = "eyJhbGciOi.s3cr3t-t0ken.c2lnbmF0dXJl";
    expect(redactorOf(token).redact(`You sent ${token.slice(0, 20)}… and …${token.slice(12)}`)).toBe(
      "You sent [redacted]… and …[redacted]",
    );
  });
});

test("what isn't secret stays: other words, and what a digest repeats of the challenge", () => {
  const redactor = redactorOf("eyJhbGciOi.s3cr3t-t0ken.c2lnbmF0dXJl");
  redactor.learn({ authorization: 'Digest username="abcdefgh", realm="MMS Public API", response="0123456789abcdef"' });
  const words = "The realm MMS Public API knows no user abcdefgh (100% sure, &amp; \\u0041 %41).";
  expect(redactor.redact(words)).toBe(words);
});

test("what every request says of itself isn't secret", () => {
  const redactor = new Redactor();
  redactor.learn({
    Accept: "application/json",
    "content-type": "application/x-www-form-urlencoded",
    "x-key": "s3cr3t-k3y",
  });
  expect(redactor.redact("application/json, not application/x-www-form-urlencoded: s3cr3t-k3y")).toBe(
    "application/json, not application/x-www-form-urlencoded: [redacted]",
  );
});

test("a redactor that knows nothing changes nothing", () => {
  const redactor = new Redactor();
  redactor.learn({ authorization: "" });
  expect(redactor.redact("nothing-after-the-scheme")).toBe("nothing-after-the-scheme");
});
