import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { type Auth, apiKey, bearer, serviceAccount } from "../../src/index.ts";
import { type DigestServer, PRIVATE_KEY, PUBLIC_KEY, startDigestServer } from "../support/digest-server.ts";
import { body, clientFor, cluster } from "../support/restore.ts";
import { CLIENT_ID, CLIENT_SECRET, startTokenServer, type TokenServer } from "../support/token-server.ts";

let tokens: TokenServer;
let digests: DigestServer;
beforeAll(async () => {
  tokens = await startTokenServer();
  digests = await startDigestServer();
});
afterAll(() => Promise.all([tokens.stop(), digests.stop()]));
beforeEach(() => {
  tokens.forget();
  digests.forget();
});

type Server = Pick<TokenServer, "url" | "received">;

/** Round trips of calls one after another; before each of those named, what the server knows of it is lost. */
async function count(
  server: Server,
  auth: Auth,
  calls: readonly ("usual" | "lost")[],
  lose: () => void,
): Promise<number[]> {
  const client = clientFor(server, { auth });
  const roundTrips: number[] = [];
  for (const call of calls) {
    if (call === "lost") lose();
    const before = server.received.length;
    await client.createRestoreJob(cluster, body);
    roundTrips.push(server.received.length - before);
  }
  return roundTrips;
}

const calls = ["usual", "usual", "usual", "lost", "usual"] as const;

test("bearer: 1 each", async () => {
  tokens.valid.add("mine");
  expect(await count(tokens, bearer("mine"), calls, () => undefined)).toEqual([1, 1, 1, 1, 1]);
});

test("serviceAccount: 2 for the first call, then 1; 3 after the token was refused", async () => {
  const auth = serviceAccount({ clientId: CLIENT_ID, clientSecret: CLIENT_SECRET });
  expect(await count(tokens, auth, calls, () => tokens.valid.clear())).toEqual([2, 1, 1, 3, 1]);
});

test("serviceAccount: 2 when the token's time is up", async () => {
  let time = 0;
  const auth = serviceAccount({ clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, now: () => time });
  const pass = () => {
    time += 3_600_000;
  };
  expect(await count(tokens, auth, calls, pass)).toEqual([2, 1, 1, 2, 1]);
});

test("apiKey: 2 for the first call, then 1; 2 after the nonce has expired", async () => {
  const auth = apiKey({ publicKey: PUBLIC_KEY, privateKey: PRIVATE_KEY });
  expect(await count(digests, auth, calls, () => digests.expire())).toEqual([2, 1, 1, 2, 1]);
});
