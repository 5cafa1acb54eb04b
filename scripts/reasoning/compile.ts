import { type Field, fieldId, isPrefix, type Value } from "../language/field.ts";
import type { Range } from "../language/forms.ts";
import { type Atom, distinctFields, fieldsOfAtom, foldCondition, type Rule } from "../language/rule.ts";
import { compareValues } from "./compare.ts";
import { always, Diagrams, type Node, never } from "./diagram.ts";
import { finiteValues, type State, type Variable, valueTest, variablesOf } from "./states.ts";
import { collectTheory, type TheoryAtom, theoryKey } from "./theory-atoms.ts";

/** Rules as one decision diagram over the states of the fields that they name. */
export interface CompiledRules {
  readonly diagrams: Diagrams;
  /** The requests that satisfy all rules. @throws TooManySteps */
  readonly node: Node;
  /** One per level: those whose values rules inspect first, in the order of the rules; then the theory atoms. */
  readonly variables: readonly Variable[];
  /** What the states can't decide (LIKE, numbers, arithmetic on open fields), each a level of two states: false, true. */
  readonly theoryAtoms: readonly TheoryAtom[];
  /** What objects impose on their fields. */
  readonly structure: Node;
  /** The requests that have the field, one of those that the rules name. */
  readonly present: (field: Field) => Node;
  /** The node of each rule on its own. */
  readonly nodes: ReadonlyMap<Rule, Node>;
}

/** What the compiler needs to know about the objects around the fields. */
export interface Structure {
  /** Whether the field is there in every request that has the object in which the rules stand. */
  guaranteed(field: Field): boolean;
  /** Whether a field that is there is an object: it may be null, say. */
  isObject(field: Field): boolean;
  /** Fields that are there whenever `field` is: its parents, and what those require. */
  impliedBy(field: Field): readonly Field[];
}

/** @param rules in the author's order */
export function compileRules(rules: readonly Rule[], structure: Structure): CompiledRules {
  const objects = rules.flatMap(({ within }) => {
    if (within === undefined) return [];
    return [
      ...(structure.guaranteed(within) ? [] : [within]),
      ...(structure.isObject(within) ? [] : [shapeOf(within)]),
    ];
  });
  const fields = distinctFields([...rules.flatMap((rule) => rule.fields), ...objects]);
  const found = variablesOf(fields, rules, (field) => !structure.guaranteed(field)).map((variable) =>
    // Examples have objects where they can.
    isShape(variable.field) ? { ...variable, states: variable.states.toReversed() } : variable,
  );
  const variables = [
    ...found.filter((variable) => variable.inspected),
    ...found.filter((variable) => !variable.inspected),
  ];
  const theory = collectTheory(rules, variables.length);
  const diagrams = new Diagrams([...variables.map((variable) => variable.states.length), ...[...theory].map(() => 2)]);
  const compiler = new RuleCompiler(diagrams, variables, theory);
  const nodes = new Map(rules.map((rule) => [rule, compiler.rule(rule)]));
  const imposed = compiler.structure(structure);
  let whole: Node | undefined;
  return {
    diagrams,
    get node() {
      whole ??= diagrams.and(imposed, ...nodes.values());
      return whole;
    },
    structure: imposed,
    present: (field) => compiler.present(field),
    variables,
    theoryAtoms: [...theory.values()],
    nodes,
  };
}

/**
 * The requests that may satisfy the rules when only presence, enums and booleans are looked at: never fewer than do. What the
 * states can't decide may go either way, and an open field that differs from its constants may equal them, because no type
 * says "any string but this one".
 */
export function widenToTypes(rules: CompiledRules, narrow: Node = rules.node): Node {
  const { diagrams } = rules;
  let node = narrow;
  for (const { level } of rules.theoryAtoms) node = diagrams.exists(node, level);
  rules.variables.forEach((variable, level) => {
    const other = variable.states.findIndex((state) => state.kind === "other");
    if (!variable.inspected || other < 0) return;
    node = diagrams.mapLevel(node, level, (children) =>
      children.map((child, state) =>
        variable.states[state]?.kind === "values" ? diagrams.or(child, children[other] ?? never) : child,
      ),
    );
  });
  return node;
}

/** The rules that types can't express in full. */
export function rulesBeyondTypes(rules: CompiledRules): Rule[] {
  return [...rules.nodes].filter(([, node]) => widenToTypes(rules, node) !== node).map(([rule]) => rule);
}

/** Stands for a field being an object, where it may be something else: it is there if the field is one. */
function shapeOf({ path }: Field): Field {
  return { path: [...path, shapeKey], required: false, domain: { kind: "any" }, fields: [] };
}

const shapeKey = "\0object";

