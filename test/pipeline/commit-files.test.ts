import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { commitFiles, recoverCommits } from "../../scripts/files/commit-files.ts";
import { withWorkspace } from "../engine/workspace.ts";

const module = resolve(import.meta.dirname, "../../scripts/files/commit-files.ts");

describe("files are written all or none", () => {
  test("with those that go removed, and nothing left behind", () =>
    withWorkspace({ "a.txt": "old a", "gone.txt": "old" }, (folder) => {
      const work = join(folder, "work");
      commitFiles(
        [
          { path: join(folder, "a.txt"), content: "new a" },
          { path: join(folder, "deep/er/b.txt"), content: "new b" },
        ],
        [join(folder, "gone.txt")],
        work,
      );
      expect(readFileSync(join(folder, "a.txt"), "utf8")).toBe("new a");
      expect(readFileSync(join(folder, "deep/er/b.txt"), "utf8")).toBe("new b");
      expect(existsSync(join(folder, "gone.txt"))).toBe(false);
      expect(readdirSync(work)).toEqual([]);
    }));

  test("when one of them can't be written, the others are what they were", () =>
    withWorkspace({ "a.txt": "old a" }, (folder) => {
      mkdirSync(join(folder, "blocked"));
      writeFileSync(join(folder, "blocked/x"), "a folder that is not empty stands where the file should go");
      const files = [
        { path: join(folder, "a.txt"), content: "new a" },
        { path: join(folder, "new.txt"), content: "new" },
        { path: join(folder, "blocked"), content: "new" },
      ];
      expect(() => commitFiles(files, [], join(folder, "work"))).toThrow();
      expect(readFileSync(join(folder, "a.txt"), "utf8")).toBe("old a");
      expect(existsSync(join(folder, "new.txt"))).toBe(false);
      expect(readdirSync(join(folder, "work"))).toEqual([]);
    }));

  test.each([1, 2])("a run killed before rename %d is completed by the next", (rename) =>
    withWorkspace({ "a.txt": "old", "b.txt": "old" }, (folder) => {
      const work = join(folder, "work");
      // A process that dies in the middle, as by SIGKILL: its own rename stops it. The first rename is the journal's.
      const script = `
        import fs from "node:fs";
        import { syncBuiltinESMExports } from "node:module";
        const rename = fs.renameSync;
        let count = 0;
        fs.renameSync = (...args) => { if (count++ === ${rename}) process.kill(process.pid, "SIGKILL"); return rename(...args); };
        syncBuiltinESMExports();
        const { commitFiles } = await import(${JSON.stringify(module)});
        commitFiles(${JSON.stringify(["a.txt", "b.txt"].map((name) => ({ path: join(folder, name), content: "new" })))}, [], ${JSON.stringify(work)});
      `;
      const child = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", script], {
        cwd: resolve(module, "../../.."),
      });
      expect(child.signal).toBe("SIGKILL");
      expect(readFileSync(join(folder, "b.txt"), "utf8")).toBe("old");
      recoverCommits(work);
      expect([readFileSync(join(folder, "a.txt"), "utf8"), readFileSync(join(folder, "b.txt"), "utf8")]).toEqual([
        "new",
        "new",
      ]);
      expect(readdirSync(work)).toEqual([]);
    }),
  );

  test("a run killed before its journal is complete leaves no trace", () =>
    withWorkspace({ "a.txt": "old" }, (folder) => {
      const work = join(folder, "work");
      mkdirSync(join(work, "commit-999999999-x"), { recursive: true });
      writeFileSync(join(work, "commit-999999999-x/0.new"), "new");
      recoverCommits(work);
      expect(readFileSync(join(folder, "a.txt"), "utf8")).toBe("old");
      expect(readdirSync(work)).toEqual([]);
      rmSync(work, { recursive: true });
    }));
});
