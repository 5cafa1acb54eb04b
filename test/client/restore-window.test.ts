import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type OnlyPointInTimeUTCMillis, RequestInvalidError } from "../../src/index.ts";
import { type AtlasServer, startAtlasServer } from "../support/atlas-server.ts";
import { rejectionAs } from "../support/errors.ts";
import { body, clientFor, cluster } from "../support/restore.ts";

const now = Date.parse("2025-05-04T10:00:00Z");
const clock = { now: () => now };
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let atlas: AtlasServer;
beforeAll(async () => {
  atlas = await startAtlasServer();
});
afterAll(() => atlas.stop());
beforeEach(() => atlas.forget());

const { delivery } = body;
const at = (pointInTimeUTCMillis: number) => ({ delivery, pointInTimeUTCMillis }) satisfies OnlyPointInTimeUTCMillis;

describe("pointInTimeUTCMillis", () => {
  test.each([
    ["a minute ago", now - MINUTE],
    ["24 hours ago, and five minutes for clocks that differ", now - DAY - 5 * MINUTE],
    ["in five minutes, by our clock", now + 5 * MINUTE],
  ])("%s is sent", async (_when, moment) => {
    await clientFor(atlas, { clock }).createRestoreJob(cluster, at(moment));
    expect(atlas.received).toHaveLength(1);
  });

  test.each([
    ["too long ago", now - DAY - 5 * MINUTE - 1],
    ["to come", now + 5 * MINUTE + 1],
    ["in seconds", Math.floor(now / 1000)],
    ["beyond all dates", 9e15],
  ])("%s is not sent", async (_when, moment) => {
    const error = await rejectionAs(
      clientFor(atlas, { clock }).createRestoreJob(cluster, at(moment)),
      RequestInvalidError,
    );
    const description = expect.stringContaining(
      "must be within the last 24 hours (2025-05-03T10:00:00.000Z to 2025-05-04T10:00:00.000Z)",
    );
    expect(error.fields).toContainEqual({ field: "pointInTimeUTCMillis", description });
    expect(error.violations).toContainEqual({
      path: "/body/pointInTimeUTCMillis",
      fields: ["pointInTimeUTCMillis"],
      message: description,
      sentence: undefined,
    });
    expect(error.message).toMatch(
      /^The request is invalid and was not sent\.[\s\S]*pointInTimeUTCMillis must be within/,
    );
    expect(error.message.includes("look like seconds")).toBe(moment < 1e10);
    expect(atlas.received).toEqual([]);
  });

  test("of any time is sent with validate: false, for Atlas to judge", async () => {
    await clientFor(atlas, { clock, validate: false }).createRestoreJob(cluster, at(now - 2 * DAY));
    expect(atlas.received).toHaveLength(1);
  });
});
