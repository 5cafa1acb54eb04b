import { printPredicate } from "./print.ts";
import type { Dependency, Predicate, Span } from "./syntax.ts";

/** A predicate, or one that always or never holds. */
export type Logic = Predicate | boolean;

/** Nobody wrote it. */
export const noSpan: Span = { start: 0, end: 0 };

export function presenceOf(name: string): Predicate {
  return { kind: "presence", parameter: { name, span: noSpan } };
}

/** The field is present and has one of the values. */
export function equalityOf(name: string, values: readonly (string | number | boolean)[]): Logic {
  const parameter = { name, span: noSpan };
  const texts = values.filter((value) => typeof value === "string");
  return anyOf([
    ...(texts.length > 0
      ? [{ kind: "string-equality", parameter, values: texts.map((value) => ({ value, span: noSpan })) } as const]
      : []),
    ...values
      .filter((value) => typeof value === "boolean")
      .map((value) => ({ kind: "boolean-equality", parameter, value }) as const),
    ...values
      .filter((value) => typeof value === "number")
      .map((value) => ({ kind: "number-comparison", parameter, operator: "==", value, span: noSpan }) as const),
  ]);
}

export function negationOf(logic: Logic): Logic {
  if (typeof logic === "boolean") return !logic;
  if (logic.kind === "not") return logic.operand;
  if (logic.kind === "or") return allOf(logic.operands.map(negationOf));
  return { kind: "not", operand: logic };
}

/** All hold. What one of them makes certain is left out of the others. */
export function allOf(parts: readonly Logic[]): Logic {
  const operands = distinct(parts.flatMap((part) => operandsOf(part, "and")));
  if (operands.includes(false)) return false;
  const predicates = operands.filter((operand) => typeof operand !== "boolean");
  if (contradict(predicates)) return false;
  const set = new Set(predicates.flatMap((operand) => nameOf(operand) ?? []));
  if (predicates.some((operand) => isAbsence(operand, set))) return false;
  if (hasNoValue(predicates)) return false;
  const simpler = predicates.map((operand) =>
    operand.kind === "or" ? anyOf(operand.operands.filter((part) => !isAbsence(part, set))) : operand,
  );
  if (simpler.some((operand, index) => operand !== predicates[index] && !isSame(operand, predicates[index])))
    return allOf(simpler);
  const compared = new Set(
    predicates.flatMap((operand) => (operand.kind === "presence" ? [] : (nameOf(operand) ?? []))),
  );
  const needed = predicates.filter((operand) => operand.kind !== "presence" || !compared.has(operand.parameter.name));
  return joined("and", needed);
}

/** At least one holds. */
export function anyOf(parts: readonly Logic[]): Logic {
  const operands = distinct(parts.flatMap((part) => operandsOf(part, "or")));
  if (operands.includes(true)) return true;
  const predicates = operands.filter((operand) => typeof operand !== "boolean");
  if (contradict(predicates)) return true;
  const present = new Set(
    predicates.flatMap((operand) => (operand.kind === "presence" ? [operand.parameter.name] : [])),
  );
  // A field that is not compared equal may be absent.
  const unequal = new Set(
    predicates.flatMap((operand) =>
      operand.kind === "not" && operand.operand.kind !== "presence" ? (nameOf(operand.operand) ?? []) : [],
    ),
  );
  const needed = predicates.filter(
    (operand) => !isAbsence(operand, unequal) && (operand.kind === "presence" || !present.has(nameOf(operand) ?? "")),
  );
  return joined("or", needed);
}

/** Exactly one holds. */
export function exactlyOneOf(parts: readonly Logic[]): Logic {
  const possible = parts.filter((part) => part !== false);
  const certain = possible.filter((part) => part === true).length;
  const open = possible.filter((part) => typeof part !== "boolean");
  if (certain > 1) return false;
  if (certain === 1) return negationOf(anyOf(open));
  const [only] = open;
  if (only === undefined) return false;
  return open.length === 1 ? only : exclusive(open);
}

/** "None of them, or exactly one of a and b" is at most one. */
function exclusive(open: readonly Predicate[]): Predicate {
  const none = open.findIndex((part, index) =>
    isSame(part, negationOf(anyOf(open.filter((_, other) => other !== index)))),
  );
  const others = open.filter((_, index) => index !== none);
  return none >= 0 && others.length > 1
    ? { kind: "predefined", form: "ZeroOrOne", operands: others }
    : { kind: "predefined", form: "OnlyOne", operands: open };
}

