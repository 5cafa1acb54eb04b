import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { readmeBlock, readmeBlocks } from "./support/readme.ts";
import { root, writeReadersFiles, writeSettings } from "./support/samples.ts";
import { type Compiler, compilers, runCompiler } from "./types/compilers.ts";

/** A reader's project with both packages, installed from their tarballs, and every sample of the documentation. */
let folder: string;
let samples: string[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "reader-"));
  writeReadersFiles(folder);
  const pack = (...where: string[]): string => {
    const printed = execFileSync("npm", ["pack", "--silent", "--pack-destination", folder, ...where], {
      cwd: root,
      encoding: "utf8",
      stdio: "pipe",
    });
    return join(folder, printed.trim().split("\n").at(-1) ?? "");
  };
  const { devDependencies }: { devDependencies: Record<string, string> } = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8"),
  );
  const packages = ["@types/node", "@redocly/cli", "undici"].flatMap((name) => {
    const version = devDependencies[name];
    return version === undefined ? [] : [`${name}@${version}`];
  });
  run("npm", "install", "--prefer-offline", "--no-audit", "--no-fund", pack(), pack("-w", "scripts"), ...packages);
  run("npx", ..."openapi-rules generate search.yaml -o search.ts".split(" "));
  samples = ["README.md", "src/README.md", "scripts/README.md"].flatMap((file, index) =>
    readmeBlocks("ts", file).map((text, place) => {
      const name = `document${index}-sample${place}.ts`;
      writeFileSync(join(folder, name), text);
      return name;
    }),
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, { cwd: folder, encoding: "utf8", stdio: "pipe" });
}

test("the tarballs that the documentation names are those that npm packs", () => {
  for (const file of ["README.md", "scripts/README.md"])
    for (const [, name = ""] of readFileSync(join(root, file), "utf8").matchAll(/`([\w-]+\.tgz)`/g))
      expect({ name, exists: existsSync(join(folder, name)) }).toEqual({ name, exists: true });
});

test.each(compilers)(
  "under %s every sample compiles, and the first one gets the error that README shows",
  (compiler) => {
    const complaints = [...runSamples(compiler).matchAll(/^(.+)\((\d+),\d+\): (error .*)$/gm)];
    const [error = ""] = readmeBlock("", "error TS2345").split("\n");
    expect(complaints.map(([, name, , message = ""]) => [name, sortUnions(message)])).toEqual([
      ["document0-sample0.ts", sortUnions(error)],
    ]);
  },
);

/** TypeScript 7 lists the members of a union by their names, earlier versions by their declarations. */
function sortUnions(message: string): string {
  return message.replaceAll(/\w+(?: \| \w+)+/g, (union) => union.split(" | ").sort().join(" | "));
}

function runSamples(compiler: Compiler): string {
  const printed = runCompiler(compiler, folder, samples, "--types", "node");
  // Without a place: the compiler refused its options, and checked nothing.
  expect(printed).not.toMatch(/^error /m);
  return printed;
}

test("the page that README promises is made", () => {
  writeSettings(folder);
  run("npx", "openapi-rules", "docs");
  expect(readFileSync(join(folder, "dist/docs/index.html"), "utf8")).toContain("OnlyOne(q, channelId);");
});
