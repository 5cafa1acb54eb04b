import { type BoundSentence, fieldOf, fieldsOf } from "../language/bind.ts";
import { type Field, fieldId, type Value } from "../language/field.ts";
import type { Atom, Predefined, Predicate, Relational } from "../language/model.ts";
import { operationReferences } from "../language/references.ts";
import { matchesGlob } from "../runtime/values/glob.ts";
import { compareValues } from "./compare.ts";
import { always, Diagrams, type Node, never } from "./diagram.ts";
import { finiteValues, type State, type Variable, variableOf } from "./states.ts";
import { collectTheory, type TheoryAtom, theoryKey } from "./theory-atoms.ts";

/** Sentences as one decision diagram over the states of the fields that they name. */
export interface CompiledRules {
  readonly diagrams: Diagrams;
  /** The requests that satisfy all sentences. */
  readonly node: Node;
  /** One per level: those whose values rules inspect first, in the order of the sentences; behind them the theory atoms. */
  readonly variables: readonly Variable[];
  /** What the states can't decide (LIKE, numbers, arithmetic on open fields), each a level of two states: false, true. */
  readonly theoryAtoms: readonly TheoryAtom[];
  /** What objects impose on their fields. */
  readonly structure: Node;
  /** The requests that have the field, one of those that the sentences name. */
  readonly present: (field: Field) => Node;
  /** The node of each sentence on its own. */
  readonly sentenceNodes: ReadonlyMap<BoundSentence, Node>;
}

/** What the compiler must know of the objects around the fields. */
export interface Structure {
  /** Whether the field is there in every request that has the object in which the rules stand. */
  guaranteed(field: Field): boolean;
  /** Fields that are there whenever `field` is: its parents, and what those require. */
  impliedBy(field: Field): readonly Field[];
}

/** @param sentences the rules, in the author's order */
export function compileSentences(sentences: readonly BoundSentence[], structure: Structure): CompiledRules {
  const named = sentences.flatMap(fieldsOf);
  const objects = sentences.flatMap(({ within }) => (within && !structure.guaranteed(within) ? [within] : []));
  const fields = new Map([...named, ...objects].map((field) => [fieldId(field), field]));
  const all = [...fields.values()].map((field) => variableOf(field, sentences, !structure.guaranteed(field)));
  const variables = [...all.filter((variable) => variable.inspected), ...all.filter((variable) => !variable.inspected)];
  const theory = collectTheory(sentences, variables.length);
  const diagrams = new Diagrams([...variables.map((variable) => variable.states.length), ...theory.map(() => 2)]);
  const compiler = new SentenceCompiler(diagrams, variables, theory);
  const sentenceNodes = new Map(sentences.map((bound) => [bound, compiler.sentence(bound)]));
  const imposed = compiler.structure(structure);
  return {
    diagrams,
    node: diagrams.and(imposed, ...sentenceNodes.values()),
    structure: imposed,
    present: (field) => compiler.present(field),
    variables,
    theoryAtoms: theory,
    sentenceNodes,
  };
}

/**
 * The requests that may satisfy the rules when only presence, enums and booleans are looked at: never fewer than do. What the
 * states can't decide may go either way, and an open field that differs from its constants may equal them, because no type
 * says "any string but this one".
 */
export function widenToTypes(rules: CompiledRules): Node {
  const { diagrams } = rules;
  let { node } = rules;
  for (const { level } of rules.theoryAtoms) node = diagrams.exists(node, level);
  rules.variables.forEach((variable, level) => {
    const other = variable.states.findIndex((state) => state.kind === "other");
    if (!variable.inspected || other < 0) return;
    node = diagrams.mapLevel(node, level, (children) =>
      children.map((child, state) =>
        variable.states[state]?.kind === "value" ? diagrams.or(child, children[other] ?? never) : child,
      ),
    );
  });
  return node;
}

/** The sentences that types can't express in full. */
export function sentencesBeyondTypes(rules: CompiledRules): BoundSentence[] {
  const open = (bound: BoundSentence): boolean =>
    rules.theoryAtoms.some(({ bound: owner }) => owner === bound) ||
    rules.variables.some(
      (variable) =>
        variable.inspected &&
        variable.states.some((state) => state.kind === "other") &&
        fieldsOf(bound).some((field) => fieldId(field) === fieldId(variable.field)),
    );
  return [...rules.sentenceNodes.keys()].filter(open);
}

class SentenceCompiler {
  private readonly diagrams: Diagrams;
  private readonly variables: readonly Variable[];
  private readonly levels: ReadonlyMap<string, number>;
  private readonly theoryLevels: ReadonlyMap<string, number>;

  constructor(diagrams: Diagrams, variables: readonly Variable[], theory: readonly TheoryAtom[]) {
    this.diagrams = diagrams;
    this.variables = variables;
    this.levels = new Map(variables.map((variable, level) => [fieldId(variable.field), level]));
    this.theoryLevels = new Map(theory.map(({ atom, bound, level }) => [theoryKey(atom, bound) ?? "", level]));
  }

