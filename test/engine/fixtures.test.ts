import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import type { BoundSentence } from "../../scripts/dependencies/bind.ts";
import { compileSentences } from "../../scripts/dependencies/compile.ts";
import { splitComponents } from "../../scripts/dependencies/components.ts";
import { never } from "../../scripts/dependencies/diagram.ts";
import type { Field } from "../../scripts/dependencies/field.ts";
import { structureOf } from "../../scripts/dependencies/structure.ts";
import { loadFile } from "../../scripts/openapi/load-file.ts";
import { countPresencePatterns } from "../reference/count-patterns.ts";
import { operationOf } from "../reference/document.ts";
import { compile } from "../types/compiler.ts";
import { runOn } from "./workspace.ts";

const folder = resolve(import.meta.dirname, "../fixtures/apis");
const files = readdirSync(folder);

/** The sets of fields that the diagrams say can be there together: out of those that the sentences name. */
function countByDiagrams(request: readonly Field[], sentences: readonly BoundSentence[]): number {
  const structure = structureOf(request, []);
  return splitComponents(sentences, structure).reduce((product, component) => {
    const { diagrams, node, variables, theoryAtoms } = compileSentences(component.sentences, structure);
    let presence = node;
    for (const { level } of theoryAtoms) presence = diagrams.exists(presence, level);
    variables.forEach(({ states }, level) => {
      presence = diagrams.mapLevel(presence, level, (children) => {
        const [absent, ...present] = states[0]?.kind === "absent" ? children : [never, ...children];
        const anyValue = diagrams.or(...present);
        return states.map(({ kind }) => (kind === "absent" ? (absent ?? never) : anyValue));
      });
    });
    const count = (current: number, level: number): number => {
      if (level === variables.length) return current === never ? 0 : 1;
      const states = variables[level]?.states ?? [];
      const ways = states[0]?.kind === "absent" ? [0, 1] : [0];
      return ways.reduce((sum, state) => sum + count(diagrams.child(current, level, state), level + 1), 0);
    };
    return product * count(presence, 0);
  }, 1);
}

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
