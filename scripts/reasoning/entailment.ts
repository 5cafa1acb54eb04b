import type { Field } from "../language/field.ts";
import type { Rule } from "../language/rule.ts";
import { type Component, splitComponents } from "./components.ts";
import { type Answer, Questioner } from "./questions.ts";
import { structureOf } from "./structure.ts";
import type { Solver } from "./theory.ts";

/**
 * How one more rule stands to others and to what the schema requires: implied by them; compatible, so that it says something new; or
 * in contradiction with them, so that no request, or none with one of its fields, would be left. Undecided beyond the limit of steps.
 */
export type Relation = "implied" | "compatible" | "contradiction" | "undecided";

/** How a rule stands to the rules of a request. */
export function relate(request: readonly Field[], rules: readonly Rule[], rule: Rule, solver: Solver): Relation {
  const structure = structureOf(request, []);
  const component = splitComponents([...rules, rule], structure).find((one) => one.rules.includes(rule));
  if (component === undefined) return "undecided";
  const questioner = new Questioner(component, structure, solver);
  const implied = questioner.ask({ broken: rule });
  if (implied !== "yes") return implied === "no" ? "implied" : "undecided";
  const possible = [questioner.ask({}), ...rule.fields.map((field) => questioner.ask({ present: [field] }))];
  if (possible.includes("no")) return "contradiction";
  return possible.includes("unknown") ? "undecided" : "compatible";
}

/**
 * The fields of a rule that the rule alone, with what the schema requires, never lets a request have together with `field`; none where
 * that takes too many steps.
 */
export function excludedBy(rule: Rule, field: Field, request: readonly Field[], solver: Solver): Field[] {
  const structure = structureOf(request, []);
  const [component]: Component[] = splitComponents([rule], structure);
  if (component === undefined || !rule.fields.includes(field)) return [];
  const questioner = new Questioner(component, structure, solver);
  const answers: Answer[] = [];
  const canBeSet = (...present: Field[]): boolean => {
    const answer = questioner.ask({ present });
    answers.push(answer);
    return answer !== "no";
  };
  if (!canBeSet(field)) return [];
  const excluded = rule.fields.filter((other) => other !== field && canBeSet(other) && !canBeSet(field, other));
  return answers.includes("unknown") ? [] : excluded;
}
