import { allOf, anyOf, exactlyOneOf, type Logic, negationOf } from "../language/logic.ts";
import type { JsonObject } from "./json.ts";

/** A keyword that the rules' model has no words for, or that no type can express. */
export interface Loss {
  readonly holder: JsonObject;
  readonly keyword: string;
  /** Why nothing can say it, unless rules have no words for it. */
  readonly why?: string;
}

/**
 * What a schema says about the fields of an object that fits the schema around it: `upper` holds for each object that fits it, and
 * each object for which `lower` holds does. They are the same where nothing is lost.
 */
export interface Bounds {
  readonly upper: Logic;
  readonly lower: Logic;
  readonly losses: readonly Loss[];
  /** Whether the logic decides about every JSON object as the schema does, so that a validator may ask either. */
  readonly isWhole: boolean;
}

export const constant = (logic: boolean): Bounds => ({ upper: logic, lower: logic, losses: [], isWhole: true });
export const exactly = (logic: Logic, isWhole = true): Bounds => ({ upper: logic, lower: logic, losses: [], isWhole });
export const lost = (holder: JsonObject, keyword: string, lower: Logic = false, why?: string): Bounds => ({
  upper: true,
  lower,
  losses: [{ holder, keyword, ...(why !== undefined && { why }) }],
  isWhole: false,
});

export function combine(parts: readonly Bounds[], join: (logic: readonly Logic[]) => Logic): Bounds {
  return {
    upper: join(parts.map(({ upper }) => upper)),
    lower: join(parts.map(({ lower }) => lower)),
    // A condition is read once, and counts for what follows and for what else follows.
    losses: [...new Set(parts.flatMap(({ losses }) => losses))],
    isWhole: parts.every(({ isWhole }) => isWhole),
  };
}

export const negated = ({ upper, lower, ...rest }: Bounds): Bounds => ({
  ...rest,
  upper: negationOf(lower),
  lower: negationOf(upper),
});

/** `oneOf`: where something is lost, no two that are sure may hold, unless no two of them can. */
function exclusive(parts: readonly Bounds[]): Bounds {
  if (parts.every(({ losses }) => losses.length === 0)) return combine(parts, exactlyOneOf);
  if (areDisjoint(parts)) return { ...combine(parts, exactlyOneOf), lower: false };
  const sure = parts.map(({ lower }) => lower).filter((lower) => lower !== false);
  const pairs = sure.flatMap((one, index) => sure.slice(index + 1).map((other) => negationOf(allOf([one, other]))));
  return { ...combine(parts, anyOf), upper: allOf([anyOf(parts.map(({ upper }) => upper)), ...pairs]), lower: false };
}

/** Whether no object fits two of the schemas, whatever was lost. */
export function areDisjoint(parts: readonly Bounds[]): boolean {
  return parts.every(({ upper }, index) =>
    parts.slice(index + 1).every((other) => allOf([upper, other.upper]) === false),
  );
}

export function implication(condition: Bounds, consequence: Bounds): Bounds {
  return combine([negated(condition), consequence], anyOf);
}

/** `anyOf` and `oneOf` */
export function alternatives(keyword: "anyOf" | "oneOf", parts: readonly Bounds[]): Bounds {
  return keyword === "anyOf" ? combine(parts, anyOf) : exclusive(parts);
}
