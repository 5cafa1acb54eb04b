import { createHash } from "node:crypto";

/** Redoc asks for its logo once it runs, and hides the image when it can't be loaded. */
const logo = /https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(?:-full)?\.svg/g;
const noImage = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E";

/**
 * Keeps a page of `redocly build-docs --inlineBundle` to itself: its Content-Security-Policy forbids every request, and every
 * script but those that belong to the page.
 *
 * @param scripts the texts of the scripts that belong to the page beside Redoc's own
 * @throws Error when the page holds another script: text of the description may have become markup
 */
export function sealPage(html: string, scripts: readonly string[] = []): string {
  const page = html.replaceAll(logo, noImage);
  const found = [...page.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script\b[^>]*>/gi)];
  const foreign = found.filter(({ 1: attributes, 2: text = "" }) => attributes === "" && !scripts.includes(text));
  const modules = found.filter(({ 1: attributes }) => attributes === ' type="module"');
  // Redoc's two scripts: one sets the color mode before the first paint, the other renders the description.
  const isExpected =
    foreign.length <= 1 && modules.length === 1 && found.length === scripts.length + foreign.length + 1;
  if (!isExpected || foreign.some(({ 2: text = "" }) => !text.startsWith("try{var m=localStorage"))) {
    throw new Error(
      `The page of redocly build-docs has ${found.length} scripts that openapi-rules doesn't know. ` +
        "Use the version of @redocly/cli that openapi-rules names in its peerDependencies.",
    );
  }
  const policy = contentPolicy(found.map(({ 2: text = "" }) => text));
  return page.replace("<head>", () => `<head>\n<meta http-equiv="Content-Security-Policy" content="${policy}">`);
}

function contentPolicy(scripts: readonly string[]): string {
  const hashes = scripts.map((script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`);
  return [
    "default-src 'none'",
    `script-src ${[...new Set(hashes)].join(" ")}`,
    "style-src 'unsafe-inline'",
    "img-src data:",
    "font-src data:",
    // Redoc builds its search index in a worker made from a part of its script.
    "worker-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}
