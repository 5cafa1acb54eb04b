import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ConformanceFile } from "./suite.ts";

const folder = resolve(import.meta.dirname, "../../scripts/conformance");

export interface Published extends Omit<ConformanceFile, "name"> {}

/** The files of the suite, as the package has them. */
export const published = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name): { name: string; text: string; file: Published } => {
    const text = readFileSync(join(folder, name), "utf8");
    return { name, text, file: JSON.parse(text) };
  });
