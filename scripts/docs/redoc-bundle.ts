import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const logo = "https://cdn.redoc.ly/redoc/logo-mini.svg";

/**
 * Redoc's browser script with its licences, fit to stand within a page.
 *
 * @param integrity the digest of the script that the page was made for (Subresource Integrity)
 */
export function readRedocBundle(integrity: string): string {
  const file = createRequire(import.meta.url).resolve("redoc/bundles/redoc.standalone.js");
  const script = readFileSync(file);
  const digest = `sha384-${createHash("sha384").update(script).digest("base64")}`;
  if (digest !== integrity) {
    throw new Error(
      `The installed redoc is not the one that @redocly/cli makes pages for (${digest}, not ${integrity}): ` +
        "install the version that 'redocly build-docs' names in its page, as in: npm install --save-dev --save-exact redoc@VERSION",
    );
  }
  const licences = readFileSync(`${file}.LICENSE.txt`, "utf8");
  // Redoc hides the logo beside its name when it can't be loaded, so an empty image makes the least difference.
  const offline = script
    .toString("utf8")
    .replaceAll(logo, "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E");
  return `${licences}\n${offline}`.replaceAll(/<\/(?=script)/gi, "<\\/").replaceAll("<!--", "<\\!--");
}
