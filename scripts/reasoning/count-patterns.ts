import { type Field, fieldId } from "../language/field.ts";
import { distinctFields, type Rule } from "../language/rule.ts";
import { type CompiledRules, compileRules, type Structure } from "./compile.ts";
import { type Component, splitComponents } from "./components.ts";
import { always, type Node, never, withinSteps } from "./diagram.ts";
import { Questioner } from "./questions.ts";
import { structureOf } from "./structure.ts";
import type { Solver } from "./theory.ts";

/** How many patterns of one component the solver is asked about, one by one. */
const mostAsked = 256;

/**
 * How many sets of present fields, out of those that the rules name, some values complete to a request that the rules allow: the exact
 * number, of any size. Undefined beyond the limit of steps, and for more than 256 patterns of rules that only the solver can decide.
 */
export function countPresencePatterns(
  request: readonly Field[],
  rules: readonly Rule[],
  solver: Solver,
): bigint | undefined {
  const structure = structureOf(request, []);
  return splitComponents(rules, structure).reduce<bigint | undefined>((product, component) => {
    const own = product === undefined ? undefined : withinSteps(() => countIn(component, structure, solver));
    return product === undefined || own === undefined ? undefined : product * own;
  }, 1n);
}

function countIn(component: Component, structure: Structure, solver: Solver): bigint | undefined {
  const compiled = compileRules(component.rules, structure);
  const presence = new PresenceDiagram(compiled);
  if (compiled.theoryAtoms.length === 0) return presence.count();
  const questioner = new Questioner(component, structure, solver);
  const patterns = presence.list(mostAsked);
  const answers = patterns?.map((pattern) => questioner.ask(pattern));
  if (answers === undefined || answers.includes("unknown")) return undefined;
  return BigInt(answers.filter((answer) => answer === "yes").length);
}

interface Pattern {
  readonly present: readonly Field[];
  readonly absent: readonly Field[];
}

/** Rules of which only the presence of named fields is left: no values, and nothing that the states can't decide. */
class PresenceDiagram {
  private readonly compiled: CompiledRules;
  private readonly node: Node;
  /** The named fields that a request may lack, by level. */
  private readonly optional: ReadonlyMap<number, Field>;

  constructor(compiled: CompiledRules) {
    const { diagrams, variables, theoryAtoms, nodes } = compiled;
    const named = new Set(distinctFields([...nodes.keys()].flatMap(({ fields }) => fields)).map(fieldId));
    const isOptional = ({ field, states }: (typeof variables)[number]): boolean =>
      named.has(fieldId(field)) && states.some(({ kind }) => kind === "absent");
    this.compiled = compiled;
    this.optional = new Map(
      variables.flatMap((variable, level) => (isOptional(variable) ? [[level, variable.field] as const] : [])),
    );
    let { node } = compiled;
    for (const { level } of theoryAtoms) node = diagrams.exists(node, level);
    variables.forEach(({ states }, level) => {
      node = this.optional.has(level)
        ? diagrams.mapLevel(node, level, (children) => {
            const present = diagrams.or(...children.filter((_, state) => states[state]?.kind !== "absent"));
            return children.map((child, state) => (states[state]?.kind === "absent" ? child : present));
          })
        : diagrams.exists(node, level);
    });
    this.node = node;
  }

  count(): bigint {
    const levels = [...this.optional.keys()];
    const known = new Map<Node, bigint>();
    /** The patterns of the optional fields from the one at `index` on. */
    const count = (node: Node, index: number): bigint => {
      if (node === never) return 0n;
      const at = node === always ? levels.length : levels.indexOf(this.compiled.diagrams.level(node));
      const own =
        node === always
          ? 1n
          : (known.get(node) ?? this.branches(node).reduce((sum, child) => sum + count(child, at + 1), 0n));
      known.set(node, own);
      return own * 2n ** BigInt(at - index);
    };
    return count(this.node, 0);
  }

  /** The patterns one by one; undefined if there are more than `most`. */
  list(most: number): Pattern[] | undefined {
    if (this.count() > BigInt(most)) return undefined;
    const { diagrams } = this.compiled;
    return [...this.optional]
      .reduce<{ node: Node; pattern: Pattern }[]>(
        (open, [level, field]) =>
          open.flatMap(({ node, pattern: { present, absent } }) => {
            const [without, having] = diagrams.level(node) === level ? this.branches(node) : [node, node];
            return [
              { node: without ?? never, pattern: { present, absent: [...absent, field] } },
              { node: having ?? never, pattern: { present: [...present, field], absent } },
            ].filter((branch) => branch.node !== never);
          }),
        [{ node: this.node, pattern: { present: [], absent: [] } }].filter(({ node }) => node !== never),
      )
      .map(({ pattern }) => pattern);
  }

  /** Without the field and with it: absence is its first state, and all others have become equal. */
  private branches(node: Node): readonly Node[] {
    return this.compiled.diagrams.childrenOf(node).slice(0, 2);
  }
}
