import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";

const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";

/** A page in a browser of its own, and what went on while it was used. */
export interface OpenPage {
  readonly page: Page;
  /** URLs that were asked of anything but the page's own file and memory. */
  readonly requests: readonly string[];
  /** Errors and warnings on the console, and exceptions that nothing caught. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

export async function openPage(file: string): Promise<OpenPage> {
  const browser = await launchBrowser();
  try {
    return await visit(browser, pathToFileURL(file).href);
  } catch (error) {
    // A browser left behind would keep the test run from ending.
    await browser.close();
    throw error;
  }
}

/** The page as a browser shows it that runs no scripts. */
export async function openWithoutScripts(file: string): Promise<Pick<OpenPage, "page" | "close">> {
  const browser = await launchBrowser();
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(pathToFileURL(file).href);
  return { page, close: () => browser.close() };
}

export async function launchBrowser(): Promise<Browser> {
  if (!existsSync(executablePath)) {
    throw new Error(
      `Chromium not found at ${executablePath}. On Debian: apt-get install -y chromium. ` +
        "For another place: CHROMIUM_PATH=/path/to/chromium npm run test:browser",
    );
  }
  return chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
}

async function visit(browser: Browser, url: string): Promise<OpenPage> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) requests.push(request.url());
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(url);
  // React marks the element that it took over. The reference has an address of its own beside a guide.
  await page.waitForFunction(() => {
    const reference = document.querySelector("#redoc");
    return reference !== null && Object.keys(reference).some((key) => key.startsWith("__reactContainer"));
  });
  return { page, requests, complaints, close: () => browser.close() };
}