/** Sentences that together say that the logic holds; none where it always does, or never. */
export function sentencesFor(logic: Logic): Dependency[] {
  if (typeof logic === "boolean") return [];
  if (logic.kind === "and") return logic.operands.flatMap(sentencesFor);
  if (logic.kind === "or") return [{ kind: "predefined", form: "Or", operands: logic.operands }];
  if (logic.kind !== "not" || logic.operand.kind !== "and") return [logic];
  const { operands } = logic.operand;
  const [first, second] = operands;
  if (operands.length === 2 && first?.kind === "presence" && second?.kind === "presence")
    return [{ kind: "predefined", form: "ZeroOrOne", operands }];
  return conditionals(allOf(operands.slice(0, -1)), negationOf(operands.at(-1) ?? true));
}

/** Sentences that say: if `condition` holds, so does `consequence`. */
export function conditionals(condition: Logic, consequence: Logic): Dependency[] {
  if (condition === false || consequence === true) return [];
  if (condition === true) return sentencesFor(consequence);
  if (consequence === false) return sentencesFor(negationOf(condition));
  return [{ kind: "conditional", condition, consequence }];
}

/** The most conditions of a sentence that somebody would read. */
export const mostConditions = 100;

/** Whether logic has more conditions than that. */
export function isLarge(logic: Logic): boolean {
  const open: Logic[] = [logic];
  for (let count = 0; open.length > 0; count++) {
    if (count > mostConditions) return true;
    const next = open.pop();
    if (next === undefined || typeof next === "boolean") continue;
    if ("operands" in next) open.push(...next.operands);
    if ("operand" in next) open.push(next.operand);
  }
  return false;
}

function operandsOf(part: Logic, kind: "and" | "or"): readonly Logic[] {
  if (part === (kind === "and")) return [];
  return typeof part !== "boolean" && part.kind === kind ? part.operands : [part];
}

function joined(kind: "and" | "or", operands: readonly Predicate[]): Logic {
  const [only] = operands;
  if (only === undefined) return kind === "and";
  return operands.length === 1 ? only : { kind, operands };
}

function distinct(parts: readonly Logic[]): Logic[] {
  return [...new Map(parts.map((part) => [textOf(part), part])).values()];
}

function contradict(predicates: readonly Predicate[]): boolean {
  const texts = new Set(predicates.map(textOf));
  return predicates.some((predicate) => predicate.kind === "not" && texts.has(textOf(predicate.operand)));
}

/** Whether a field would have to be equal to several values at once. */
function hasNoValue(predicates: readonly Predicate[]): boolean {
  const allowed = new Map<string, readonly unknown[]>();
  for (const { name, values } of predicates.flatMap((predicate) => equalityIn(predicate) ?? [])) {
    const known = allowed.get(name) ?? values;
    allowed.set(
      name,
      known.filter((value) => values.includes(value)),
    );
  }
  return [...allowed.values()].some((values) => values.length === 0);
}

/** The field that a predicate asks to be equal to one of some values; undefined where it says something else. */
function equalityIn(predicate: Predicate): { readonly name: string; readonly values: readonly unknown[] } | undefined {
  switch (predicate.kind) {
    case "string-equality":
      return { name: predicate.parameter.name, values: predicate.values.map(({ value }) => value) };
    case "boolean-equality":
      return { name: predicate.parameter.name, values: [predicate.value] };
    case "number-comparison":
      return predicate.operator === "==" ? { name: predicate.parameter.name, values: [predicate.value] } : undefined;
    case "or": {
      const parts = predicate.operands.map(equalityIn);
      const name = parts[0]?.name;
      if (name === undefined || parts.some((part) => part?.name !== name)) return undefined;
      return { name, values: parts.flatMap((part) => part?.values ?? []) };
    }
    default:
      return undefined;
  }
}

/** The field that a predicate needs to be present. */
function nameOf(predicate: Predicate): string | undefined {
  switch (predicate.kind) {
    case "presence":
    case "string-equality":
    case "boolean-equality":
    case "like":
    case "number-comparison":
      return predicate.parameter.name;
    default:
      return undefined;
  }
}

function isAbsence(predicate: Predicate, names: ReadonlySet<string>): boolean {
  return (
    predicate.kind === "not" && predicate.operand.kind === "presence" && names.has(predicate.operand.parameter.name)
  );
}

function isSame(one: Logic | undefined, other: Logic | undefined): boolean {
  return one === other || (one !== undefined && other !== undefined && textOf(one) === textOf(other));
}

const texts = new WeakMap<Predicate, string>();

/** Predicates are compared again with each level of schemas. */
function textOf(logic: Logic): string {
  if (typeof logic === "boolean") return String(logic);
  const text = texts.get(logic) ?? printPredicate(logic);
  texts.set(logic, text);
  return text;
}
