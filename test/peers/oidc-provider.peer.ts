import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { AuthenticationError, type Fetch, serviceAccount } from "../../src/index.ts";
import { responseExample } from "../support/bundle.ts";
import { rejectionAs } from "../support/errors.ts";
import { body, clientFor, cluster } from "../support/restore.ts";
import { type AuthorizationServer, startAuthorizationServer } from "./authorization-server.ts";

// oidc-provider decodes id and secret as RFC 6749 has it, Atlas doesn't: these read the same either way.
const clientId = "mdb_sa_id_66e1f0a2b3c4d5e6f7081920";
const clientSecret = "mdb_sa_sk_Zm9vYmFy-3cr3t_0123456789";
const OPERATION = `/api/atlas/v2/groups/${cluster.groupId}/clusters/${cluster.clusterName}/restoreJobs`;

let server: AuthorizationServer;
beforeAll(async () => {
  server = await startAuthorizationServer({ clientId, clientSecret, tokenLifetime: 4 });
});
afterAll(() => server.stop());
beforeEach(() => {
  server.log.length = 0;
});

describe("oidc-provider", () => {
  test("issues one token for many calls, and another when its four seconds are over", async () => {
    const client = clientFor(server, { auth: serviceAccount({ clientId, clientSecret }) });
    const many = await Promise.all(Array.from({ length: 10 }, () => client.createRestoreJob(cluster, body)));
    expect(many).toEqual(Array(10).fill(responseExample(200)));
    expect(server.log).toEqual(["/api/oauth/token 200", ...Array(10).fill(`${OPERATION} 200`)]);
    server.log.length = 0;
    await sleep(4500);
    await client.createRestoreJob(cluster, body);
    expect(server.log).toEqual(["/api/oauth/token 200", `${OPERATION} 200`]);
  });

  test("refuses a token that it doesn't know any more, and issues another", async () => {
    // A clock that stands still never finds a token too old.
    const client = clientFor(server, { auth: serviceAccount({ clientId, clientSecret, now: () => 0 }) });
    await client.createRestoreJob(cluster, body);
    await sleep(4500);
    server.log.length = 0;
    await client.createRestoreJob(cluster, body);
    expect(server.log).toEqual([`${OPERATION} 401`, "/api/oauth/token 200", `${OPERATION} 200`]);
  });

  test("revokes a token", async () => {
    let sent = "";
    const fetch: Fetch = (url, init) => {
      sent = url === `${server.url}${OPERATION}` ? (init.headers["authorization"] ?? "") : sent;
      return globalThis.fetch(url, init);
    };
    const auth = serviceAccount({ clientId, clientSecret });
    const client = clientFor(server, { auth, fetch });
    await client.createRestoreJob(cluster, body);
    const headers = { Authorization: sent };
    expect((await globalThis.fetch(`${server.url}${OPERATION}`, { headers })).status).toBe(200);
    await auth.revoke();
    expect((await globalThis.fetch(`${server.url}${OPERATION}`, { headers })).status).toBe(401);
    await client.createRestoreJob(cluster, body);
  });

  test("refuses a wrong secret: step token, with its words", async () => {
    const client = clientFor(server, { auth: serviceAccount({ clientId, clientSecret: "wrong" }) });
    const error = await rejectionAs(client.createRestoreJob(cluster, body), AuthenticationError);
    expect(error.step).toBe("token");
    expect(error.message).toContain("returned 401 invalid_client: client authentication failed.");
    expect(server.log).toEqual(["/api/oauth/token 401"]);
  });
});
