import { describe, expect, test } from "@jest/globals";
import { chooseChallenge, describeChallenges, parseChallenges } from "../../src/auth/digest-challenges.ts";

describe("a WWW-Authenticate header", () => {
  test.each<[string, [string, Record<string, string>][]]>([
    ["", []],
    ["Basic", [["basic", {}]]],
    ['Basic realm="a, b"', [["basic", { realm: "a, b" }]]],
    ['Digest realm="a\\"b\\\\c",NONCE=x', [["digest", { realm: 'a"b\\c', nonce: "x" }]]],
    [
      "Negotiate YII+/abc==, Digest nonce=x",
      [
        ["negotiate", {}],
        ["digest", { nonce: "x" }],
      ],
    ],
    [
      'Negotiate, NTLM , , Digest nonce = "x" , qop=auth',
      [
        ["negotiate", {}],
        ["ntlm", {}],
        ["digest", { nonce: "x", qop: "auth" }],
      ],
    ],
    [
      'Digest nonce="a", Digest nonce="b"',
      [
        ["digest", { nonce: "a" }],
        ["digest", { nonce: "b" }],
      ],
    ],
    ["Digest nonce=a, nonce=b", [["digest", { nonce: "a" }]]],
    ['Digest realm="", nonce=a', [["digest", { realm: "", nonce: "a" }]]],
    ['Digest nonce="never closed', [["digest", {}]]],
    ["Digest nonce=a, {garbage}, qop=auth", [["digest", { nonce: "a" }]]],
    ["=,=", []],
  ])("%j", (header, challenges) => {
    expect(parseChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)])).toEqual(
      challenges,
    );
  });

  test("of any length is read in linear time: anything else would take hours", () => {
    for (const part of ["a", "a ", "a=", 'a="', "\\", "a,", 'a="\\"', " ", "="]) {
      parseChallenges(`Digest ${part.repeat(200_000)}`);
    }
  });
});

describe("the challenge that is answered", () => {
  const digest = (rest: string) => `Digest realm="r", nonce="${rest.length}", qop="auth"${rest}`;
  test.each([
    [digest(""), "MD5", false],
    [digest(", algorithm=md5"), "md5", false],
    [digest(", algorithm=MD5-sess"), "MD5-sess", true],
    [`${digest(", algorithm=MD5")}, ${digest(", algorithm=SHA-256")}`, "SHA-256", false],
    [`${digest(", algorithm=SHA-512-256")}, ${digest(", algorithm=SHA-256-sess")}`, "SHA-256-sess", true],
    [`Basic realm="x", ${digest(', algorithm="MD5"')}, Negotiate`, "MD5", false],
  ])("of %s has %s", (header, name, session) => {
    expect(chooseChallenge(header)?.algorithm).toMatchObject({ name, session });
  });

  test.each([
    ["Basic realm=x", "basic"],
    ["", "nothing readable"],
    [digest(", algorithm=SHA-512-256"), "Digest SHA-512-256 (qop auth)"],
    ['Digest realm="r", nonce="n", qop="auth-int"', "Digest MD5 (qop auth-int)"],
    ['Digest realm="r", nonce="n"', "Digest MD5 (qop missing)"],
    ['Digest realm="r", qop="auth"', "Digest MD5 (qop auth)"],
  ])("doesn't exist in %j, which is described as %j", (header, description) => {
    expect(chooseChallenge(header)).toBeUndefined();
    expect(describeChallenges(header)).toBe(description);
  });

  test.each([
    ["", false],
    [", stale=true", true],
    [', stale="TRUE"', true],
    [", stale=false", false],
  ])("with %j is stale: %j", (rest, stale) => {
    expect(chooseChallenge(digest(rest))?.stale).toBe(stale);
  });
});
