import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { watchInputs } from "../../../scripts/commands/watch-inputs.ts";
import type { InputFiles } from "../../../scripts/files/input-files.ts";
import { withWorkspace } from "../workspace.ts";
import { type Started, startCommand, untilPrinted } from "./command.ts";
import { pets } from "./pets.ts";

/** Watches a folder while `use` acts on it; then SIGTERM must end it with exit code 0. */
function watching(
  files: Readonly<Record<string, string>>,
  use: (folder: string, started: Started) => Promise<void>,
): Promise<void> {
  return withWorkspace(files, async (folder) => {
    const started = startCommand("generate", "--config", join(folder, "redocly.yaml"), "--watch");
    try {
      await untilPrinted(started, "Watching");
      await use(folder, started);
    } finally {
      started.kill("SIGTERM");
    }
    expect((await started.finished).code).toBe(0);
  });
}

const withReference = pets.replace("schema: { type: string }", "schema: { $ref: tag.yaml }");

describe("openapi-rules generate --watch", () => {
  test("generates on each change, at once after it started too, says what changed, and survives broken saves, files that are gone, and outputs that can't be written", () =>
    watching({ "api.yaml": pets }, async (folder, started) => {
      writeFileSync(join(folder, "api.yaml"), pets.replace("ZeroOrOne(tag", "ZeroOrOne(tga"));
      await untilPrinted(started, "Nothing was written.");
      expect(started.output()).toContain("api.yaml changed");
      writeFileSync(join(folder, "api.yaml"), "");
      writeFileSync(join(folder, "api.yaml"), pets.replace("ZeroOrOne", "OnlyOne"));
      await untilPrinted(started, "api.ts is updated");
      expect(readFileSync(join(folder, "api.ts"), "utf8")).toContain(
        "query: ListPetsQueryWithName | ListPetsQueryWithTag;",
      );

      rmSync(join(folder, "api.ts"));
      mkdirSync(join(folder, "api.ts"));
      writeFileSync(join(folder, "api.yaml"), pets);
      await untilPrinted(started, "api.ts is a folder");
      rmSync(join(folder, "api.ts"), { recursive: true });
      rmSync(join(folder, "api.yaml"));
      await untilPrinted(started, "no such file");
      const updates = started.output().split("api.validator.ts is updated").length;
      // Not what a run between the two removals may have written already.
      writeFileSync(join(folder, "api.yaml"), pets.replace("ZeroOrOne", "Or"));
      await untilPrinted(started, "api.validator.ts is updated", updates);
    }));

  test("notices a changed plugin, a file that was missing, one that is newly referenced, one that is replaced, and a new configuration", () =>
    watching(
      {
        "api.yaml": withReference,
        "plugin.js": "export default () => ({ id: 'own' });\n",
        "redocly.yaml":
          "plugins: [./plugin.js]\napis: { main: { root: api.yaml, x-openapi-ts: { output: api.ts } } }\n",
      },
      async (folder, started) => {
        await untilPrinted(started, "tag.yaml");
        writeFileSync(join(folder, "plugin.js"), "export default () => ({ id: 'own', rules: {} });\n");
        await untilPrinted(started, "Plugins are loaded once");
        writeFileSync(join(folder, "tag.yaml"), "{ type: string, description: First }\n");
        await untilPrinted(started, "api.ts is new");
        writeFileSync(join(folder, "tag.yaml~"), "{ type: string, description: Second }\n");
        renameSync(join(folder, "tag.yaml~"), join(folder, "tag.yaml"));
        await untilPrinted(started, "api.ts is updated");
        expect(readFileSync(join(folder, "api.ts"), "utf8")).toContain("Second");
        writeFileSync(
          join(folder, "redocly.yaml"),
          "apis: { main: { root: api.yaml, x-openapi-ts: { output: other.ts } } }\n",
        );
        await untilPrinted(started, "other.ts is new");
      },
    ));

  test("notices what changes while a run fails that doesn't read it", () =>
    withWorkspace({ "api.yaml": pets }, async (folder) => {
      const file = join(folder, "api.yaml");
      const end = new AbortController();
      const seen: (readonly string[])[] = [];
      const action = async (files: InputFiles, changed: readonly string[]): Promise<void> => {
        seen.push(changed);
        if (seen.length !== 2) await files.note(file);
        if (seen.length === 2) writeFileSync(file, pets.replace("ZeroOrOne", "Or"));
        if (seen.length === 3) end.abort();
      };
      const change = (): void => {
        if (seen.length === 1) writeFileSync(file, pets.replace("ZeroOrOne", "OnlyOne"));
      };
      await watchInputs(action, change, end.signal);
      expect(seen).toEqual([[], [file], [file]]);
    }));
});
