import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { type InjectionPoint, injectionPoints } from "../hostile/injection-points.ts";
import { followReferences } from "../hostile/references.ts";
import { runCommandIn } from "../rules/cli.ts";
import { launchBrowser } from "./open-page.ts";

const boom = "globalThis.canary='dead'";

/** What runs, is asked for, or hides the page where a text becomes markup; each at a place of its own. */
const markup = [
  `</script><script>${boom}</script>`,
  `</SCRIPT ><ScRiPt>${boom}</sCrIpT>`,
  `<img src=x onerror="${boom}">`,
  `<svg onload="${boom}"><animate onbegin="${boom}" attributeName=x></svg>`,
  `<details open ontoggle="${boom}">`,
  `<a href="javascript:${boom}">a</a> <a href=" java&#x09;script:${boom}">a</a>`,
  `[link](javascript:${boom}) [link](<javascript:${boom}>) ![image](http://127.0.0.1:9/image.png)`,
  `<iframe srcdoc="<script>parent.canary=1</script>"></iframe><object data="javascript:${boom}"></object>`,
  `<form action="javascript:${boom}"><button>b</button></form>`,
  "<style>body * { display: none }</style><base href='http://127.0.0.1:9/'><meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>",
  "<link rel=stylesheet href='http://127.0.0.1:9/a.css'>",
  `" onfocus="${boom}" autofocus x="' onfocus='${boom}' autofocus x='`,
  "</title></noscript></template></textarea></pre></code></style><!--",
].join("\n\n");

const shell = `'; touch pwned; '$(touch pwned)\`touch pwned\`"; touch pwned; "\ntouch pwned\n\\'; touch pwned #`;

/** Descriptions, which are Markdown, and an eleventh of the other places; PAYLOADS=all tries every one, for half an hour. */
const every = process.env["PAYLOADS"] === "all" ? 1 : 11;
const places = injectionPoints.filter(
  ({ name }, index) =>
    index % every === 0 || /^info.description|^description of (?:an operation|a response|a schema)$/.test(name),
);

const folder = mkdtempSync(join(tmpdir(), "docs-hostile-"));
const programs = join(folder, "bin");
let browser: Browser;

