import type { Field, Value } from "../language/field.ts";
import type { Rule } from "../language/rule.ts";
import { type CompiledRules, compileRules, rulesBeyondTypes, type Structure, widenToTypes } from "./compile.ts";
import { splitComponents } from "./components.ts";
import { cover } from "./cover.ts";
import { always, type Cube } from "./diagram.ts";
import { finiteValues, type State, type Variable } from "./states.ts";
import { Steps, withinSteps } from "./steps.ts";
import type { FieldRule, Variant } from "./variant.ts";
import { nameVariants } from "./variant-names.ts";

export interface VariantGroup {
  /** In the order of declaration: the most common one last, because compiler errors mention that one. */
  readonly variants: readonly Variant[];
  /** The rules behind the variants. */
  readonly rules: readonly Rule[];
  /** Rules that these variants don't express in full, because no type can. */
  readonly beyondTypes: readonly Rule[];
  /** Rules left out, because with them the union would have too many members. */
  readonly beyondLimit: readonly Rule[];
}

/** The most members that a union gets. */
export const variantLimit = 64;

/** The most combinations of an intersection of unions, which TypeScript multiplies out: ten pairs check as fast as six. */
export const productLimit = 1024;

/** Of more rules than fit, this many are tried, each with those that were kept before it, and in so many steps. */
const mostTried = 300;
const mostSteps = 3_000_000;

export interface VariantOptions {
  /** The most variants. */
  readonly limit?: number;
  /** Which fields the variants mention. The others may be as in some valid request. */
  readonly about?: (field: Field) => boolean;
}

/** The variants of rules that share fields. Rules without variants: no request satisfies them. */
export function deriveVariants(
  rules: readonly Rule[],
  structure: Structure,
  { limit = variantLimit, about = () => true }: VariantOptions = {},
): VariantGroup {
  const fits = (some: readonly Rule[], most: number): Cover | undefined =>
    withinSteps(() => coverRules(some, structure, most, about));
  const all = fits(rules, limit);
  const kept =
    all === undefined
      ? new Steps(mostSteps).during(() => keepWhatFits(rules.slice(0, mostTried), structure, limit, fits))
      : rules;
  const best = all ?? (kept.length > 0 ? fits(kept, limit) : undefined);
  if (best === undefined) return { variants: [], rules: [], beyondTypes: [], beyondLimit: rules };
  const beyondLimit = rules.filter((rule) => !kept.includes(rule));
  const { compiled, cubes } = best;
  const variants = orderCubes(compiled.variables, cubes).map((cube) =>
    toFieldRules(compiled.variables, cube).filter(({ field }) => about(field)),
  );
  return {
    variants: nameVariants(variants),
    rules: kept,
    // A rule that can't be looked at in time may say more than the types.
    beyondTypes: [
      ...(withinSteps(() => rulesBeyondTypes(compiled)) ?? kept),
      ...kept.filter((rule) => isPartlyAbout(rule, about)),
    ],
    beyondLimit,
  };
}

/**
 * The rules, in their order, that types can express together within the limit. A rule that is left out widens the type, and never
 * narrows it. Rules that share no field multiply their variants, so each such component is counted by itself.
 */
function keepWhatFits(
  rules: readonly Rule[],
  structure: Structure,
  limit: number,
  fits: (rules: readonly Rule[], limit: number) => Cover | undefined,
): Rule[] {
  const sizes = new Map<string, number>();
  const kept = new Set(
    rules.slice(
      0,
      longestPrefix(rules.length, (length) => fits(rules.slice(0, length), limit)),
    ),
  );
  for (const rule of rules) {
    if (kept.has(rule)) continue;
    const components = splitComponents([...kept, rule], structure);
    const joined = components.find((component) => component.rules.includes(rule))?.rules ?? [rule];
    const others = components.filter((component) => !component.rules.includes(rule));
    const product = others.reduce((size, component) => {
      const key = component.rules.map((one) => rules.indexOf(one)).join();
      const known = sizes.get(key) ?? Math.max(1, fits(component.rules, limit)?.cubes.length ?? limit);
      sizes.set(key, known);
      return size * known;
    }, 1);
    if (fits(joined, Math.floor(limit / product))) kept.add(rule);
  }
  return rules.filter((rule) => kept.has(rule));
}

