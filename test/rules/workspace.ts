import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder with a redocly.yaml and other files, for as long as `use` takes. */
export async function withWorkspace<T>(
  files: Readonly<Record<string, string>>,
  use: (folder: string) => Promise<T> | T,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "openapi-rules-"));
  try {
    for (const [name, text] of Object.entries({ "redocly.yaml": redoclyYaml, ...files }))
      writeFileSync(join(folder, name), text);
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const redoclyYaml = `
apis:
  main:
    root: api.yaml
    output: openapi.json
    x-openapi-ts: { output: api.ts }
    x-openapi-rules: { lint: redocly, validators: all, types: { defaultNonNullable: false } }
rules:
  struct: error
`;
