import { execFile, execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { validateCreateGroupClusterRestoreJob } from "../../generated/restore-jobs.validator.ts";
import { respond, startLoopbackServer } from "../support/loopback-server.ts";
import { compilers, runCompiler } from "../types/compilers.ts";
import { hostileDescription } from "./hostile-description.ts";
import { type OpenPage, openPage, openWithoutScripts } from "./open-page.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let opened: OpenPage;

function runDocs(...args: string[]): void {
  execFileSync("npm", ["run", "docs", "--", "--quiet", ...args], { stdio: "pipe", encoding: "utf8" });
}

async function goTo(hash: string): Promise<void> {
  await opened.page.evaluate((target) => {
    location.hash = target;
  }, hash);
}

afterEach(async () => {
  await opened.page.waitForLoadState("networkidle");
  expect(opened.requests).toEqual([]);
  expect(opened.complaints).toEqual([]);
});

describe("the page of the restore jobs", () => {
  const create = "#/legacy-backup/creategroupclusterrestorejob";

  beforeAll(async () => {
    runDocs();
    opened = await openPage(resolve("dist/docs/index.html"));
  });
  afterAll(() => opened.close());

  test("says what each variant needs and excludes", async () => {
    const tables = await opened.page
      .locator(".or-matrix")
      .evaluateAll((found) =>
        found.map((table) =>
          [...table.querySelectorAll("tr")].map((row) =>
            [...row.querySelectorAll("th, td > span")].map((cell) => cell.textContent),
          ),
        ),
      );
    const none = "not allowed";
    expect(tables[0]).toEqual([
      ["Variant", "snapshotId", "checkpointId", "oplogTs", "oplogInc", "pointInTimeUTCMillis"],
      ["OnlySnapshotId", "required", none, none, none, none],
      ["OnlyCheckpointId", none, "required", none, none, none],
      ["OnlyOplogTsAndOplogInc", none, none, "required", "required", none],
      ["OnlyPointInTimeUTCMillis", none, none, none, none, "required"],
    ]);
    expect(tables[1]?.map(([name]) => name)).toEqual([
      "Variant",
      "NotAutomatedRestore",
      "AutomatedRestoreToClusterName",
      "AutomatedRestoreToClusterId",
    ]);
    expect(tables[1]?.[2]).toEqual([
      "AutomatedRestoreToClusterName",
      "required: AUTOMATED_RESTORE",
      "required",
      "required",
      "allowed",
    ]);
  });

  test("warns, in the guide and in the reference, of the data that a restore deletes", async () => {
    const words = "Atlas deletes all existing data on the target cluster";
    expect(await opened.page.locator(".or-warning", { hasText: words }).first().isVisible()).toBe(true);
    await goTo(create);
    await opened.page.locator("blockquote", { hasText: words }).first().waitFor({ state: "visible" });
    await opened.page.locator("#redoc").getByRole("link", { name: "What may I send?" }).click();
    await opened.page.locator("#createGroupClusterRestoreJob").waitFor({ state: "visible" });
  });

  test("finds rules, with the index that is in the page", async () => {
    await goTo("#/");
    await opened.page.getByTestId("search-trigger").click();
    await opened.page.getByPlaceholder("Search docs...").fill("set together, or not at all");
    const found = opened.page.locator('[data-component-name="Search/SearchItem"]', { hasText: "Create one" });
    await found.first().waitFor({ state: "visible" });
    await opened.page.keyboard.press("Escape");
    await goTo("#guide");
  });

  test.each([
    { query: "together or not", kind: "Rule", leads: "#createGroupClusterRestoreJob--rule-2" },
    { query: "AllOrNone(", kind: "Rule", leads: "#createGroupClusterRestoreJob--rule-2" },
    { query: "onlycheckpoint", kind: "Variant", leads: "#createGroupClusterRestoreJob-OnlyCheckpointId" },
    { query: "retry-after", kind: "Error", leads: "#createGroupClusterRestoreJob--error-429" },
  ])("finds $query in the guide, and leads to it", async ({ query, kind, leads }) => {
    await goTo("#guide");
    await opened.page.keyboard.press("Control+k");
    await opened.page.keyboard.type(query);
    const first = opened.page.locator(".or-found a").first();
    expect(await first.locator("small").textContent()).toBe(kind);
    await opened.page.keyboard.press("Enter");
    expect(await opened.page.evaluate(() => location.hash)).toBe(leads);
    expect(await opened.page.locator(":target").isVisible()).toBe(true);
    expect(await opened.page.locator(".or-found").isVisible()).toBe(false);
    await opened.page.getByRole("searchbox").fill("");
  });

  test("finds a field, and says where nothing is found", async () => {
    await goTo("#guide");
    const search = opened.page.getByRole("searchbox");
    await search.fill("oplogInc");
    await opened.page.locator(".or-found a", { hasText: "Field" }).first().click();
    expect(await opened.page.locator(":target [data-field='oplogInc']").isVisible()).toBe(true);
    await search.fill("no such words");
    expect(await opened.page.locator(".or-found").textContent()).toContain("Nothing found here");
    await search.fill("");
  });

  test("says what to do about each error", async () => {
    const errors = await opened.page.locator(".or-errors > div").allTextContents();
    expect(errors.map((text) => text.slice(0, 3))).toEqual(["400", "401", "403", "404", "429", "500"]);
    expect(errors[4]).toContain("wait for as long as Retry-After says");
  });

  test("leads to a variant by its address", async () => {
    await goTo("#createGroupClusterRestoreJob-OnlyCheckpointId");
    const variant = opened.page.locator(":target");
    expect(await variant.locator("h4").textContent()).toBe("OnlyCheckpointId");
    await opened.page.waitForFunction(() => {
      const top = document.querySelector(":target")?.getBoundingClientRect().top ?? -1;
      return top >= 0 && top < innerHeight;
    });
  });

  test("has samples for each variant that compile under every TypeScript version, run, and reach the server with a valid request", async () => {
    const samples = await opened.page.locator(".or-variant details").evaluateAll((found) =>
      found.map((details) => ({
        title: details.querySelector("summary")?.textContent ?? "",
        code: details.querySelector("code")?.textContent ?? "",
      })),
    );
    expect(samples).toHaveLength(7 * 3);
    const challenge = { "WWW-Authenticate": 'Digest realm="r", nonce="n", qop="auth", algorithm=MD5' };
    const server = await startLoopbackServer(({ url, headers, body }, response) => {
      if (url === "/api/oauth/token") return respond(response, 200, { access_token: "issued" });
      if (headers.authorization === undefined) return respond(response, 401, {}, challenge);
      const [, groupId, clusterName] =
        /^\/api\/atlas\/v2\/groups\/([^/]+)\/clusters\/([^/]+)\/restoreJobs$/.exec(url) ?? [];
      const request = { params: { path: { groupId, clusterName } }, body: JSON.parse(body) };
      const violations = validateCreateGroupClusterRestoreJob(request);
      respond(response, violations.length === 0 ? 200 : 400, violations);
    });
    // A project of its own, so that no compiler finds this one's settings.
    const folder = mkdtempSync(join(tmpdir(), "docs-samples-"));
    symlinkSync(resolve("node_modules"), join(folder, "node_modules"), "junction");
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    copyFileSync("generated/restore-jobs.ts", join(folder, "restore-jobs.ts"));
    try {
      const files: string[] = [];
      const env = {
        ...process.env,
        ACCESS_TOKEN: "issued",
        CLIENT_ID: "i",
        CLIENT_SECRET: "s",
        USERNAME: "u",
        PASSWORD: "p",
      };
      for (const [index, { title, code }] of samples.entries()) {
        const local = code.replaceAll("https://cloud.mongodb.com", server.url);
        if (title === "TypeScript") {
          const file = join(folder, `${index}.ts`);
          writeFileSync(file, local);
          files.push(file);
          await promisify(execFile)(process.execPath, ["--import", "tsx", file], { env, cwd: folder });
        } else await promisify(execFile)("sh", ["-c", local.replaceAll("curl ", "curl --noproxy '*' ")], { env });
      }
      for (const compiler of compilers)
        expect({ compiler, printed: runCompiler(compiler, folder, files, "--types", "node") }).toEqual({
          compiler,
          printed: "",
        });
      const accepted = server.received.filter(
        ({ url, headers }) => url.endsWith("/restoreJobs") && headers.authorization,
      );
      expect(accepted).toHaveLength(7 * 3);
      for (const { headers } of accepted) expect(headers["content-type"]).toBe("application/vnd.atlas.2023-01-01+json");
      for (const { headers } of accepted) expect(headers.accept).toBe("application/vnd.atlas.2023-01-01+json");
      for (const { headers, body } of accepted) {
        const [, groupId, clusterName] = ["", "5c8a1f0fc56c98145d922b73", "orders-production"];
        expect(headers.authorization).toMatch(/^(Bearer issued|Digest )/);
        const request = { params: { path: { groupId, clusterName } }, body: JSON.parse(body) };
        expect(validateCreateGroupClusterRestoreJob(request)).toEqual([]);
      }
    } finally {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test("has contents: beside the guide on a wide screen, above it on a narrow one", async () => {
    const { page } = opened;
    await goTo("#guide");
    const contents = page.getByRole("navigation", { name: "Contents" });
    const links = await contents.locator("a").evaluateAll((all) =>
      all.map((link) => {
        const hash = link.getAttribute("href") ?? "";
        return [link.textContent, hash === "#/" || document.getElementById(hash.slice(1)) !== null];
      }),
    );
    expect(links).toEqual(
      [
        "Create one legacy backup restore job",
        "Variants",
        "Rules",
        "Build a request",
        "Valid requests",
        "Errors",
        "All operations",
      ].map((title) => [title, true]),
    );
    const places = async (): Promise<(number | undefined)[]> => {
      const [beside, guide] = [await contents.boundingBox(), await page.locator(".or-content").boundingBox()];
      return [beside?.x, beside?.y, guide?.x, guide?.y];
    };
    for (const width of [375, 768, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const [left = 0, top = 0, guideLeft = 0, guideTop = 0] = await places();
      expect(width < 1280 ? guideLeft === left && guideTop > top : guideLeft > left + 200).toBe(true);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    }
    for (const title of ["Errors", "Rules", "Create one legacy backup restore job"]) {
      await contents.getByRole("link", { name: title }).click();
      await contents.locator("[aria-current]", { hasText: title }).waitFor({ state: "visible" });
      expect(await contents.locator("[aria-current]").count()).toBe(1);
      const [, top = -1] = await places();
      expect(top).toBeGreaterThanOrEqual(0);
    }
    // What the pointer is over has other colors.
    await page.mouse.move(700, 0);
    await page.setViewportSize({ width: 1400, height: 1000 });
  });

  test("changes its colors by the reader's preference and by the switch", async () => {
    const color = (): Promise<string> =>
      opened.page.evaluate(() => getComputedStyle(document.querySelector("#guide") ?? document.body).backgroundColor);
    const before = await color();
    await opened.page.getByRole("button", { name: "Dark mode" }).click();
    expect(await color()).not.toBe(before);
    await opened.page.getByRole("button", { name: "Light mode" }).click();
    expect(await color()).toBe(before);
  });

  test("builds curl for a valid request, and offers the smallest repair for another", async () => {
    const field = (name: string) => opened.page.locator(`.or-form [data-field="${name}"]`);
    const status = opened.page.locator(".or-status");
    await field("delivery.methodName").selectOption("HTTP");
    await field("oplogTs").fill("2025-05-04T09:42:00Z");
    expect(await opened.page.locator(".or-problems").textContent()).toContain("oplogInc");
    expect(await opened.page.locator(".or-problems").textContent()).toContain("Smallest repair: ");
    expect(await field("snapshotId").isDisabled()).toBe(true);
    const needed = await field("oplogInc").getAttribute("aria-describedby");
    expect(await field("oplogInc").getAttribute("aria-required")).toBe("true");
    expect(await opened.page.locator(`#${needed}`).textContent()).toBe(
      "Needed because oplogTs is set. oplogTs and oplogInc are set together, or not at all.",
    );
    const hint = await field("snapshotId").getAttribute("aria-describedby");
    expect(await opened.page.locator(`#${hint}`).textContent()).toBe(
      "Not available because oplogTs is set. Exactly one of snapshotId, checkpointId, oplogTs and pointInTimeUTCMillis is set.",
    );
    await field("oplogInc").fill("7");
    expect(await status.textContent()).toBe("Valid: the request follows the schema and all rules.");
    await opened.page.getByLabel("Show as").selectOption("curl, DigestAuth");
    expect(await opened.page.locator(".or-output").textContent()).toContain('"oplogInc": 7');
    await opened.page.getByRole("button", { name: "Clear" }).click();
  });

  test("fills the form from the description's own examples, and says what each does", async () => {
    const { page } = opened;
    const start = page.getByLabel("Start from an example");
    const titles = await start.locator("option").allTextContents();
    expect(titles).toHaveLength(7);
    for (const [index, label] of titles.slice(1).entries()) {
      await start.selectOption({ label });
      expect(await page.locator(".or-status").textContent()).toBe(
        "Valid: the request follows the schema and all rules.",
      );
      expect(await page.locator(".or-output").textContent()).toContain(index === 2 ? '"HTTP"' : '"AUTOMATED_RESTORE"');
    }
    await start.selectOption({ label: "Snapshot, as a download" });
    expect(await page.locator(".or-form").textContent()).toContain("Touches no cluster.");
    await page.getByRole("button", { name: "Clear" }).click();
    expect(await start.inputValue()).toBe("");
    expect(await page.locator(".or-form").textContent()).not.toContain("Touches no cluster.");
  });

  test("warns in the form, where the method is chosen", async () => {
    const row = opened.page.locator(".or-field", { has: opened.page.locator('[data-field="delivery.methodName"]') });
    expect(await row.locator(".or-warning").textContent()).toContain("deletes all existing data on the target cluster");
  });

  test("says who may call the operation and what it doesn't support", async () => {
    const text = await opened.page.locator(".or-operation").first().innerText();
    expect(text).toContain("needs the role Project Owner");
    expect(text).toContain("Not supported: checkpoint restores");
  });

  test.each([
    { width: 375, shown: "block" },
    { width: 768, shown: "table" },
    { width: 1024, shown: "table" },
    { width: 1280, shown: "table" },
  ])("shows rules as a $shown at $width px, which needs no scrolling", async ({ width, shown }) => {
    const { page } = opened;
    await goTo("#guide");
    await page.setViewportSize({ width, height: 1000 });
    const tables = await page
      .locator(".or-scroll")
      .evaluateAll((found) =>
        found.map(({ firstElementChild: table, scrollWidth, clientWidth }) => [
          table && getComputedStyle(table).display,
          scrollWidth <= clientWidth,
        ]),
      );
    await page.setViewportSize({ width: 1400, height: 1000 });
    expect(tables).toEqual([
      [shown, true],
      [shown, true],
    ]);
  });

  test("judges every state of the rule fields as the generated validator does, and disables what no valid request has", async () => {
    const names = [
      "snapshotId",
      "checkpointId",
      "oplogTs",
      "oplogInc",
      "pointInTimeUTCMillis",
      "delivery.targetGroupId",
      "delivery.targetClusterName",
      "delivery.targetClusterId",
    ];
    const texts = [
      "681715c0ce2f8a4f6b1d09e4",
      "68172b3fce2f8a4f6b1d1c57",
      "2025-05-04T09:42:00Z",
      "7",
      "1746351720000",
      "5c8a1f0fc56c98145d922b73",
      "orders-staging",
      "681715c0ce2f8a4f6b1d09e4",
    ];
    const methods = [
      "",
      "CLIENT_PIT_HTTP",
      "QUERY",
      "AUTOMATED_RESTORE",
      "HTTP",
      "THIRD_PARTY_COPY",
      "CLIENT_PIT_SCP",
      "SCP",
    ];
    const seen = await opened.page.evaluate(
      ([fieldNames, values, options]) => {
        const input = (name: string): HTMLInputElement | HTMLSelectElement => {
          const found = document.querySelector(`.or-form [data-field="${name}"]`);
          if (found instanceof HTMLInputElement || found instanceof HTMLSelectElement) return found;
          throw new Error(`The form has no ${name}`);
        };
        const inputs = fieldNames.map(input);
        const method = input("delivery.methodName");
        input("groupId").value = "5c8a1f0fc56c98145d922b73";
        input("clusterName").value = "orders-production";
        const states: { valid: boolean; problems: number; disabled: number; reasons: number }[] = [];
        for (const option of options)
          for (let mask = 0; mask < 2 ** inputs.length; mask++) {
            method.value = option;
            inputs.forEach((one, index) => {
              one.value = (mask >> index) % 2 === 1 ? (values[index] ?? "") : "";
            });
            method.dispatchEvent(new Event("input", { bubbles: true }));
            const bits = (test: (one: HTMLInputElement | HTMLSelectElement) => boolean): number =>
              inputs.reduce((sum, one, index) => sum + (test(one) ? 2 ** index : 0), 0);
            states.push({
              valid: document.querySelector<HTMLElement>(".or-status")?.dataset["valid"] === "true",
              problems: document.querySelectorAll(".or-problems li").length,
              disabled: bits((one) => one.disabled),
              reasons: bits((one) =>
                (document.getElementById(`${one.id}-hint`)?.textContent ?? "").startsWith("Not available because"),
              ),
            });
          }
        return states;
      },
      [names, texts, methods] as const,
    );

    const requestOf = (method: string, mask: number): object => {
      const set = names.flatMap((name, index): [string, unknown][] =>
        (mask >> index) % 2 === 1
          ? [[name, /^\d{1,13}$/.test(texts[index] ?? "") ? Number(texts[index]) : texts[index]]]
          : [],
      );
      const inside = set.filter(([name]) => name.startsWith("delivery."));
      return {
        params: { path: { groupId: "5c8a1f0fc56c98145d922b73", clusterName: "orders-production" } },
        body: {
          ...Object.fromEntries(set.filter(([name]) => !name.startsWith("delivery."))),
          delivery: {
            ...(method !== "" && { methodName: method }),
            ...Object.fromEntries(inside.map(([name, value]) => [name.replace("delivery.", ""), value])),
          },
        },
      };
    };
    // The restore points are the first five fields; no rule joins them with the delivery.
    const points = 2 ** 5;
    const follows = Array.from({ length: points }, (_, mask) =>
      validateCreateGroupClusterRestoreJob(requestOf("HTTP", mask)).every(({ sentence }) => sentence === undefined),
    );
    const isPossible = (mask: number): boolean => follows.some((valid, other) => valid && (other & mask) === mask);
    const expected = methods.flatMap((method) =>
      Array.from({ length: 2 ** names.length }, (_, mask) => {
        const violations = validateCreateGroupClusterRestoreJob(requestOf(method, mask));
        const point = mask % points;
        const disabled = [0, 1, 2, 3, 4]
          .filter((bit) => (point >> bit) % 2 === 0 && isPossible(point) && !isPossible(point + 2 ** bit))
          .reduce((sum, bit) => sum + 2 ** bit, 0);
        return { valid: violations.length === 0, problems: violations.length, disabled, reasons: disabled };
      }),
    );
    expect(expected.filter(({ valid }) => valid)).toHaveLength(4 * (6 * 8 + 3));
    expect(seen).toEqual(expected);
  });

  test("prints tables whole, samples open, and in light colors", async () => {
    await goTo("#guide");
    await opened.page.emulateMedia({ media: "print", colorScheme: "dark" });
    // A4 with margins of 1 cm.
    await opened.page.setViewportSize({ width: 718, height: 1000 });
    const printed = await opened.page.evaluate(() => {
      document.documentElement.classList.replace("light", "dark");
      dispatchEvent(new Event("beforeprint"));
      const isShown = (selector: string): boolean =>
        [...document.querySelectorAll<HTMLElement>(selector)].some((found) => found.checkVisibility());
      const right = [...document.querySelectorAll("#guide *")].map((found) => found.getBoundingClientRect().right);
      const seen = {
        tables: [...document.querySelectorAll(".or-matrix")].map((table) => getComputedStyle(table).display),
        cells: [...document.querySelectorAll<HTMLElement>(".or-matrix :is(th, td)")].every(
          (cell) => cell.checkVisibility() && cell.scrollWidth <= cell.clientWidth,
        ),
        right: Math.max(...right),
        builder: isShown(".or-builder"),
        bar: isShown(".or-bar"),
        closed: document.querySelectorAll("#guide details:not([open])").length,
        color: getComputedStyle(document.querySelector("#guide") ?? document.body).color,
      };
      dispatchEvent(new Event("afterprint"));
      document.documentElement.classList.replace("dark", "light");
      return seen;
    });
    await opened.page.emulateMedia({ media: null, colorScheme: null });
    await opened.page.setViewportSize({ width: 1400, height: 1000 });
    expect(printed).toMatchObject({ tables: ["table", "table"], cells: true, builder: false, bar: false, closed: 0 });
    expect(printed.right).toBeLessThanOrEqual(718);
    expect(printed.color).toBe("rgb(28, 30, 38)");
  });

  test("is readable without JavaScript, its operations and fields included", async () => {
    const { page, close } = await openWithoutScripts(resolve("dist/docs/index.html"));
    const text = await page.locator("#guide").innerText();
    await close();
    for (const words of ["OnlyCheckpointId", "not allowed", "are set together", "curl --fail-with-body"])
      expect(text).toContain(words);
    for (const words of ["List the legacy backup restore jobs", "itemsPerPage", "delivery.targetClusterName", "429"])
      expect(text).toContain(words);
  });

  test.each([
    { hash: "#guide", width: 375 },
    { hash: "#guide", width: 768 },
    { hash: "#guide", width: 1440 },
    { hash: create, width: 375 },
    { hash: create, width: 768 },
    { hash: create, width: 1440 },
  ])("has no barriers that axe knows: $hash at $width px, light and dark", async ({ hash, width }) => {
    await opened.page.setViewportSize({ width, height: 1000 });
    await goTo(hash);
    if (hash === create) await opened.page.locator("blockquote").first().waitFor({ state: "visible" });
    for (const mode of ["light", "dark"]) {
      await opened.page.evaluate((name) => {
        document.documentElement.classList.remove("light", "dark");
        document.documentElement.classList.add(name);
      }, mode);
      // Colors that are still changing have no meaning.
      await opened.page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
      const violations = await opened.page.evaluate<string[]>(
        `${axe};axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0].html))`,
      );
      expect(violations).toEqual([]);
      expect(await opened.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
        0,
      );
    }
    await opened.page.setViewportSize({ width: 1400, height: 1000 });
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
    await goTo("#/");
    await opened.page.getByText("the end of the introduction").waitFor({ state: "visible" });
    expect(await opened.page.evaluate(() => Reflect.get(globalThis, "broken"))).toBeUndefined();
    await goTo("#guide");
    expect(await opened.page.getByText("These rules can't be listed as variants").isVisible()).toBe(true);
    expect(await opened.page.locator(".or-form").count()).toBe(1);
  });

  test("keeps a rule with | and line breaks in one item", async () => {
    expect(await opened.page.locator(".or-rules > li").allTextContents()).toEqual([
      "If a is x|y or z, then b is set.\nAs writtenIF a=='x|y'|'z'\nTHEN b;",
    ]);
  });
});

describe("a form of other kinds of values", () => {
  const folder = mkdtempSync(join(tmpdir(), "docs-form-"));
  const text = { type: "string" };
  const operation = (
    operationId: string,
    content: object,
    rules: readonly string[],
    parameters: readonly object[],
  ) => ({
    post: {
      operationId,
      parameters,
      requestBody: { required: true, content },
      responses: { "204": { description: "Done." } },
      "x-dependencies": rules,
    },
  });
  const payment = {
    type: "object",
    required: ["kind"],
    properties: {
      kind: { enum: ["card", "iban"] },
      reason: { type: ["string", "null"], enum: ["a", "other", null] },
      note: text,
      tags: { type: "array", items: text },
      place: { type: "object", required: ["city"], properties: { city: text } },
    },
    oneOf: ["card", "iban"].map((kind) => ({
      properties: { kind: { const: kind }, [`${kind}Number`]: text },
      required: [`${kind}Number`],
    })),
  };
  const headers = ["If-Match", "X-Force"].map((name) => ({ name, in: "header", schema: text }));
  const api = {
    openapi: "3.1.0",
    info: { title: "Forms", version: "1" },
    paths: {
      "/pay": operation("pay", { "application/json": { schema: payment } }, ["IF reason=='other' THEN note;"], []),
      "/text": operation("text", { "text/plain": { schema: text } }, ["Or([If-Match], [X-Force]);"], headers),
      "/bytes": operation("bytes", { "application/octet-stream": {} }, ["Or([If-Match], [X-Force]);"], headers),
      "/xml": operation(
        "xml",
        { "application/xml": { schema: { type: "object", properties: { a: text } } } },
        ["Or([If-Match], [X-Force]);"],
        headers,
      ),
      "/any": operation("any", { "*/*": { schema: text } }, ["Or([If-Match], [X-Force]);"], headers),
    },
  };
  beforeAll(async () => {
    writeFileSync(join(folder, "api.json"), JSON.stringify(api));
    const entry = "apis:\n  forms:\n    root: api.json\n    x-openapi-ts:\n      output: api.ts\n";
    writeFileSync(join(folder, "redocly.yaml"), entry);
    runDocs("--config", join(folder, "redocly.yaml"));
    opened = await openPage(join(folder, "dist/docs/index.html"));
  });
  afterAll(async () => {
    await opened.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const section = (id: string) => opened.page.locator(`#${id}`);
  const field = (id: string, name: string) => section(id).locator(`[data-field="${name}"]`);
  const valid = "Valid: the request follows the schema and all rules.";

  test("offers null among the values of a field, where no rule is against it", async () => {
    await field("pay", "kind").selectOption("card");
    await field("pay", "cardNumber").fill("1");
    await field("pay", "reason").selectOption("null");
    expect(await section("pay").locator(".or-status").textContent()).toBe(valid);
    expect(await section("pay").locator(".or-output").textContent()).toContain('"reason": null');
    expect(await section("pay").locator(".or-fields").textContent()).not.toContain("Not available");
  });

  test("takes the values of a list with commas between them, and says so", async () => {
    await section("pay").locator(".or-fields details summary").click();
    await field("pay", "tags").fill("a, b");
    expect(await section("pay").locator(".or-status").textContent()).toBe(valid);
    expect(await section("pay").locator(".or-output").textContent()).toMatch(/"tags": \[\s*"a",\s*"b"\s*\]/);
    expect(
      await section("pay")
        .locator(".or-field", { has: opened.page.locator('[data-field="tags"]') })
        .textContent(),
    ).toContain("commas");
  });

  test("shows what an alternative requires beside what every request needs", async () => {
    const shown = await section("pay")
      .locator(".or-fields > .or-field label")
      .evaluateAll((labels) => labels.map((label) => label.textContent));
    const some = " (required in some alternatives)";
    expect(shown).toEqual(["reason", "note", "kind (required)", `cardNumber${some}`, `ibanNumber${some}`]);
  });

  test("asks for nothing within an object that may be left out", async () => {
    await section("pay").getByRole("button", { name: "Clear" }).click();
    const row = section("pay").locator(".or-field", { has: opened.page.locator('[data-field="place.city"]') });
    expect(await row.locator("label").textContent()).toBe("place.city");
    expect(await section("pay").locator(".or-output").textContent()).not.toContain("place");
  });

  test("has fields for an object that another program serializes, and says that samples don't", async () => {
    await field("xml", "If-Match").fill("e");
    expect(await section("xml").locator(".or-status").textContent()).toBe(valid);
    await section("xml").getByLabel("Show as").selectOption("curl");
    expect(await section("xml").locator(".or-output").textContent()).toContain(
      "how the body is written as application/xml",
    );
  });

  test.each(["text", "bytes", "any"])("has a field for a whole body, and valid requests with one: %s", async (id) => {
    await field(id, "If-Match").fill("e");
    await field(id, "body").fill("some text");
    expect(await section(id).locator(".or-status").textContent()).toBe(valid);
    const samples = await section(id).locator(".or-variant pre").allTextContents();
    expect(samples).toHaveLength(4);
    for (const sample of samples) expect(sample).toMatch(/--data-raw|--data-binary|bodySerializer/);
  });
});
