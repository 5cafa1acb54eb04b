import { type Field, isPrefix } from "../language/field.ts";
import type { Rule } from "../language/rule.ts";
import type { Structure } from "./compile.ts";
import { type Component, splitComponents } from "./components.ts";
import { type Answer, type Question, Questioner } from "./questions.ts";
import { structureOf } from "./structure.ts";
import type { Solver } from "./theory.ts";

/** What follows from the rules of one operation or schema, over all requests. */
export interface Analysis {
  /** Whether some request follows all of them. If none does, the other findings are empty. */
  readonly satisfiable: boolean;
  /** Fields that no valid request has. */
  readonly dead: readonly Field[];
  /** Fields declared as optional that every valid request has, if it has the object that holds them. */
  readonly falseOptional: readonly Field[];
  /** Rules that hold in every request that follows the others. */
  readonly implied: readonly Rule[];
  /** Rules with a question above that takes more steps than the limit, so that it stays open. */
  readonly undecided: readonly Rule[];
}

/**
 * Decides instead of sampling: presence, enums and booleans by decision diagrams; numbers, dates and texts by the solver, which is
 * asked only if rules involve them. The effort is limited in steps, not in time, so that every machine gets the same results.
 */
export function analyse(request: readonly Field[], rules: readonly Rule[], solver: Solver): Analysis {
  const structure = structureOf(request, []);
  const findings = splitComponents(rules, structure).map((component) => analyseComponent(component, structure, solver));
  const satisfiable = findings.every((finding) => finding.satisfiable);
  const all = <Item>(pick: (finding: Analysis) => readonly Item[]): Item[] =>
    satisfiable ? findings.flatMap(pick) : [];
  const implied = new Set(all((finding) => finding.implied));
  const undecided = new Set(findings.flatMap((finding) => finding.undecided));
  return {
    satisfiable,
    dead: all(({ dead }) => dead),
    falseOptional: all(({ falseOptional }) => falseOptional),
    implied: rules.filter((rule) => implied.has(rule)),
    undecided: rules.filter((rule) => undecided.has(rule)),
  };
}

/** A minimal set of rules that can't hold together; undefined if all rules can. */
export function findContradiction(
  request: readonly Field[],
  rules: readonly Rule[],
  solver: Solver,
): readonly Rule[] | undefined {
  const structure = structureOf(request, []);
  for (const component of splitComponents(rules, structure)) {
    const questioner = new Questioner(component, structure, solver);
    const canHold = (holding: readonly Rule[]): boolean => questioner.ask({ holding }) !== "no";
    if (canHold(component.rules)) continue;
    return component.rules.reduce((needed, rule) => {
      const others = needed.filter((other) => other !== rule);
      return canHold(others) ? needed : others;
    }, component.rules);
  }
  return undefined;
}

function analyseComponent(component: Component, structure: Structure, solver: Solver): Analysis {
  const { rules, fields } = component;
  const questioner = new Questioner(component, structure, solver);
  const answers: Answer[] = [];
  const isImpossible = (question: Question): boolean => {
    const answer = questioner.ask(question);
    answers.push(answer);
    return answer === "no";
  };
  const satisfiable = !isImpossible({});
  const dead = fields.filter((field) => isImpossible({ present: [field] }));
  const falseOptional = fields.filter(
    (field) =>
      !field.required &&
      field.requiredByEach !== true &&
      !dead.includes(field) &&
      isImpossible({ present: around(field, structure), absent: [field] }),
  );
  const implied = rules.filter((rule) => isImpossible({ broken: rule }));
  const undecided = answers.includes("unknown") ? rules : [];
  return { satisfiable, dead, falseOptional, implied, undecided };
}

/** The objects that hold a field, and what those require. */
function around(field: Field, structure: Structure): readonly Field[] {
  return structure.impliedBy(field).filter((implied) => !isPrefix(field.path, implied.path));
}