beforeAll(async () => {
  mkdirSync(programs);
  for (const name of ["curl", "jq"]) {
    writeFileSync(join(programs, name), "#!/bin/sh\nexit 0\n");
    chmodSync(join(programs, name), 0o755);
  }
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each(places)("a page runs nothing, asks for nothing and stays readable: $name", async (place) => {
  const bad = [...(await tryText(place, "markup", markup)), ...(await tryText(place, "shell", shell))];
  expect(bad).toEqual([]);
});

test("a page has no link that runs, wherever a description has an address", async () => {
  const [link, hidden] = [`javascript:${boom}`, ` java\tscript:${boom}`];
  const docs = { url: link, description: "more" };
  const place: InjectionPoint = {
    name: "addresses",
    describe: (text) => ({
      openapi: "3.1.0",
      info: {
        title: "Things",
        version: "1",
        description: text,
        termsOfService: link,
        contact: { name: "c", url: link },
        license: { name: "l", url: hidden },
      },
      externalDocs: docs,
      servers: [{ url: link }],
      tags: [{ name: "t", externalDocs: docs }],
      paths: {
        "/things": {
          post: {
            tags: ["t"],
            externalDocs: docs,
            "x-dependencies": ["Or(a, b);"],
            requestBody: {
              content: {
                "application/json": {
                  schema: {
                    type: "object",
                    externalDocs: docs,
                    properties: { a: { type: "string", format: "uri", examples: [link] }, b: { type: "string" } },
                  },
                },
              },
            },
            responses: { "204": { description: text } },
          },
        },
      },
    }),
  };
  expect(await tryText(place, "link", `[a](${link}) <a href="${link}">b</a> <a href="${hidden}">c</a>`)).toEqual([]);
});

test("a page follows no reference out of the description's folder", async () => {
  const make = async (project: string): Promise<readonly string[]> => {
    const { code, stderr } = await runCommandIn(project, "docs", "--quiet");
    if (code !== 0 && !isRefusal(stderr)) throw new Error(stderr);
    return code === 0 ? [join(project, "dist/docs/index.html")] : [];
  };
  const isTried = (index: number, kind: number): boolean => every === 1 || (kind === 0 && index < 5);
  expect(await followReferences(isTried, make)).toEqual([]);
});

function isRefusal(stderr: string): boolean {
  return /^\S.*:\d+:\d+ error /m.test(stderr) && !/ {4}at /.test(stderr);
}

async function tryText({ name, describe }: InjectionPoint, kind: string, text: string): Promise<readonly string[]> {
  const project = join(folder, "project");
  mkdirSync(project);
  try {
    writeFileSync(join(project, "api.json"), JSON.stringify(describe(text)));
    writeFileSync(
      join(project, "redocly.yaml"),
      "apis: { main: { root: api.json, x-openapi-ts: { output: api.ts } } }",
    );
    const { code, stderr } = await runCommandIn(project, "docs", "--quiet");
    if (code !== 0) return isRefusal(stderr) ? [] : [`${name} × ${kind}: ${stderr}`];
    const file = join(project, "dist/docs/index.html");
    const { bad, samples } = await visit(file);
    const scripts = samples.map((sample) => runSample(sample)).filter((problem) => problem !== undefined);
    return [...bad, ...scripts].map((problem) => `${name} × ${kind}: ${problem}`);
  } finally {
    rmSync(project, { recursive: true });
  }
}

async function visit(file: string): Promise<{ bad: readonly string[]; samples: readonly string[] }> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 20000 } });
  const bad: string[] = [];
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) bad.push(`asks for ${request.url()}`);
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) bad.push(`complains: ${message.text()}`);
  });
  page.on("pageerror", (error) => bad.push(`fails: ${error}`));
  page.on("dialog", (dialog) => {
    bad.push(`shows ${dialog.message()}`);
    void dialog.dismiss();
  });
  const address = pathToFileURL(file).href;
  await page.goto(address);
  const samples = await page.locator(".or-variant code").allTextContents();
  const hasGuide = (await page.locator("#guide").count()) > 0;
  if (hasGuide) bad.push(...(await page.evaluate(findDangers)));
  if (hasGuide && !(await page.locator("#guide h1").isVisible())) bad.push("hides the guide");
  if (hasGuide) await page.evaluate(() => (location.hash = "#/"));
  const title = page.locator("#redoc :is(h1, h2, [data-section-id])").first();
  try {
    await title.waitFor({ state: "visible", timeout: 10_000 });
  } catch {
    bad.push("hides the reference");
  }
  // The reference renders in view only: everything is in view of a window this high.
  await page.waitForTimeout(300);
  bad.push(...(await page.evaluate(findDangers)));
  await page.close();
  return { bad, samples: samples.filter((sample) => /^(?:curl|ACCESS_TOKEN)/.test(sample)) };
}

/** Elements and attributes that run or fetch something, in the page. React has a script of its own in place of one in a link. */
function findDangers(): string[] {
  const found: string[] = [];
  if (Reflect.has(globalThis, "canary")) found.push("ran code of the description");
  for (const element of document.querySelectorAll("#guide *, #redoc *")) {
    const shown = element.outerHTML.slice(0, 200);
    if (
      /^(?:iframe|object|embed|base|meta|link|form)$/i.test(element.tagName) &&
      !element.matches(".or-form, #redoc form:not([action])")
    )
      found.push(`has ${shown}`);
    for (const { name, value } of element.attributes) {
      const address = value.replaceAll(/[^!-~]/g, "").replace(/^javascript:thrownewError\('Reacthasblocked.*/, "");
      if (/^on/i.test(name)) found.push(`has a handler: ${shown}`);
      if (
        /^(?:href|src|xlink:href|action|formaction)$/i.test(name) &&
        /^(?:javascript|vbscript|data:text)/i.test(address)
      )
        found.push(`has a link that runs: ${shown}`);
    }
  }
  return found;
}

/** Pastes a sample into a shell, with a curl that does nothing. */
function runSample(sample: string): string | undefined {
  const place = mkdtempSync(join(folder, "shell-"));
  const env = { PATH: programs, ACCESS_TOKEN: "t", CLIENT_ID: "i", CLIENT_SECRET: "s", API_KEY: "k" };
  try {
    execFileSync("/bin/sh", ["-c", `touch() { echo > "${place}/$1"; }\n${sample}`], { cwd: place, env, stdio: "pipe" });
  } catch (error) {
    return `a sample fails in the shell: ${error}`;
  }
  return existsSync(join(place, "pwned")) || readdirSync(place).length > 0
    ? `a sample runs a command: ${sample}`
    : undefined;
}
