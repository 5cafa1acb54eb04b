import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@jest/globals";

test("whatever stands on Object.prototype, by any name that the client's code has, a create is sent once and unchanged", async () => {
  const program = resolve(import.meta.dirname, "../support/polluted-prototypes.ts");
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", program]);
  expect(JSON.parse(stdout)).toEqual({ names: expect.any(Number), changed: [] });
});
