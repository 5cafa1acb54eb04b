import { createHash } from "node:crypto";
import { readRedocBundle } from "./redoc-bundle.ts";

/** A page of `redocly build-docs`, cut where its parts meet. */
interface Page {
  /** Up to the script that loads Redoc. */
  readonly head: string;
  readonly integrity: string;
  /** What Redoc rendered, and its styles. */
  readonly content: string;
  /** The last script: Redoc's state, and the call that starts Redoc. */
  readonly state: string;
  readonly end: string;
}

/**
 * Makes a rendered page self-contained and keeps it so: Redoc's script goes in, nothing in the description can end the script
 * that holds it, and a Content-Security-Policy forbids every request and every other script.
 */
export function sealPage(html: string): string {
  const page = cutPage(html);
  const state = startAfresh(escapeState(page.state));
  const redoc = readRedocBundle(page.integrity);
  const policy = `<meta http-equiv="Content-Security-Policy" content="${contentPolicy([redoc, state])}">`;
  const charset = /<meta charset="[^"]*" *\/?>/;
  if (!charset.test(page.head)) throw unexpected("its character set");
  const head = page.head.replace(charset, (meta) => `${meta}\n  ${policy}`);
  return `${head}<script>${redoc}</script>${page.content}<script>${state}</script>${page.end}`;
}

function cutPage(html: string): Page {
  const loader = /<script src="https:\/\/cdn[^"]*" integrity="([^"]+)" crossorigin="anonymous"><\/script>/.exec(html);
  if (loader === null) throw unexpected("the script that loads Redoc");
  const body = html.indexOf("<body>", loader.index);
  // JSON has no line breaks, so the last line that begins like this is the state itself and no text within it.
  const line = [...html.matchAll(/^ *const __redoc_state = .*;$/gm)].at(-1);
  if (body < 0 || line === undefined || line.index < body) throw unexpected("Redoc's state");
  const script = html.lastIndexOf("<script>", line.index);
  const scriptEnd = html.indexOf("</script>", line.index + line[0].length);
  return {
    head: html.slice(0, loader.index),
    integrity: loader[1] ?? "",
    content: html.slice(loader.index + loader[0].length, script),
    state: html.slice(script + "<script>".length, scriptEnd),
    end: html.slice(scriptEnd + "</script>".length),
  };
}

/** `</SCRIPT` and `<!--<script` within a script end it, or keep it from ending. In JSON, `<` stands in strings only. */
function escapeState(state: string): string {
  return state.replace(/^ *const __redoc_state = .*$/m, (line) => line.replaceAll("<", "\\u003c"));
}

/**
 * The command renders with React 19 and Redoc's script has React 18, so taking the rendered elements over fails for every page,
 * with seven errors on the console, and Redoc renders all of it again. Asked for that at once, it has nothing to complain of.
 */
function startAfresh(state: string): string {
  const takeOver = "Redoc.hydrate(__redoc_state, container);";
  if (!state.includes(takeOver)) throw unexpected("the call that starts Redoc");
  return state.replace(takeOver, "Redoc.init(__redoc_state.spec.data, __redoc_state.options, container);");
}

function contentPolicy(scripts: readonly string[]): string {
  const hashes = scripts.map((script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`);
  return [
    "default-src 'none'",
    `script-src ${hashes.join(" ")}`,
    "style-src 'unsafe-inline'",
    "img-src data:",
    // The search index is built in a worker made from a part of Redoc's script.
    "worker-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function unexpected(part: string): Error {
  return new Error(
    `A page of redocly build-docs has changed: ${part} is not where it was. Adapt scripts/docs/seal-page.ts.`,
  );
}
