import type { ScopedRule } from "./named-fields.ts";
import { type Node, namesIn, type Rule } from "./syntax.ts";

/** What is settled about a field: that it is present, or absent. */
export type Settled = ReadonlyMap<string, boolean>;
type Id = (name: string) => string;

/** Whether a rule holds whatever is not settled yet; undefined where that depends. */
export function decideRule({ rule, id, when }: ScopedRule, settled: Settled): boolean | undefined {
  const counts = when === "always" ? true : some(when.map((field) => settled.get(field)));
  return some([not(counts), decide(rule, id, settled)]);
}

function decide(node: Node | Rule, id: Id, settled: Settled): boolean | undefined {
  switch (node.kind) {
    case "present":
      return settled.get(id(node.name));
    case "equals":
    case "like":
    case "number":
    case "relational":
    case "arithmetic":
      return namesIn(node).some((name) => settled.get(id(name)) === false) ? false : undefined;
    case "alone":
      return namesIn(node).some((name) => settled.get(id(name)) === false) ? true : undefined;
    case "predefined":
      return decide(node.of, id, settled);
    case "if":
      return some([not(decide(node.condition, id, settled)), decide(node.consequence, id, settled)]);
    case "not":
      return not(decide(node.of, id, settled));
    case "and":
      return not(some(node.of.map((part) => not(decide(part, id, settled)))));
    case "or":
      return some(node.of.map((part) => decide(part, id, settled)));
    case "form": {
      const parts = node.of.map((part) => decide(part, id, settled));
      const least = parts.filter((part) => part === true).length;
      const most = least + parts.filter((part) => part === undefined).length;
      const verdicts = new Set<boolean>();
      for (let count = least; count <= most; count += 1) verdicts.add(formHolds(node.form, count, parts.length));
      return verdicts.size === 1 ? verdicts.has(true) : undefined;
    }
  }
}

function formHolds(form: string, count: number, all: number): boolean {
  if (form === "Or") return count >= 1;
  if (form === "AllOrNone") return count === 0 || count === all;
  return form === "OnlyOne" ? count === 1 : count <= 1;
}

function some(parts: readonly (boolean | undefined)[]): boolean | undefined {
  if (parts.includes(true)) return true;
  return parts.includes(undefined) ? undefined : false;
}

function not(part: boolean | undefined): boolean | undefined {
  return part === undefined ? undefined : !part;
}

/** The fields on which it depends whether a rule holds. */
export function openFields({ rule, id, when }: ScopedRule, settled: Settled): string[] {
  const guards = when === "always" ? [] : when.filter((field) => !settled.has(field));
  return [...guards, ...openIn(rule, id, settled)];
}

function openIn(node: Node | Rule, id: Id, settled: Settled): string[] {
  if (decide(node, id, settled) !== undefined) return [];
  switch (node.kind) {
    case "and":
    case "or":
    case "form":
      return node.of.flatMap((part) => openIn(part, id, settled));
    case "if":
      return [node.condition, node.consequence].flatMap((part) => openIn(part, id, settled));
    case "not":
    case "predefined":
      return openIn(node.of, id, settled);
    default:
      return namesIn(node).map(id);
  }
}
