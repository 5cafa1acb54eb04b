import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { writeFiles } from "../../../scripts/files/write-files.ts";
import { withWorkspace } from "../workspace.ts";

const root = resolve(import.meta.dirname, "../../..");
const module = pathToFileURL(join(root, "scripts/files/write-files.ts")).href;

describe("files are written all or none", () => {
  test("with those that go removed, and nothing left behind", () =>
    withWorkspace({ "a.txt": "old a", "gone.txt": "old" }, (folder) => {
      writeFiles(
        [
          { path: join(folder, "a.txt"), content: "new a" },
          { path: join(folder, "deep/er/b.txt"), content: "new b" },
        ],
        [join(folder, "gone.txt")],
      );
      expect(readFileSync(join(folder, "a.txt"), "utf8")).toBe("new a");
      expect(readFileSync(join(folder, "deep/er/b.txt"), "utf8")).toBe("new b");
      expect(readdirSync(folder).sort()).toEqual(["a.txt", "deep", "redocly.yaml"]);
      expect(readdirSync(join(folder, "deep/er"))).toEqual(["b.txt"]);
    }));

  test("when one of them can't be written, the others are what they were", () =>
    withWorkspace({ "a.txt": "old a" }, (folder) => {
      mkdirSync(join(folder, "blocked"));
      writeFileSync(join(folder, "blocked/x"), "a folder that is not empty stands where the file should go");
      const files = ["a.txt", "fresh/new.txt", "blocked"].map((name) => ({ path: join(folder, name), content: "new" }));
      expect(() => writeFiles(files, [])).toThrow("it is a folder");
      expect(readFileSync(join(folder, "a.txt"), "utf8")).toBe("old a");
      expect(readdirSync(folder).sort()).toEqual(["a.txt", "blocked", "redocly.yaml"]);
    }));

  test("when removing fails, what was renamed is what it was", () =>
    withWorkspace({ "a.txt": "old a" }, (folder) => {
      const files = [
        { path: join(folder, "a.txt"), content: "new" },
        { path: join(folder, "b.txt"), content: "new" },
      ];
      expect(() => writeFiles(files, [join(folder, "none.txt")])).toThrow("no such file");
      expect(readFileSync(join(folder, "a.txt"), "utf8")).toBe("old a");
      expect(readdirSync(folder).sort()).toEqual(["a.txt", "redocly.yaml"]);
    }));

  test("a link in the place of a file that is written aside isn't followed", () =>
    withWorkspace({ "a.txt": "old", "victim.txt": "mine" }, (folder) => {
      symlinkSync(join(folder, "victim.txt"), join(folder, `.a.txt.${process.pid}.openapi-rules-tmp`));
      writeFiles([{ path: join(folder, "a.txt"), content: "new" }], []);
      expect(readFileSync(join(folder, "victim.txt"), "utf8")).toBe("mine");
      expect(readFileSync(join(folder, "a.txt"), "utf8")).toBe("new");
    }));

  // Every change to the file system, in turn, is the last thing that the process does: as by SIGKILL or a power cut.
  test("a run that is killed at any step leaves whole files, and nothing that the next doesn't clear away", () =>
    withWorkspace({}, (folder) => {
      const targets = ["a.txt", "b.txt"].map((name) => join(folder, name));
      const files = JSON.stringify(targets.map((path) => ({ path, content: "new" })));
      let steps = 0;
      for (let step = 0; ; step++) {
        for (const target of targets) writeFileSync(target, "old");
        const script = `
          import fs from "node:fs";
          import { syncBuiltinESMExports } from "node:module";
          let count = 0;
          for (const name of ["openSync", "writeFileSync", "fsyncSync", "closeSync", "renameSync", "rmSync"]) {
            const original = fs[name];
            fs[name] = (...args) => {
              if (count++ === ${step}) process.kill(process.pid, "SIGKILL");
              return original(...args);
            };
          }
          syncBuiltinESMExports();
          const { writeFiles } = await import(${JSON.stringify(module)});
          count = 0;
          writeFiles(${files}, []);
        `;
        const child = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", script], {
          cwd: root,
        });
        for (const target of targets) expect(["old", "new"]).toContain(readFileSync(target, "utf8"));
        writeFiles(JSON.parse(files), []);
        expect(readdirSync(folder).sort()).toEqual(["a.txt", "b.txt", "redocly.yaml"]);
        if (child.signal === null) break;
        expect(child.signal).toBe("SIGKILL");
        steps++;
      }
      expect(steps).toBeGreaterThan(8);
      for (const target of targets) expect(existsSync(target)).toBe(true);
    }));
});
