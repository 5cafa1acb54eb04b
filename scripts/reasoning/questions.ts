import { type Field, fieldId } from "../language/field.ts";
import type { Rule } from "../language/rule.ts";
import { type CompiledRules, compileRules, type Structure } from "./compile.ts";
import type { Component } from "./components.ts";
import { always, type Node, never } from "./diagram.ts";
import { withinSteps } from "./steps.ts";
import { type Solver, Theory } from "./theory.ts";

/** Is there a request that follows the rules, with these fields and without those? */
export interface Question {
  /** The rules to follow. Default: all rules of the component except a broken one. */
  readonly holding?: readonly Rule[];
  readonly broken?: Rule;
  readonly present?: readonly Field[];
  readonly absent?: readonly Field[];
}

export type Answer = "yes" | "no" | "unknown";

/**
 * Answers questions about the rules of one component. A diagram finds a combination of states and atoms; the theory says whether
 * values exist for it. If not, it is excluded from all further questions, and the diagram is asked again.
 */
export class Questioner {
  private readonly component: Component;
  private readonly compiled: CompiledRules | undefined;
  private readonly theory: Theory | undefined;
  /** Fields that a request may lack. Fields of every request need no question, and may have no level. */
  private readonly open: ReadonlySet<string>;
  /** The conjunctions of all rules before and after each one. */
  private readonly conjoined: { readonly before: readonly Node[]; readonly after: readonly Node[] } | undefined;
  /** Combinations that the theory has not excluded. */
  private possible: Node = always;

  constructor(component: Component, structure: Structure, solver: Solver) {
    const { rules, variables } = component;
    this.component = component;
    this.compiled = withinSteps(() => compileRules(rules, structure));
    this.theory = this.compiled && new Theory(this.compiled, solver);
    this.open = new Set(variables.filter((field) => !structure.guaranteed(field)).map(fieldId));
    const nodes = rules.map((rule) => this.compiled?.nodes.get(rule) ?? always);
    this.conjoined = withinSteps(() => ({
      before: this.conjunctions(nodes),
      after: this.conjunctions(nodes.toReversed()).toReversed(),
    }));
  }

  ask(question: Question): Answer {
    return withinSteps(() => this.decide(question)) ?? "unknown";
  }

  private decide(question: Question): Answer {
    if (this.compiled === undefined || this.theory === undefined || this.conjoined === undefined) return "unknown";
    const { diagrams } = this.compiled;
    const wanted = this.node(question, this.compiled);
    for (;;) {
      const node = diagrams.and(wanted, this.possible);
      if (node === never) return "no";
      const path = diagrams.somePath(node);
      const verdict = this.theory.check(path);
      if (verdict.kind !== "impossible") return verdict.kind === "possible" ? "yes" : "unknown";
      const excluded = [...verdict.because].map(([level, state]) => diagrams.literal(level, new Set([state])));
      this.possible = diagrams.and(this.possible, diagrams.not(diagrams.and(...excluded)));
    }
  }

  private node({ holding, broken, present = [], absent = [] }: Question, compiled: CompiledRules): Node {
    const { diagrams } = compiled;
    const rules =
      holding === undefined
        ? this.allBut(broken, compiled)
        : diagrams.and(...holding.map((rule) => compiled.nodes.get(rule) ?? always));
    return diagrams.and(
      compiled.structure,
      rules,
      ...(broken ? [diagrams.not(compiled.nodes.get(broken) ?? never)] : []),
      ...present.filter((field) => this.open.has(fieldId(field))).map((field) => compiled.present(field)),
      ...absent.map((field) => diagrams.not(compiled.present(field))),
    );
  }

  private allBut(rule: Rule | undefined, { diagrams }: CompiledRules): Node {
    const index = rule === undefined ? this.component.rules.length : this.component.rules.indexOf(rule);
    return diagrams.and(this.conjoined?.before[index] ?? always, this.conjoined?.after[index + 1] ?? always);
  }

  /** `[always, a, a ∧ b, …]` */
  private conjunctions(nodes: readonly Node[]): Node[] {
    let current = always;
    return [
      current,
      ...nodes.map((node) => {
        current = this.compiled?.diagrams.and(current, node) ?? always;
        return current;
      }),
    ];
  }
}
