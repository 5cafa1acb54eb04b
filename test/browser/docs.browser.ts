import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { hostileDescription } from "./hostile-description.ts";
import { type OpenPage, openPage } from "./open-page.ts";

let opened: OpenPage;

/** Redoc keeps working after it has taken the page over: search index, layout. */
async function settle(): Promise<void> {
  await opened.page.waitForLoadState("networkidle");
}

/** The rows of the rules table, head included. */
async function readRules(): Promise<string[][]> {
  const table = opened.page.locator("table", { has: opened.page.locator("th", { hasText: "As written" }) });
  const rows = await table.locator("tr").allInnerTexts();
  return rows.map((row) => row.split("\t").map((cell) => cell.trim()));
}

function runDocs(...args: string[]): void {
  execFileSync("npm", ["run", "docs", "--", "--quiet", ...args], { stdio: "pipe", encoding: "utf8" });
}

afterEach(async () => {
  await settle();
  expect(opened.requests).toEqual([]);
  expect(opened.complaints).toEqual([]);
});

describe("the page of the restore jobs", () => {
  beforeAll(async () => {
    runDocs();
    opened = await openPage(resolve("dist/docs/index.html"));
  });
  afterAll(() => opened.close());

  test("tells the rules of the operation as a table", async () => {
    expect(await readRules()).toEqual([
      ["Rule", "As written"],
      [
        "Exactly one of snapshotId, checkpointId, oplogTs and pointInTimeUTCMillis is set.",
        "OnlyOne(snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis);",
      ],
      ["oplogTs and oplogInc are set together, or not at all.", "AllOrNone(oplogTs, oplogInc);"],
      [
        expect.stringMatching(/^If delivery\.methodName is AUTOMATED_RESTORE, then delivery\.targetGroupId is set/),
        expect.stringMatching(/^IF delivery\.methodName=='AUTOMATED_RESTORE' THEN /),
      ],
    ]);
  });

  test("warns of the data that a restore deletes", async () => {
    const warning = opened.page.locator("strong", { hasText: "Atlas deletes all existing data on the target cluster" });
    await warning.first().scrollIntoViewIfNeeded();
    expect(await warning.first().isVisible()).toBe(true);
  });

  test("shows a valid request, and another one when it is chosen", async () => {
    const create = opened.page.locator('[id="tag/Legacy-Backup/operation/createGroupClusterRestoreJob"]');
    const sample = create.locator("code", { hasText: "681715c0ce2f8a4f6b1d09e4" }).first();
    await sample.scrollIntoViewIfNeeded();
    expect(await sample.textContent()).toContain('"methodName": "AUTOMATED_RESTORE"');
    const choice = create.locator("select").first();
    await choice.selectOption({ label: "Up to one operation in the oplog" });
    const chosen = create.locator("code", { hasText: '"oplogInc": 7' }).first();
    await chosen.waitFor({ state: "visible" });
  });

  test("finds words, with the index that is in the page", async () => {
    await opened.page.getByPlaceholder("Search...").fill("queryable");
    await opened.page.locator('[data-role="search:results"]').getByText("Create one").waitFor({ state: "visible" });
  });
});

describe("a page with hostile texts", () => {
  const folder = mkdtempSync(join(tmpdir(), "docs-test-"));
  beforeAll(async () => {
    writeFileSync(join(folder, "api.json"), JSON.stringify(hostileDescription));
    writeFileSync(
      join(folder, "redocly.yaml"),
      "apis:\n  hostile:\n    root: api.json\n    x-openapi-ts:\n      output: api.ts\n",
    );
    runDocs("--config", join(folder, "redocly.yaml"));
    opened = await openPage(join(folder, "dist/docs/index.html"));
  });
  afterAll(async () => {
    await opened.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("works, runs nothing of them, and shows them", async () => {
    expect(await opened.page.evaluate(() => Reflect.get(globalThis, "broken"))).toBeUndefined();
    const text = await opened.page.locator("body").textContent();
    expect(text).toContain("the end of the operation");
    expect(text).toContain("the end of the introduction");
    expect(text).toContain("</SCRIPT><script>");
  });

  test("keeps a rule with | and line breaks in one row", async () => {
    expect(await readRules()).toEqual([
      ["Rule", "As written"],
      ["If a is x|y or z, then b is set.", "IF a=='x|y'|'z' THEN b;"],
    ]);
  });
});
