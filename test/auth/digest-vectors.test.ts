import { describe, expect, test } from "@jest/globals";
import { chooseChallenge } from "../../src/auth/digest-challenges.ts";
import { DigestSession } from "../../src/auth/digest-session.ts";

const sha256Challenge =
  'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=SHA-256, ' +
  'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"';
const md5Challenge = sha256Challenge.replace("SHA-256", "MD5");
const cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

function answer(header: string, password: string, clientNonce: string): string {
  const challenge = chooseChallenge(header);
  if (challenge === undefined) throw new Error("the challenge should be one that can be answered");
  return new DigestSession(challenge, { username: "Mufasa", password }, clientNonce).answer("GET", "/dir/index.html");
}

describe("the examples of the RFCs", () => {
  test.each([
    ["RFC 7616 section 3.9.1, MD5", md5Challenge, "8ca523f5e9506fed4657c9700eebdbec"],
    [
      "RFC 7616 section 3.9.1, SHA-256",
      sha256Challenge,
      "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
    ],
    [
      "RFC 7616 section 3.9.1, both offered, as it has them",
      `${sha256Challenge}, ${md5Challenge}`,
      "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
    ],
  ])("%s", (_name, header, response) => {
    expect(answer(header, "Circle of Life", cnonce)).toBe(
      'Digest username="Mufasa", realm="http-auth@example.org", ' +
        'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", uri="/dir/index.html", ' +
        `algorithm=${response.length === 32 ? "MD5" : "SHA-256"}, response="${response}", ` +
        `opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", qop=auth, nc=00000001, cnonce="${cnonce}"`,
    );
  });

  test("RFC 2617 section 3.5, without algorithm in the challenge", () => {
    const header =
      'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", ' +
      'opaque="5ccc069c403ebaf9f0171e9517f40e41"';
    expect(answer(header, "Circle Of Life", "0a4f113b")).toContain('response="6629fae49393a05397450978507c4ef1"');
  });
});

test("a session counts, and writes the count in eight hexadecimal digits", () => {
  const challenge = chooseChallenge(md5Challenge);
  if (challenge === undefined) throw new Error("unreachable");
  const session = new DigestSession(challenge, { username: "u", password: "p" });
  const counts = Array.from({ length: 17 }, () => /nc=(\w+)/.exec(session.answer("POST", "/"))?.[1]);
  expect([counts[0], counts[9], counts[16]]).toEqual(["00000001", "0000000a", "00000011"]);
});
