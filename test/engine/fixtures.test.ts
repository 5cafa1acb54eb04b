import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { loadFile } from "../../scripts/openapi/load-file.ts";
import { countPresencePatterns } from "../reference/count-patterns.ts";
import { operationOf } from "../reference/document.ts";
import { compile } from "../types/compiler.ts";
import { countByDiagrams } from "./count-by-diagrams.ts";
import { runOn } from "./workspace.ts";

const folder = resolve(import.meta.dirname, "../fixtures/apis");
const files = readdirSync(folder);

describe.each(files)("the rules of a real API (%s)", (file) => {
  test("allow as many sets of fields as brute force finds", async () => {
    const { rules } = await loadFile(resolve(folder, file), { allowExternalRefs: false });
    const document: unknown = parse(readFileSync(resolve(folder, file), "utf8"));
    for (const { owner, request, sentences } of rules.ruleSets) {
      if (owner.kind !== "operation") continue;
      const { patterns } = countPresencePatterns(operationOf(document, owner.path, owner.method));
      expect([owner.path, countByDiagrams(request, sentences)]).toEqual([owner.path, patterns]);
    }
  });

  test("become types that compile", async () => {
    const { types } = await runOn(readFileSync(resolve(folder, file), "utf8"));
    expect(compile({ "fixture/api.ts": types })).toEqual([]);
  });
});