export function isShape({ path }: Field): boolean {
  return path.at(-1) === shapeKey;
}

function isBelow({ path }: Field, above: readonly string[]): boolean {
  return path.length > above.length && isPrefix(above, path);
}

class RuleCompiler {
  private readonly diagrams: Diagrams;
  private readonly variables: readonly Variable[];
  private readonly levels: ReadonlyMap<string, number>;
  private readonly theory: ReadonlyMap<string, TheoryAtom>;

  constructor(diagrams: Diagrams, variables: readonly Variable[], theory: ReadonlyMap<string, TheoryAtom>) {
    this.diagrams = diagrams;
    this.variables = variables;
    this.levels = new Map(variables.map((variable, level) => [fieldId(variable.field), level]));
    this.theory = theory;
  }

  /** What objects impose: a field is there only together with its parents, which are objects then, and with what those require. */
  structure(structure: Structure): Node {
    const { diagrams } = this;
    const shapes = this.variables.map(({ field }) => field).filter(isShape);
    return diagrams.and(
      ...this.variables.flatMap(({ field }) => {
        const holders = shapes.filter((shape) => shape !== field && isBelow(field, shape.path.slice(0, -1)));
        return [...structure.impliedBy(field), ...holders]
          .filter((implied) => this.levels.has(fieldId(implied)))
          .map((implied) => diagrams.implies(this.present(field), this.present(implied)));
      }),
    );
  }

  rule({ condition, within }: Rule): Node {
    const node = foldCondition<Node>(condition, {
      atom: (atom) => this.atom(atom),
      not: (operand) => this.diagrams.not(operand),
      count: (allowed: readonly Range[], operands) => this.diagrams.count(operands, allowed),
    });
    const object = within && [shapeOf(within), within].find((field) => this.levels.has(fieldId(field)));
    return object === undefined ? node : this.diagrams.implies(this.present(object), node);
  }

  private atom(atom: Atom): Node {
    switch (atom.kind) {
      case "present":
        return this.present(atom.field);
      case "equals":
        return atom.field.domain.kind === "array"
          ? this.openAtom(atom)
          : this.states(atom.field, valueTest(atom), never);
      case "like":
        return this.states(atom.field, valueTest(atom), this.theoryNode(atom));
      case "compare":
        if (atom.field.domain.kind === "array") return this.openAtom(atom);
        return this.states(
          atom.field,
          valueTest(atom),
          atom.operator === "==" ? never : atom.operator === "!=" ? always : this.theoryNode(atom),
        );
      case "relation":
        return this.relation(atom);
      case "arithmetic":
        return this.openAtom(atom);
    }
  }

  private relation(atom: Extract<Atom, { kind: "relation" }>): Node {
    const { left, operator, right } = atom;
    if (finiteValues(left.domain) === undefined || finiteValues(right.domain) === undefined) return this.openAtom(atom);
    const [leftStates, rightStates] = [this.variable(left).states, this.variable(right).states];
    this.diagrams.step(leftStates.length * rightStates.length);
    return this.diagrams.or(
      ...leftStates.flatMap((state) => {
        if (state.kind !== "values") return [];
        const [value] = state.values;
        return [
          this.diagrams.and(
            this.states(left, (candidate) => candidate === value, never),
            this.states(right, (candidate) => compareValues(value, operator, candidate), never),
          ),
        ];
      }),
    );
  }

  present(field: Field): Node {
    return this.states(field, () => true, always);
  }

  /** The field is in a value state that `test` accepts, or in the open state and `other` holds. */
  private states(field: Field, test: (value: Value) => boolean, other: Node): Node {
    const { level, states } = this.variable(field);
    const children = states.map((state): Node => {
      if (state.kind === "absent") return never;
      return state.kind === "other" ? other : test(state.values[0]) ? always : never;
    });
    return this.diagrams.node(level, children);
  }

  private variable(field: Field): { readonly level: number; readonly states: readonly State[] } {
    const level = this.levels.get(fieldId(field));
    const states = level === undefined ? undefined : this.variables[level]?.states;
    if (level === undefined || states === undefined) throw new RangeError(`${fieldId(field)} has no level`);
    return { level, states };
  }

  /** An atom that the states leave open altogether: it may go either way where its fields are present. */
  private openAtom(atom: Atom): Node {
    return this.diagrams.and(this.theoryNode(atom), ...fieldsOfAtom(atom).map((field) => this.present(field)));
  }

  private theoryNode(atom: Atom): Node {
    const level = this.theory.get(theoryKey(atom) ?? "")?.level;
    // An atom over enums alone has no level: the states decide it.
    return level === undefined ? never : this.diagrams.literal(level, new Set([1]));
  }
}
