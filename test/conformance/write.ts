import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { conformanceSuite, printFile } from "./suite.ts";

/** `npm run conformance`: writes the suite that is published with openapi-rules. */
const folder = resolve(import.meta.dirname, "../../scripts/conformance");

mkdirSync(folder, { recursive: true });
const files = conformanceSuite();
for (const file of files) writeFileSync(join(folder, `${file.name}.json`), printFile(file));
const count = (sizes: readonly number[]): number => sizes.reduce((sum, size) => sum + size, 0);
process.stdout.write(
  `${files.length} files: ${count(files.map(({ requests }) => requests.length))} requests, ${count(files.map(({ analyses }) => analyses.length))} analyses\n`,
);
