import { type BoundSentence, fieldsOf } from "../language/bind.ts";
import type { Field } from "../language/field.ts";
import { type CompiledRules, compileSentences, type Structure, sentencesBeyondTypes, widenToTypes } from "./compile.ts";
import { cover } from "./cover.ts";
import { always, type Cube } from "./diagram.ts";
import type { Variable } from "./states.ts";
import type { FieldRule, Variant } from "./variant.ts";
import { nameVariants } from "./variant-names.ts";

export interface VariantGroup {
  /** In the order of declaration: the commonest last, where the compiler looks for the one to blame. */
  readonly variants: readonly Variant[];
  /** The rules behind the variants. */
  readonly sentences: readonly BoundSentence[];
  /** Rules that these variants do not say in full, because no type can. */
  readonly beyondTypes: readonly BoundSentence[];
  /** Rules left out, because with them the union would have more than `variantLimit` members. */
  readonly beyondLimit: readonly BoundSentence[];
}

/** The most members that a union gets: an intersection of unions counts as their product. */
export const variantLimit = 64;

export interface VariantOptions {
  /** The most variants. */
  readonly limit?: number;
  /** Which fields the variants speak of; the others may be as some valid request has them. */
  readonly about?: (field: Field) => boolean;
}

/** The variants of rules that share fields. Sentences without variants: no request satisfies them. */
export function deriveVariants(
  sentences: readonly BoundSentence[],
  structure: Structure,
  { limit = variantLimit, about = () => true }: VariantOptions = {},
): VariantGroup {
  let kept: BoundSentence[] = [];
  let best: { rules: CompiledRules; cubes: Cube[] } | undefined;
  const all = coverSentences(sentences, structure, limit, about);
  if (all !== undefined) {
    kept = [...sentences];
    best = all;
  } else {
    // Fewer rules accept more: what is left out here widens the type and never closes it.
    for (const sentence of sentences) {
      const next = coverSentences([...kept, sentence], structure, limit, about);
      if (next === undefined) continue;
      kept.push(sentence);
      best = next;
    }
  }
  const beyondLimit = sentences.filter((sentence) => !kept.includes(sentence));
  if (best === undefined) return { variants: [], sentences: kept, beyondTypes: [], beyondLimit };
  const { rules, cubes } = best;
  const variants = orderCubes(rules.variables, cubes).map((cube) =>
    toFieldRules(rules.variables, cube).filter(({ field }) => about(field)),
  );
  return {
    variants: nameVariants(variants),
    sentences: kept,
    beyondTypes: [...sentencesBeyondTypes(rules), ...kept.filter((bound) => isPartlyAbout(bound, about))],
    beyondLimit,
  };
}

function isPartlyAbout(bound: BoundSentence, about: (field: Field) => boolean): boolean {
  const fields = fieldsOf(bound);
  return fields.some(about) && !fields.every(about);
}

function coverSentences(
  sentences: readonly BoundSentence[],
  structure: Structure,
  limit: number,
  about: (field: Field) => boolean,
): { rules: CompiledRules; cubes: Cube[] } | undefined {
  const rules = compileSentences(sentences, structure);
  const split = rules.variables.filter((variable) => variable.inspected).length;
  let node = widenToTypes(rules);
  rules.variables.forEach(({ field }, level) => {
    if (!about(field)) node = rules.diagrams.exists(node, level);
  });
  const cubes = node === always ? [new Map()] : cover(rules.diagrams, node, split, limit);
  return cubes && { rules, cubes };
}

function toFieldRules(variables: readonly Variable[], cube: Cube): FieldRule[] {
  return variables.map(({ field, states }, level): FieldRule => {
    const allowed = states.filter((_, state) => cube.get(level)?.has(state) ?? true);
    const present = allowed.filter((state) => state.kind !== "absent");
    const presence = present.length === 0 ? "forbidden" : present.length === allowed.length ? "required" : "optional";
    const whole =
      present.some((state) => state.kind === "other") ||
      present.length === states.filter((state) => state.kind !== "absent").length;
    const values = whole ? undefined : present.flatMap((state) => (state.kind === "value" ? [state.value] : []));
    return { field, presence, values: presence === "forbidden" ? undefined : values };
  });
}

/**
 * The compiler blames the member of a union that is declared last, and authors name the usual case first. So the variant
 * that has what the sentences name first comes last; one that singles out few values comes behind one that takes the rest.
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
  return variable.inspected ? presence + 1 - states.size / variable.states.length : presence;
}

function compareScores(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
