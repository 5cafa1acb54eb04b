import type { Value } from "../language/field.ts";
import { writeName, writeText } from "../language/tokens.ts";

/** What prose says about the fields of a request, before it is written as a sentence of the rules' language. */
export type Fact =
  | { readonly kind: "has"; readonly name: string }
  | { readonly kind: "is"; readonly name: string; readonly values: readonly Value[] }
  | { readonly kind: "not"; readonly fact: Fact }
  | { readonly kind: "all" | "any"; readonly facts: readonly Fact[] };

export const has = (name: string): Fact => ({ kind: "has", name });
export const is = (name: string, values: readonly Value[]): Fact => ({ kind: "is", name, values });
export const not = (fact: Fact): Fact => (fact.kind === "not" ? fact.fact : { kind: "not", fact });
export const all = (facts: readonly Fact[]): Fact => join("all", facts);
export const any = (facts: readonly Fact[]): Fact => join("any", facts);

function join(kind: "all" | "any", facts: readonly Fact[]): Fact {
  const [first] = facts;
  return first !== undefined && facts.length === 1 ? first : { kind, facts };
}

/** `OnlyOne(a, b);` */
export function form(name: "Or" | "OnlyOne" | "ZeroOrOne" | "AllOrNone", names: readonly string[]): string {
  return `${name}(${names.map(writeName).join(", ")});`;
}

/** `IF a THEN b;`, or the form that says the same in fewer words. */
export function implication(condition: Fact, consequence: Fact): string {
  const forbidden = consequence.kind === "not" ? consequence.fact : undefined;
  if (condition.kind === "has" && forbidden?.kind === "has") return form("ZeroOrOne", [condition.name, forbidden.name]);
  const missing = namesOfAbsence(condition);
  if (missing !== undefined && consequence.kind === "has") return form("Or", [consequence.name, ...missing]);
  return `IF ${write(condition)} THEN ${write(consequence)};`;
}

/** `a <= b;` */
export function relation(left: string, operator: string, right: string): string {
  return `${writeName(left)} ${operator} ${writeName(right)};`;
}

/** The names of a condition that none of them is set. */
function namesOfAbsence(fact: Fact): string[] | undefined {
  if (fact.kind === "all") {
    const names = fact.facts.map(namesOfAbsence);
    return names.some((one) => one === undefined) ? undefined : names.flatMap((one) => one ?? []);
  }
  if (fact.kind !== "not") return undefined;
  if (fact.fact.kind === "has") return [fact.fact.name];
  if (fact.fact.kind !== "any") return undefined;
  const names = fact.fact.facts.flatMap((one) => (one.kind === "has" ? [one.name] : []));
  return names.length === fact.fact.facts.length ? names : undefined;
}

function write(fact: Fact, nested = false): string {
  switch (fact.kind) {
    case "has":
      return writeName(fact.name);
    case "is":
      return writeEquality(fact.name, fact.values, nested);
    case "not":
      return writeNegation(fact.fact, nested);
    default: {
      const text = fact.facts.map((part) => write(part, true)).join(fact.kind === "all" ? " AND " : " OR ");
      return nested ? `(${text})` : text;
    }
  }
}

function writeNegation(fact: Fact, nested: boolean): string {
  if (fact.kind === "any") return write(all(fact.facts.map(not)), nested);
  const text = write(fact);
  return / (?:AND|OR) /.test(text) ? `NOT (${text})` : `NOT ${text}`;
}

/** Only texts can be listed behind one `==`. */
function writeEquality(name: string, values: readonly Value[], nested: boolean): string {
  const texts = values.filter((value) => typeof value === "string").map(writeText);
  const others = values.filter((value) => typeof value !== "string").map(String);
  const sides = [...(texts.length > 0 ? [texts.join("|")] : []), ...others];
  const text = sides.map((side) => `${writeName(name)}==${side}`).join(" OR ");
  return nested && sides.length > 1 ? `(${text})` : text;
}
