import { describe, expect, test } from "@jest/globals";
import { Redactor } from "../../src/http/redactor.ts";

const secret = 'p"a\\s/s wörd+%.*(1)';

describe("a secret is found", () => {
  test.each([
    ["as it is", secret],
    ["in JSON", JSON.stringify(secret).slice(1, -1)],
    ["in JSON inside JSON", JSON.stringify(JSON.stringify(secret)).slice(3, -3)],
    [
      "in JSON that escapes more than it must",
      JSON.stringify(secret).slice(1, -1).replace("/", "\\/").replace("ö", "\\u00F6"),
    ],
    ["in Base64", Buffer.from(secret).toString("base64")],
    ["in Base64 for URLs", Buffer.from(secret).toString("base64url")],
    ["in a form", new URLSearchParams({ a: secret }).toString().slice(2)],
  ])("%s", (_how, form) => {
    const redactor = new Redactor();
    redactor.conceal(secret);
    expect(redactor.redact(`before ${form} after ${form}`)).toMatch(/^before \[redacted\]=* after \[redacted\]=*$/);
  });

  test.each([
    ["Bearer abc.def", "abc.def"],
    [`Basic ${btoa("user:pass:word")}`, "pass:word"],
    ['Digest username="u", response="0123abcd", nc=1', "0123abcd"],
    ["Custom k3y", "k3y"],
  ])("in the header %j: %s", (header, inside) => {
    const redactor = new Redactor();
    redactor.learn(header);
    expect(redactor.redact(`${header} ${inside}`)).toBe(`${header.split(" ")[0]} [redacted] [redacted]`);
  });

  test("whole, though another secret is a part of it", () => {
    const redactor = new Redactor();
    redactor.conceal("abc");
    redactor.conceal("abcdef");
    expect(redactor.redact("abcdef abc")).toBe("[redacted] [redacted]");
  });
});

test("a redactor that knows nothing changes nothing", () => {
  const redactor = new Redactor();
  redactor.learn(null);
  redactor.learn("nothing-after-the-scheme");
  expect(redactor.redact("nothing-after-the-scheme")).toBe("nothing-after-the-scheme");
});
