import { expect, test } from "@jest/globals";
import { sizeCases } from "./size-cases.ts";
import { otherCommands, runCommand } from "./size-runs.ts";

/** In MB. */
const most = 512;

test.each(otherCommands)("%s: an answer or a refusal, within bounded memory", async (...args) => {
  for (const sizeCase of sizeCases.filter(({ config }) => config === undefined)) {
    const size = Math.max(sizeCase.sizes[0], sizeCase.sizes[1] / 10);
    const { code, stderr, seconds, memory } = await runCommand(sizeCase, size, args);
    console.info(`${args[0]}, ${size} ${sizeCase.name}: ${seconds} s and ${memory} MB`);
    const problem = code === 0 || code === 1 ? "" : `exit code ${code}: ${stderr}`;
    expect({ name: sizeCase.name, problem }).toEqual({ name: sizeCase.name, problem: "" });
    expect(memory).toBeLessThan(most);
  }
});
