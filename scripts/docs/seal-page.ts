import { createHash } from "node:crypto";

/** Redoc asks for its logo once it runs, and hides the image when it can't be loaded. */
const logo = /https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(?:-full)?\.svg/g;
const noImage = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/%3E";

/** What openapi-rules puts into a page beside Redoc. */
export interface PageParts {
  /** At the start of the body. */
  readonly markup: string;
  /** At the end of the body. */
  readonly script: string;
}

/**
 * Keeps a page of `redocly build-docs --inlineBundle` to itself: its Content-Security-Policy forbids every request, and every
 * script but those that belong to the page.
 *
 * @throws Error when the page is not of the known form: it has other scripts, as when text of the description became markup
 */
export function sealPage(html: string, styles: string, parts?: PageParts): string {
  const page = html.replaceAll(logo, noImage);
  const found = [...page.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script\b[^>]*>/gi)];
  const [colorMode, redoc] = found;
  // One sets the color mode before the first paint, the other renders the description.
  const isExpected =
    found.length === 2 && colorMode?.[2]?.startsWith("try{var m=localStorage") && redoc?.[1] === ' type="module"';
  if (!isExpected || !page.includes("<head>") || !page.includes("<body>") || !page.includes("</body>")) {
    throw new Error(
      "redocly build-docs made a page in an unknown format " +
        `(${found.length} scripts instead of 2). Install a version of @redocly/cli that openapi-rules allows in its peerDependencies.`,
    );
  }
  const scripts = [...found.map(({ 2: text = "" }) => text), ...(parts === undefined ? [] : [parts.script])];
  const policy = `<meta http-equiv="Content-Security-Policy" content="${contentPolicy(scripts)}">`;
  const head = page.replace("<head>", () => `<head>\n${policy}`);
  const styled = head.replace("</head>", () => `<style>${styles}</style>\n</head>`);
  if (parts === undefined) return styled;
  const started = styled.replace("<body>", () => `<body>\n${parts.markup}`);
  const end = started.lastIndexOf("</body>");
  return `${started.slice(0, end)}<script>${parts.script}</script>\n${started.slice(end)}`;
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
