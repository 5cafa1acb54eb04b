import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** The code blocks of a README in a language. */
export function readmeBlocks(language: string, file = "README.md"): string[] {
  const readme = readFileSync(resolve(import.meta.dirname, "../..", file), "utf8");
  const blocks = [...readme.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)];
  return blocks.flatMap(([, tag, text]) => (tag === language && text !== undefined ? [text] : []));
}

/** The one that contains a text. */
export function readmeBlock(language: string, containing: string, file = "README.md"): string {
  const found = readmeBlocks(language, file).find((text) => text.includes(containing));
  if (found === undefined) throw new Error(`${file} has no ${language} block with ${containing}`);
  return found;
}

/** Where the client is documented. */
export const CLIENT_README = "src/README.md";
