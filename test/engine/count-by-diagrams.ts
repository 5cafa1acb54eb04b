import type { BoundSentence } from "../../scripts/language/bind.ts";
import type { Field } from "../../scripts/language/field.ts";
import { compileSentences } from "../../scripts/reasoning/compile.ts";
import { splitComponents } from "../../scripts/reasoning/components.ts";
import { never } from "../../scripts/reasoning/diagram.ts";
import { structureOf } from "../../scripts/reasoning/structure.ts";

/** The sets of fields that the diagrams say can be there together: out of those that the sentences name. */
export function countByDiagrams(request: readonly Field[], sentences: readonly BoundSentence[]): number {
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