/** The length of the longest prefix that fits, found by bisection. */
function longestPrefix(length: number, fits: (length: number) => unknown): number {
  let [most, least] = [length, 0];
  while (most - least > 1) {
    const middle = Math.floor((least + most) / 2);
    if (fits(middle)) least = middle;
    else most = middle;
  }
  return least;
}

function isPartlyAbout({ fields }: Rule, about: (field: Field) => boolean): boolean {
  return fields.some(about) && !fields.every(about);
}

interface Cover {
  readonly compiled: CompiledRules;
  readonly cubes: readonly Cube[];
}

function coverRules(
  rules: readonly Rule[],
  structure: Structure,
  limit: number,
  about: (field: Field) => boolean,
): Cover | undefined {
  const compiled = compileRules(rules, structure);
  const split = compiled.variables.filter((variable) => variable.inspected).length;
  let node = widenToTypes(compiled);
  compiled.variables.forEach(({ field }, level) => {
    if (!about(field)) node = compiled.diagrams.exists(node, level);
  });
  const cubes = node === always ? [new Map()] : cover(compiled.diagrams, node, split, limit);
  return cubes && { compiled, cubes };
}

function toFieldRules(variables: readonly Variable[], cube: Cube): FieldRule[] {
  return variables.map(({ field, states }, level): FieldRule => {
    const allowed = states.filter((_, state) => cube.get(level)?.has(state) ?? true);
    const present = allowed.filter((state) => state.kind !== "absent");
    const presence = present.length === 0 ? "forbidden" : present.length === allowed.length ? "required" : "optional";
    const whole =
      present.some((state) => state.kind === "other") ||
      present.length === states.filter((state) => state.kind !== "absent").length;
    const values = whole ? undefined : inOrder(field, present.flatMap(valuesOf));
    return { field, presence, values: presence === "forbidden" ? undefined : values };
  });
}

function valuesOf(state: State): readonly Value[] {
  return state.kind === "values" ? state.values : [];
}

/** As the description lists them. */
function inOrder({ domain }: Field, values: readonly Value[]): readonly Value[] {
  const chosen = new Set(values);
  return finiteValues(domain)?.filter((value) => chosen.has(value)) ?? values;
}

/**
 * Compiler errors mention the member of a union that is declared last, and authors name the usual case first. So the variant with what
 * the sentences name first comes last. A literal leads the compiler to the variants that have it. What is left is a variable that was
 * widened to `string`: it is compared with the variant of most values, which says that, instead of what another variant demands.
 */
function orderCubes(variables: readonly Variable[], cubes: readonly Cube[]): Cube[] {
  const scores = new Map(
    cubes.map((cube) => [cube, variables.map((variable, level) => score(variable, cube.get(level)))]),
  );
  return [...cubes].sort((a, b) => compareScores(scores.get(a) ?? [], scores.get(b) ?? []));
}

function score(variable: Variable, states: ReadonlySet<number> | undefined): number {
  const absent = variable.states.findIndex((state) => state.kind === "absent");
  if (states === undefined) return absent < 0 ? 2 : 1;
  if (states.size === 1 && states.has(absent)) return 0;
  const presence = states.has(absent) ? 1 : 2;
  const share = sum([...states].map((state) => weight(variable.states[state]))) / sum(variable.states.map(weight));
  return variable.inspected ? presence + share : presence;
}

/** How many values a state stands for. */
function weight(state: State | undefined): number {
  return state?.kind === "values" ? state.values.length : 1;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function compareScores(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
