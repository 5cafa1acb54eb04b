import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const readme = readFileSync(resolve(import.meta.dirname, "../../README.md"), "utf8");

/** The code block of README in a language that contains a text. */
export function readmeBlock(language: string, containing: string): string {
  const blocks = [...readme.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)];
  const found = blocks.find(([, tag, text]) => tag === language && text?.includes(containing));
  if (found?.[2] === undefined) throw new Error(`README has no ${language} block with ${containing}`);
  return found[2];
}
