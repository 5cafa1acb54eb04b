import { afterAll, expect, test } from "@jest/globals";
import { startGenerator } from "../rules/engine.ts";

const generator = await startGenerator();
afterAll(() => generator.stop());

test.each([
  ["types", "export interface A {}\nglobalThis.canary = 1;"],
  ["types", "export interface A {"],
  ["types", "export enum A { b = globalThis.canary }"],
  ["validators", 'import "./canary.js";'],
  ["validators", 'export * from "./canary.js";'],
  ["validators", "const $Shared1: Data = [canary()];"],
  ["validators", "const $Shared1: Data = canary();"],
  ["validators", "const $Shared1: Data = ['{}', () => canary()];"],
  ["validators", "const $checksA = /* @__PURE__ */ operation($kit1, ['{}', canary()]);"],
  ["validators", "if (true) canary();"],
] as const)("a module of %s isn't written with %s", async (kind, text) => {
  await expect(generator.check(kind, text)).rejects.toMatchObject({ code: "ERR_INTERNAL" });
});
