import { type Field, fieldId } from "../language/field.ts";
import { distinctFields, type Rule } from "../language/rule.ts";
import { type CompiledRules, compileRules, type Structure } from "./compile.ts";
import { type Component, splitComponents } from "./components.ts";
import { type Node, never } from "./diagram.ts";
import { Questioner } from "./questions.ts";
import { withinSteps } from "./steps.ts";
import { structureOf } from "./structure.ts";
import { fieldsOfTheory, type Solver } from "./theory.ts";

/** How many questions about one component the solver is asked. */
const mostAsked = 256;

/**
 * How many sets of present fields, out of those that the rules name, some values complete to a request that the rules allow: the exact
 * number, of any size. Undefined beyond the limit of steps, and where the solver would have to be asked more than 256 times.
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
  const solved = fieldsOfTheory(compiled);
  const groups = groupPatterns(compiled, solved);
  if (solved.size === 0) return groups?.reduce((sum, { amount }) => sum + amount, 0n);
  const questioner = new Questioner(component, structure, solver);
  let sum = 0n;
  for (const { amount, present, absent } of groups ?? []) {
    const answer = questioner.ask({ present, absent });
    if (answer === "unknown") return undefined;
    if (answer === "yes") sum += amount;
  }
  return groups && sum;
}

/** Patterns that the solver can't tell apart. */
interface Group {
  /** What the rules ask of the values of all other fields. */
  readonly node: Node;
  readonly amount: bigint;
  /** One of the patterns. */
  readonly present: readonly Field[];
  readonly absent: readonly Field[];
}

/**
 * The patterns of the fields that a request may lack. The solver knows those alone that its atoms are about, so patterns of the
 * others that leave the same to decide are one group. Undefined for more groups than may be asked about.
 */
function groupPatterns(
  { diagrams, variables, nodes, node }: CompiledRules,
  solved: ReadonlySet<string>,
): Group[] | undefined {
  const named = new Set(distinctFields([...nodes.keys()].flatMap(({ fields }) => fields)).map(fieldId));
  const levels = variables.map(({ field, states }, level) => ({
    level,
    field,
    absence: states.findIndex(({ kind }) => kind === "absent"),
    isCounted: named.has(fieldId(field)) && states.some(({ kind }) => kind === "absent"),
    isSolved: solved.has(fieldId(field)),
  }));
  const split = (group: Group, { level, field, absence }: (typeof levels)[number]): Group[] => {
    const cofactor = (choose: (children: readonly Node[]) => Node): Node =>
      diagrams.mapLevel(group.node, level, (children) => children.map(() => choose(children)));
    const without = cofactor((children) => children[absence] ?? never);
    const having = cofactor((children) => diagrams.or(...children.filter((_, state) => state !== absence)));
    return [
      { ...group, node: without, absent: [...group.absent, field] },
      { ...group, node: having, present: [...group.present, field] },
    ].filter((part) => part.node !== never);
  };
  const start = levels
    .filter(({ isCounted, isSolved }) => !isCounted && !isSolved)
    .reduce((rest, { level }) => diagrams.exists(rest, level), node);
  let groups: Group[] = start === never ? [] : [{ node: start, amount: 1n, present: [], absent: [] }];
  for (const level of levels.filter(({ isCounted, isSolved }) => isCounted && !isSolved)) {
    const merged = new Map<Node, Group>();
    for (const part of groups.flatMap((group) => split(group, level))) {
      const known = merged.get(part.node);
      merged.set(part.node, known === undefined ? part : { ...known, amount: known.amount + part.amount });
    }
    groups = [...merged.values()];
  }
  for (const level of levels.filter(({ isCounted, isSolved }) => isCounted && isSolved)) {
    groups = groups.flatMap((group) => split(group, level));
    if (groups.length > mostAsked) return undefined;
  }
  return groups;
}