  /** What objects impose: a field is there only together with its parents, and with what those require. */
  structure(structure: Structure): Node {
    const { diagrams } = this;
    return diagrams.and(
      ...this.variables.flatMap(({ field }) =>
        structure
          .impliedBy(field)
          .filter((implied) => this.levels.has(fieldId(implied)))
          .map((implied) => diagrams.implies(this.present(field), this.present(implied))),
      ),
    );
  }

  sentence(bound: BoundSentence): Node {
    const node = this.dependency(bound);
    const { within } = bound;
    return within && this.levels.has(fieldId(within)) ? this.diagrams.implies(this.present(within), node) : node;
  }

  private dependency(bound: BoundSentence): Node {
    const { dependency } = bound.sentence;
    switch (dependency.kind) {
      case "conditional":
        return this.diagrams.implies(
          this.predicate(dependency.condition, bound),
          this.predicate(dependency.consequence, bound),
        );
      case "relational":
      case "arithmetic": {
        // Standing alone, a comparison asks nothing of a request that lacks one of its parameters.
        const references =
          dependency.kind === "relational"
            ? [dependency.left, dependency.right]
            : operationReferences(dependency.operation);
        const present = references.map((reference) => this.present(fieldOf(bound, reference)));
        return this.diagrams.implies(this.diagrams.and(...present), this.predicate(dependency, bound));
      }
      default:
        return this.predicate(dependency, bound);
    }
  }

  private predicate(predicate: Predicate, bound: BoundSentence): Node {
    switch (predicate.kind) {
      case "not":
        return this.diagrams.not(this.predicate(predicate.operand, bound));
      case "and":
        return this.diagrams.and(...predicate.operands.map((operand) => this.predicate(operand, bound)));
      case "or":
        return this.diagrams.or(...predicate.operands.map((operand) => this.predicate(operand, bound)));
      case "predefined":
        return this.predefined(predicate, bound);
      default:
        return this.atom(predicate, bound);
    }
  }

  private predefined({ form, operands }: Predefined, bound: BoundSentence): Node {
    const nodes = operands.map((operand) => this.predicate(operand, bound));
    switch (form) {
      case "Or":
        return this.diagrams.or(...nodes);
      case "OnlyOne":
        return this.diagrams.count(nodes, 1, 1);
      case "ZeroOrOne":
        return this.diagrams.count(nodes, 0, 1);
      case "AllOrNone":
        return this.diagrams.or(
          this.diagrams.and(...nodes),
          this.diagrams.and(...nodes.map((node) => this.diagrams.not(node))),
        );
    }
  }

  private atom(atom: Atom, bound: BoundSentence): Node {
    switch (atom.kind) {
      case "presence":
        return this.present(fieldOf(bound, atom.parameter));
      case "string-equality": {
        const values = new Set<Value>(atom.values.map(({ value }) => value));
        return this.states(fieldOf(bound, atom.parameter), (value) => values.has(value), never);
      }
      case "boolean-equality":
        return this.states(fieldOf(bound, atom.parameter), (value) => value === atom.value, never);
      case "like":
        return this.states(
          fieldOf(bound, atom.parameter),
          (value) => typeof value === "string" && matchesGlob(value, atom.pattern),
          this.theory(atom, bound),
        );
      case "number-comparison":
        return this.states(
          fieldOf(bound, atom.parameter),
          (value) => compareValues(value, atom.operator, atom.value),
          atom.operator === "==" ? never : atom.operator === "!=" ? always : this.theory(atom, bound),
        );
      case "relational":
        return this.relational(atom, bound);
      case "arithmetic":
        return this.diagrams.and(
          this.theory(atom, bound),
          ...operationReferences(atom.operation).map((reference) => this.present(fieldOf(bound, reference))),
        );
    }
  }

  private relational(atom: Relational, bound: BoundSentence): Node {
    const left = fieldOf(bound, atom.left);
    const right = fieldOf(bound, atom.right);
    const leftValues = finiteValues(left.domain);
    if (leftValues === undefined || finiteValues(right.domain) === undefined) {
      return this.diagrams.and(this.theory(atom, bound), this.present(left), this.present(right));
    }
    return this.diagrams.or(
      ...leftValues.map((value) =>
        this.diagrams.and(
          this.states(left, (candidate) => candidate === value, never),
          this.states(right, (candidate) => compareValues(value, atom.operator, candidate), never),
        ),
      ),
    );
  }

  present(field: Field): Node {
    return this.states(field, () => true, always);
  }

  /** The field is in a value state that `test` accepts, or in the open state and `other` holds. */
  private states(field: Field, test: (value: Value) => boolean, other: Node): Node {
    const level = this.levels.get(fieldId(field));
    const variable = level === undefined ? undefined : this.variables[level];
    if (level === undefined || variable === undefined) throw new RangeError(`${fieldId(field)} has no level`);
    const children = variable.states.map((state: State): Node => {
      if (state.kind === "absent") return never;
      return state.kind === "other" ? other : test(state.value) ? always : never;
    });
    return this.diagrams.node(level, children);
  }

  private theory(atom: Atom, bound: BoundSentence): Node {
    const level = this.theoryLevels.get(theoryKey(atom, bound) ?? "");
    // An atom over enums alone has no level: the states decide it.
    return level === undefined ? never : this.diagrams.literal(level, new Set([1]));
  }
}
