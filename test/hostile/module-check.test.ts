import { expect, test } from "@jest/globals";
import { checkModule } from "../rules/generator.ts";

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
  await expect(checkModule(kind, text)).rejects.toMatchObject({ code: "ERR_INTERNAL" });
});
