import type { BoundSentence } from "../language/bind.ts";
import { type Field, fieldId } from "../language/field.ts";
import { atomsOf } from "../language/references.ts";
import { compileSentences, type Structure } from "./compile.ts";
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
  /** Sentences that hold in every request that follows the others. */
  readonly implied: readonly BoundSentence[];
}

/** Answers an SMT-LIB script, a line for each `check-sat`: `sat`, `unsat` or `unknown`. */
export type Solver = (script: string) => readonly string[];

/**
 * Decides, and does not sample: presence, enums and booleans by decision diagrams, numbers, dates and texts by the solver, which
 * is asked only where sentences speak of them. What the solver can't decide is not reported.
 */
export function analyse(request: readonly Field[], sentences: readonly BoundSentence[], solver: Solver): Analysis {
  const structure = structureOf(request, []);
  const findings = splitComponents(sentences, structure).map((component) =>
    analyseComponent(component, structure, solver),
  );
  const satisfiable = findings.every((finding) => finding.satisfiable);
  const all = <Item>(pick: (finding: Analysis) => readonly Item[]): Item[] =>
    satisfiable ? findings.flatMap(pick) : [];
  const implied = new Set(all((finding) => finding.implied));
  return {
    satisfiable,
    dead: all(({ dead }) => dead),
    falseOptional: all(({ falseOptional }) => falseOptional),
    implied: sentences.filter((sentence) => implied.has(sentence)),
  };
}

/** Sentences that can't hold together, though they can without any one of them; undefined where all can. */
export function findContradiction(
  request: readonly Field[],
  sentences: readonly BoundSentence[],
  solver: Solver,
): readonly BoundSentence[] | undefined {
  const structure = structureOf(request, []);
  for (const component of splitComponents(sentences, structure)) {
    const canHold = (holding: readonly BoundSentence[]): boolean =>
      answer(component, structure, [{ holding }], solver)[0] !== false;
    if (canHold(component.sentences)) continue;
    return component.sentences.reduce((needed, sentence) => {
      const others = needed.filter((other) => other !== sentence);
      return canHold(others) ? needed : others;
    }, component.sentences);
  }
  return undefined;
}

function analyseComponent(component: Component, structure: Structure, solver: Solver): Analysis {
  const { sentences, fields } = component;
  const optional = fields.filter((field) => !field.required);
  const questions: Question[] = [
    { holding: sentences },
    ...fields.map((field): Question => ({ holding: sentences, present: [field] })),
    ...optional.map((field): Question => ({ holding: sentences, present: around(field, structure), absent: field })),
    ...sentences.map(
      (sentence): Question => ({ holding: sentences.filter((other) => other !== sentence), broken: sentence }),
    ),
  ];
  const answers = answer(component, structure, questions, solver);
  const impossible = questions.map((_, index) => answers[index] === false);
  const [unsatisfiable = false, ...rest] = impossible;
  const dead = fields.filter((_, index) => rest[index]);
  const falseOptional = optional.filter((field, index) => rest[fields.length + index] && !dead.includes(field));
  const implied = sentences.filter((_, index) => rest[fields.length + optional.length + index]);
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
  return needsSolver(component.sentences)
    ? solver(toSmt(component, structure, questions)).map((line) => line !== "unsat")
    : answerByDiagram(component, structure, questions);
}

/** Whether a sentence asks more of a field than its presence or one of its listed values. */
function needsSolver(sentences: readonly BoundSentence[]): boolean {
  return sentences.some(({ sentence, fields }) =>
    atomsOf(sentence.dependency).some((atom) => {
      if (atom.kind === "relational" || atom.kind === "arithmetic") return true;
      if (atom.kind !== "like" && atom.kind !== "number-comparison") return false;
      return fields.get(atom.parameter.name)?.domain.kind !== "finite";
    }),
  );
}

function answerByDiagram(
  { sentences, variables }: Component,
  structure: Structure,
  questions: readonly Question[],
): boolean[] {
  const rules = compileSentences(sentences, structure);
  const { diagrams } = rules;
  // What is there in every request needs no question, and may have no level.
  const open = new Set(variables.filter((field) => !structure.guaranteed(field)).map(fieldId));
  return questions.map(({ holding, broken, present = [], absent }) => {
    const known = present.filter((field) => open.has(fieldId(field)));
    const nodes = [
      rules.structure,
      ...holding.map((sentence) => rules.sentenceNodes.get(sentence) ?? never),
      ...(broken ? [diagrams.not(rules.sentenceNodes.get(broken) ?? never)] : []),
      ...known.map((field) => rules.present(field)),
      ...(absent ? [diagrams.not(rules.present(absent))] : []),
    ];
    return diagrams.and(...nodes) !== never;
  });
}
