import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "@jest/globals";
import { type Mutation, mutations } from "./mutations.ts";

const root = resolve(import.meta.dirname, "../../..");
const atOnce = 2;

interface Outcome {
  readonly name: string;
  readonly code: number | null;
  /** What the checker says. */
  readonly said: string;
}

/** Checks an engine with one mistake in it, or with none. */
async function check(mutation: Mutation | undefined): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "openapi-rules-"));
  try {
    for (const part of ["package.json", "scripts", "test/rules", "test/fixtures"])
      cpSync(join(root, part), join(folder, part), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    if (mutation !== undefined) mutate(join(folder, "scripts", mutation.file), mutation);
    return { name: mutation?.name ?? "none", ...(await run(folder)) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function mutate(file: string, { name, from, to }: Mutation): void {
  const parts = readFileSync(file, "utf8").split(from);
  if (parts.length !== 2) throw new RangeError(`'${name}' has ${parts.length - 1} places in ${file}, not one`);
  writeFileSync(file, parts.join(to));
}

function run(folder: string): Promise<Omit<Outcome, "name">> {
  const child = spawn(process.execPath, ["--import", "tsx", "test/rules/agreement/check-engine.ts"], { cwd: folder });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  return new Promise((done, failed) => {
    child.on("error", failed);
    child.on("close", (code) => done({ code, said: said.trim() }));
  });
}

test("the proof notices every mistake that is put into the engine, and finds none in the engine as it is", async () => {
  const queue: (Mutation | undefined)[] = [undefined, ...mutations];
  const outcomes: Outcome[] = [];
  const work = async (): Promise<void> => {
    for (let next = queue.length; next > 0; next = queue.length) outcomes.push(await check(queue.shift()));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const table = outcomes.map(
    ({ name, code, said }) => `${code === 3 ? "noticed" : `code ${code}`}  ${name}  (${said.slice(0, 90)})`,
  );
  process.stdout.write(`${table.join("\n")}\n`);
  const missed = outcomes.filter(({ name, code }) => code !== (name === "none" ? 0 : 3));
  expect(missed).toEqual([]);
  expect(outcomes).toHaveLength(mutations.length + 1);
});
