import { type Field, fieldId } from "../language/field.ts";
import { type Atom, fieldsOfAtom } from "../language/rule.ts";
import type { CompiledRules } from "./compile.ts";
import { type Glob, someTextFits, type TextFacts } from "./globs.ts";
import { partition } from "./partition.ts";
import { atomFormula, valuesFormula } from "./smt-atoms.ts";
import { SmtFields } from "./smt-fields.ts";
import { finiteValues, type State } from "./states.ts";
import { takeSteps, withinSteps } from "./steps.ts";

/** Answers an SMT-LIB script, a line for each `check-sat`: `sat`, `unsat` or `unknown`. */
export type Solver = (script: string) => readonly string[];

/** One state per level; levels that are left out make no difference. */
export type Path = ReadonlyMap<number, number>;

export type Verdict =
  | { readonly kind: "possible" | "undecided" }
  /** No values exist for these levels in these states. */
  | { readonly kind: "impossible"; readonly because: Path };

/** The solver's limit per question, in steps of its own, so that every machine gets the same results. */
const effort = 1_000_000;
/** What a question takes of our steps, and each step of the solver. */
const stepsOfQuestion = 2500;
const stepsOfSolverStep = 2.5;
/** How many questions the solver is asked about one component. */
const mostQuestions = 300;
/** A formula spells out the values of enums, and for several of them the combinations: no question is larger than this. */
const mostCases = 4096;

/** A fact that the theory must agree with: a field in a specific state, or an atom that holds or doesn't. */
interface Fact {
  readonly level: number;
  readonly state: number;
  readonly fields: readonly Field[];
  readonly formula: (fields: SmtFields) => string;
  /** What it says of a text, where that is all that it says. */
  readonly text?: TextFacts;
}

/** The fields whose states may have no value: those of theory atoms, and numbers that are compared with values. */
export function fieldsOfTheory({ theoryAtoms, variables }: CompiledRules): ReadonlySet<string> {
  const open = variables.filter(({ field, inspected }) => inspected && field.domain.kind === "number");
  return new Set(
    [...theoryAtoms.flatMap(({ atom }) => fieldsOfAtom(atom)), ...open.map(({ field }) => field)].map(fieldId),
  );
}

/** Whether values exist for what a diagram leaves open: numbers, dates, texts, arithmetic. */
export class Theory {
  private readonly compiled: CompiledRules;
  private readonly solver: Solver;
  private readonly known = new Map<string, string>();
  private readonly levels: ReadonlyMap<string, number>;
  private readonly atomsByLevel: ReadonlyMap<number, Atom>;
  private readonly compared: ReadonlySet<string>;

  constructor(compiled: CompiledRules, solver: Solver) {
    this.compiled = compiled;
    this.solver = solver;
    this.levels = new Map(compiled.variables.map(({ field }, level) => [fieldId(field), level]));
    this.atomsByLevel = new Map(compiled.theoryAtoms.map(({ level, atom }) => [level, atom]));
    this.compared = fieldsOfTheory(compiled);
  }

  check(path: Path): Verdict {
    const facts = this.factsOf(path);
    let undecided = false;
    for (const group of partition(facts, ({ fields }) => fields.map(fieldId))) {
      const answer = this.ask(group);
      if (answer === "unsat")
        return { kind: "impossible", because: new Map(group.map((fact) => [fact.level, fact.state])) };
      if (answer !== "sat") undecided = true;
    }
    return { kind: undecided ? "undecided" : "possible" };
  }

  private factsOf(path: Path): Fact[] {
    const present = (field: Field): boolean => {
      const level = this.levels.get(fieldId(field));
      if (level === undefined) return true;
      const { states } = this.compiled.variables[level] ?? { states: [] };
      // A level that makes no difference counts as a state in which the field is present, if it has one.
      return states[path.get(level) ?? states.length - 1]?.kind !== "absent";
    };
    const ofFields = this.compiled.variables.flatMap(({ field, states }, level): Fact[] => {
      const state = path.get(level);
      const chosen = state === undefined ? undefined : states[state];
      if (state === undefined || chosen === undefined || chosen.kind === "absent" || !this.compared.has(fieldId(field)))
        return [];
      return [
        {
          level,
          state,
          fields: [field],
          formula: (fields) => stateFormula(field, chosen, states, fields),
          ...(isText(field) && { text: factsOfState(chosen, states) }),
        },
      ];
    });
    const ofAtoms = [...this.atomsByLevel].flatMap(([level, atom]): Fact[] => {
      const state = path.get(level);
      const fields = fieldsOfAtom(atom);
      if (state === undefined || !fields.every(present)) return [];
      return [
        {
          level,
          state,
          fields,
          formula: (smt) => (state === 1 ? atomFormula(atom, smt) : `(not ${atomFormula(atom, smt)})`),
          ...(atom.kind === "like" && isText(atom.field) && { text: globsOf(atom.pattern, state === 1) }),
        },
      ];
    });
    return [...ofFields, ...ofAtoms];
  }

