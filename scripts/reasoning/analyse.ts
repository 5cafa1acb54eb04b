import { type Field, fieldId } from "../language/field.ts";
import type { Rule } from "../language/rule.ts";
import { compileRules, type Structure } from "./compile.ts";
import { type Component, splitComponents } from "./components.ts";
import { never } from "./diagram.ts";
import { type Question, toSmt } from "./smt.ts";
import { structureOf } from "./structure.ts";

/** What follows from the rules of one request, of all requests at once. */
export interface Analysis {
  /** Whether some request follows all of them. Where none does, the other findings say nothing and are empty. */
  readonly satisfiable: boolean;
  /** Fields that no valid request has. */
  readonly dead: readonly Field[];
  /** Fields declared as optional that every valid request has, if it has the object that holds them. */
  readonly falseOptional: readonly Field[];
  /** Rules that hold in every request that follows the others. */
  readonly implied: readonly Rule[];
}

/** Answers an SMT-LIB script, a line for each `check-sat`: `sat`, `unsat` or `unknown`. */
export type Solver = (script: string) => readonly string[];

/**
 * Decides, and does not sample: presence, enums and booleans by decision diagrams, numbers, dates and texts by the solver, which
 * is asked only where sentences speak of them. What the solver can't decide is not reported.
 */
export function analyse(request: readonly Field[], rules: readonly Rule[], solver: Solver): Analysis {
  const structure = structureOf(request, []);
  const findings = splitComponents(rules, structure).map((component) => analyseComponent(component, structure, solver));
  const satisfiable = findings.every((finding) => finding.satisfiable);
  const all = <Item>(pick: (finding: Analysis) => readonly Item[]): Item[] =>
    satisfiable ? findings.flatMap(pick) : [];
  const implied = new Set(all((finding) => finding.implied));
  return {
    satisfiable,
    dead: all(({ dead }) => dead),
    falseOptional: all(({ falseOptional }) => falseOptional),
    implied: rules.filter((rule) => implied.has(rule)),
  };
}

/** Rules that can't hold together, though they can without any one of them; undefined where all can. */
export function findContradiction(
  request: readonly Field[],
  rules: readonly Rule[],
  solver: Solver,
): readonly Rule[] | undefined {
  const structure = structureOf(request, []);
  for (const component of splitComponents(rules, structure)) {
    const canHold = (holding: readonly Rule[]): boolean =>
      answer(component, structure, [{ holding }], solver)[0] !== false;
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
  const optional = fields.filter((field) => !field.required);
  const questions: Question[] = [
    { holding: rules },
    ...fields.map((field): Question => ({ holding: rules, present: [field] })),
    ...optional.map((field): Question => ({ holding: rules, present: around(field, structure), absent: field })),
    ...rules.map((rule): Question => ({ holding: rules.filter((other) => other !== rule), broken: rule })),
  ];
  const answers = answer(component, structure, questions, solver);
  const impossible = questions.map((_, index) => answers[index] === false);
  const [unsatisfiable = false, ...rest] = impossible;
  const dead = fields.filter((_, index) => rest[index]);
  const falseOptional = optional.filter((field, index) => rest[fields.length + index] && !dead.includes(field));
  const implied = rules.filter((_, index) => rest[fields.length + optional.length + index]);
  return { satisfiable: !unsatisfiable, dead, falseOptional, implied };
}

/** The objects that hold a field, and what those require. */
function around(field: Field, structure: Structure): readonly Field[] {
  const isBelow = ({ path }: Field): boolean => field.path.every((step, index) => path[index] === step);
  return structure.impliedBy(field).filter((implied) => !isBelow(implied));
}

/** For each question whether there is such a request, as far as that is known. */
function answer(
  component: Component,
  structure: Structure,
  questions: readonly Question[],
  solver: Solver,
): readonly boolean[] {
  return needsSolver(component.rules)
    ? solver(toSmt(component, structure, questions)).map((line) => line !== "unsat")
    : answerByDiagram(component, structure, questions);
}

/** Whether a rule asks more of a field than its presence or one of its listed values. */
function needsSolver(rules: readonly Rule[]): boolean {
  return rules.some(({ atoms }) =>
    atoms.some((atom) => {
      if (atom.kind === "relation" || atom.kind === "arithmetic") return true;
      return (atom.kind === "like" || atom.kind === "compare") && atom.field.domain.kind !== "finite";
    }),
  );
}

function answerByDiagram(
  { rules, variables }: Component,
  structure: Structure,
  questions: readonly Question[],
): boolean[] {
  const compiled = compileRules(rules, structure);
  const { diagrams } = compiled;
  // What is there in every request needs no question, and may have no level.
  const open = new Set(variables.filter((field) => !structure.guaranteed(field)).map(fieldId));
  return questions.map(({ holding, broken, present = [], absent }) => {
    const known = present.filter((field) => open.has(fieldId(field)));
    const nodes = [
      compiled.structure,
      ...holding.map((rule) => compiled.nodes.get(rule) ?? never),
      ...(broken ? [diagrams.not(compiled.nodes.get(broken) ?? never)] : []),
      ...known.map((field) => compiled.present(field)),
      ...(absent ? [diagrams.not(compiled.present(absent))] : []),
    ];
    return diagrams.and(...nodes) !== never;
  });
}
