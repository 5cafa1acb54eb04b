import { afterEach, describe, expect, test } from "@jest/globals";
import {
  bearer,
  createRestoreJobsClient,
  type Fetch,
  RequestInvalidError,
  type RestoreJobsClient,
} from "../../src/index.ts";
import { responseExample } from "../support/bundle.ts";
import { rejectionAs } from "../support/errors.ts";
import { body, clientFor, cluster } from "../support/restore.ts";

const sent: string[] = [];
afterEach(() => {
  sent.length = 0;
});
const fetch: Fetch = async (_url, init) => {
  sent.push(init.body ?? "");
  return Response.json(responseExample(200));
};
const client = clientFor({ url: "https://atlas.example" }, { fetch });

const production = { ...body, delivery: { ...body.delivery, targetClusterName: "orders-production" } };

/** Answers "staging" once, and "production" from then on. */
function turncoat(): () => typeof body | typeof production {
  let asked = 0;
  return () => (asked++ === 0 ? body : production);
}

describe("what is checked is what is sent", () => {
  test("for a body with toJSON, which is asked once", async () => {
    const answer = turncoat();
    await client.createRestoreJob(cluster, Object.assign({ ...body }, { toJSON: answer }));
    expect(sent).toEqual([JSON.stringify(body)]);
  });

  test("for a body with a getter, which is asked once", async () => {
    const answer = turncoat();
    const shifty = Object.defineProperty({ ...body }, "delivery", { enumerable: true, get: () => answer().delivery });
    await client.createRestoreJob(cluster, shifty);
    expect(JSON.parse(sent[0] ?? "")).toEqual(body);
  });

  test("for a proxy, which is asked once", async () => {
    const answer = turncoat();
    const shifty = new Proxy(body, {
      get: (_, key) => (key === "delivery" ? answer().delivery : Reflect.get(body, key)),
    });
    await client.createRestoreJob(cluster, shifty);
    expect(JSON.parse(sent[0] ?? "")).toEqual(body);
  });

  test("so what toJSON says is refused if it is wrong", async () => {
    const wrong = { ...body, toJSON: () => ({ ...body, checkpointId: body.snapshotId }) };
    const error = await rejectionAs(client.createRestoreJob(cluster, wrong), RequestInvalidError);
    expect(error.message).toContain("checkpointId");
    expect(sent).toEqual([]);
  });

  test.each([
    ["bodySerializer", () => JSON.stringify(production)],
    ["toJSON", undefined],
    ["body", JSON.stringify(production)],
    ["baseUrl", "https://elsewhere.example"],
    ["method", "DELETE"],
    ["jobId", "681715c0ce2f8a4f6b1d09e4"],
    ["repeatable", true],
    ["wait", 0],
    ["pathSerializer", () => "/elsewhere"],
  ])("whatever Object.prototype.%s is", async (name, value) => {
    Object.defineProperty(Object.prototype, name, { value, configurable: true, enumerable: false, writable: true });
    try {
      for (const each of [client, withMiddleware()]) await each.createRestoreJob(cluster, body);
    } finally {
      Reflect.deleteProperty(Object.prototype, name);
    }
    expect(sent).toEqual([JSON.stringify(body), JSON.stringify(body)]);
  });

  test("for a cluster that answers in two ways, too", async () => {
    const names = ["orders-production", "../elsewhere"];
    const shifty = Object.defineProperty({ ...cluster }, "clusterName", {
      enumerable: true,
      get: () => names.shift() ?? "x",
    });
    let url = "";
    const watching: Fetch = async (to) => {
      url = to;
      return Response.json(responseExample(200));
    };
    await clientFor({ url: "https://atlas.example" }, { fetch: watching }).createRestoreJob(shifty, body);
    expect(url).toContain("/clusters/orders-production/restoreJobs");
  });

  test("whatever Object.prototype chooses for a client that is made then", async () => {
    const chosen = {
      baseUrl: "https://elsewhere.example",
      validate: false,
      fetch: () => Promise.reject(new Error("?")),
    };
    for (const [name, value] of Object.entries(chosen)) {
      Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
    }
    try {
      const { request } = planOf(createRestoreJobsClient({ auth: bearer("abc") }));
      expect(request).toMatch(/^https:\/\/cloud\.mongodb\.com\//);
    } finally {
      for (const name of Object.keys(chosen)) Reflect.deleteProperty(Object.prototype, name);
    }
  });

  function planOf(made: RestoreJobsClient) {
    const plan = made.planRestore(cluster, body);
    return { request: plan.valid ? plan.request.url : "" };
  }

  function withMiddleware() {
    const used = clientFor({ url: "https://atlas.example" }, { fetch });
    used.api.use({ onRequest: () => undefined });
    return used;
  }
});

describe("a body that can't be sent is refused, checks or not", () => {
  const circular: { self?: unknown } = {};
  circular.self = circular;
  test.each<[string, unknown]>([
    ["undefined", undefined],
    ["null", null],
    ["a function", () => body],
    ["a toJSON that says nothing", { toJSON: () => undefined }],
    ["a circle", circular],
    ["a BigInt", { ...body, oplogInc: 1n }],
    [
      "a getter that throws",
      Object.defineProperty({}, "x", {
        enumerable: true,
        get: () => {
          throw new Error("no");
        },
      }),
    ],
  ])("%s", async (_what, given) => {
    for (const validate of [true, false]) {
      // @ts-expect-error: none of them is a body
      const call = clientFor({ url: "https://atlas.example" }, { fetch, validate }).createRestoreJob(cluster, given);
      await rejectionAs(call, RequestInvalidError);
    }
    expect(sent).toEqual([]);
  });
});

test("a cluster with additional fields works, such as one that an API returned", async () => {
  const found = { ...cluster, id: "5c8a1f0fc56c98145d922b74", links: [] };
  await client.createRestoreJob(found, body);
  for await (const _ of client.listRestoreJobs(found)) break;
  expect(sent).toHaveLength(2);
});