  private ask(facts: readonly Fact[]): string {
    const key = facts.map(({ level, state }) => `${level}:${state}`).join();
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const texts = facts.flatMap(({ text }) => text ?? []);
    if (texts.length === facts.length) {
      const domain = facts[0]?.fields[0]?.domain;
      const found = withinSteps(() => someTextFits(domain?.kind === "string" ? domain : {}, texts));
      const answer = found === undefined ? "unknown" : found ? "sat" : "unsat";
      this.known.set(key, answer);
      return answer;
    }
    if (this.known.size >= mostQuestions || casesOf(facts) > mostCases) return "unknown";
    const distinct = [
      ...new Map(facts.flatMap(({ fields }) => fields).map((field) => [fieldId(field), field])).values(),
    ];
    const smt = new SmtFields(distinct, constantsOf(this.compiled));
    const formulas = facts.map(({ formula }) => formula(smt));
    const script = [
      `(set-option :rlimit ${effort})`,
      ...smt.declarations(),
      ...distinct.map((field) => `(assert ${smt.present(field)})`),
      ...formulas.map((formula) => `(assert ${formula})`),
      "(check-sat)",
      "(get-info :rlimit)",
    ].join("\n");
    takeSteps(stepsOfQuestion);
    const [answer = "unknown", taken = ""] = this.solver(script);
    takeSteps(Number(/\d+/.exec(taken)?.[0] ?? 0) * stepsOfSolverStep);
    this.known.set(key, answer);
    return answer;
  }
}

function isText({ domain }: Field): boolean {
  return domain.kind === "string" && !domain.date;
}

function globsOf(pattern: string, isMatched: boolean): TextFacts {
  const glob = pattern.split("*");
  return { matched: isMatched ? [glob] : [], others: isMatched ? [] : [glob] };
}

/** A text is one of the constants of its state, or none of those of the others. */
function factsOfState(state: State, states: readonly State[]): TextFacts {
  return state.kind === "values"
    ? { values: state.values.map(String), matched: [], others: [] }
    : { matched: [], others: states.flatMap(constantsOfState) };
}

function constantsOfState(state: State): Glob[] {
  return state.kind === "values" ? state.values.map((value) => [String(value)]) : [];
}

function casesOf(facts: readonly Fact[]): number {
  const size = ({ domain }: Field): number => finiteValues(domain)?.length ?? 1;
  return facts.reduce((sum, { fields }) => sum + fields.reduce((product, field) => product * size(field), 1), 0);
}

/** The field has a value of its state, or none of the values of other states. */
function stateFormula(field: Field, state: State, states: readonly State[], fields: SmtFields): string {
  const isOneOf = (one: State): string[] => (one.kind === "values" ? [valuesFormula(field, one.values, fields)] : []);
  if (state.kind === "values") return isOneOf(state).join("");
  return `(and true ${states
    .flatMap(isOneOf)
    .map((formula) => `(not ${formula})`)
    .join(" ")})`;
}

/** The texts that fields are compared with, in every rule. */
function constantsOf({ nodes }: CompiledRules): ReadonlyMap<string, ReadonlySet<string>> {
  const constants = new Map<string, Set<string>>();
  for (const atom of [...nodes.keys()].flatMap(({ atoms }) => atoms)) {
    if (atom.kind !== "equals") continue;
    const known = constants.get(fieldId(atom.field)) ?? new Set();
    for (const value of atom.values) if (typeof value === "string") known.add(value);
    constants.set(fieldId(atom.field), known);
  }
  return constants;
}
