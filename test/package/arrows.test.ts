import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "@jest/globals";
import { root } from "./tarball.ts";

/** What each part of the client may import. Arrows point down this table. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  errors: ["generated.ts"],
  http: ["errors"],
  answer: ["errors", "http"],
  auth: ["answer", "errors", "http", "base-url.ts"],
  operations: ["answer", "errors", "http", "generated.ts", "options.ts"],
  follow: ["errors", "http", "operations", "generated.ts", "options.ts", "client.ts"],
  testing: ["answer", "http", "operations", "generated.ts"],
};

const src = join(root, "src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
const partOf = (path: string): string => path.split("/")[0] ?? "";

const imports = files.flatMap((file) =>
  [...readFileSync(join(src, file), "utf8").matchAll(/from "(\.[^"]+)"/g)].map(([, to = ""]) => ({
    from: file,
    to: relative(src, join(src, dirname(file), to)),
  })),
);

test.each(Object.entries(ALLOWED))("src/%s imports only %j", (part, allowed) => {
  const own = imports.filter(({ from, to }) => partOf(from) === part && partOf(to) !== part);
  expect(own.length).toBeGreaterThan(0);
  expect(own.filter(({ to }) => !allowed.includes(partOf(to)))).toEqual([]);
});

test("generated code comes in by one door", () => {
  const doors = imports.filter(({ to }) => to.startsWith("../generated/")).map(({ from }) => from);
  expect([...new Set(doors)]).toEqual(["generated.ts"]);
});

test("one place decides whether a call may have changed something", () => {
  const makers = files.filter((file) => readFileSync(join(src, file), "utf8").includes("new OutcomeUnknownError("));
  expect(makers).toEqual(["http/call.ts"]);
});
