import { VERSION } from "../version.ts";

/**
 * Pages and their workers. There the header would say less than the browser's own, and those that let a script set it ask
 * the server for leave first (CORS), which refuses a header that it doesn't know.
 */
const inBrowser = "document" in globalThis || "importScripts" in globalThis;

/** Names the package in `User-Agent`, unless the request has one. */
export function nameAgent(headers: Headers): void {
  if (!inBrowser && !headers.has("User-Agent")) {
    headers.set("User-Agent", `atlas-restore-jobs/${VERSION}`);
  }
}
