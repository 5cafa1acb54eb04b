import { forms } from "./forms.ts";
import type { Rule } from "./rule.ts";
import type {
  Arithmetic,
  Dependency,
  Operation,
  Predefined,
  Predicate,
  Reference,
  Relational,
  RelationalOperator,
} from "./syntax.ts";

/** How names and strings are marked among the words around them. */
export interface Marks {
  readonly name: (text: string) => string;
  readonly text: (text: string) => string;
}

export const markdownCode = (text: string): string => `\`${text}\``;
const markdown: Marks = { name: markdownCode, text: markdownCode };
export const plain: Marks = { name: (text) => text, text: (text) => `'${text}'` };

/** What a rule requires, in words: "Exactly one of `a`, `b` and `c` is set." */
export function explainRule({ sentence: { dependency }, names }: Rule, marks: Marks = markdown): string {
  const isList = (name: string): boolean => names.get(name)?.domain.kind === "array";
  const marked = { ...marks, name: (text: string): string => nameMark + marks.name(text) };
  const words = new Words(marked, isList).dependency(dependency);
  const sentence = words.startsWith(nameMark) ? words : capitalize(words);
  return `${sentence.replaceAll(nameMark, "")}.`;
}

/** Stands before each name, which keeps its small letters at the beginning of a sentence. */
const nameMark = "\0";

class Words {
  private readonly marks: Marks;
  private readonly isList: (name: string) => boolean;

  constructor(marks: Marks, isList: (name: string) => boolean) {
    this.marks = marks;
    this.isList = isList;
  }

  dependency(dependency: Dependency): string {
    switch (dependency.kind) {
      case "conditional":
        return `if ${this.predicate(dependency.condition)}, then ${this.predicate(dependency.consequence)}`;
      case "relational":
        return `where both are set, ${this.comparison(dependency)}`;
      case "arithmetic":
        return `where all are set, ${this.comparison(dependency)}`;
      default:
        return this.predicate(dependency);
    }
  }

  private predicate(predicate: Predicate): string {
    switch (predicate.kind) {
      case "presence":
        return `${this.marks.name(predicate.parameter.name)} is set`;
      case "string-equality":
        return this.equality(predicate.parameter, this.values(predicate.values.map(({ value }) => value)));
      case "boolean-equality":
        return this.equality(predicate.parameter, String(predicate.value));
      case "like":
        return `${this.marks.name(predicate.parameter.name)} ${this.isList(predicate.parameter.name) ? "contains a match of" : "matches"} ${this.marks.text(predicate.pattern)}`;
      case "number-comparison":
        if (this.isList(predicate.parameter.name)) return this.equality(predicate.parameter, String(predicate.value));
        return `${this.marks.name(predicate.parameter.name)} is ${relation(predicate.operator)} ${predicate.value}`;
      case "relational":
      case "arithmetic":
        return this.comparison(predicate);
      case "not":
        return this.negation(predicate.operand);
      case "and":
      case "or":
        return this.junction(predicate.kind, predicate.operands);
      case "predefined":
        return this.predefined(predicate);
    }
  }

  /** A list that is compared with a value contains it. */
  private equality({ name }: Reference, values: string, negated = false): string {
    const verb = this.isList(name) ? (negated ? "does not contain" : "contains") : negated ? "is not" : "is";
    return `${this.marks.name(name)} ${verb} ${values}`;
  }

  private comparison(comparison: Relational | Arithmetic): string {
    return comparison.kind === "relational"
      ? `${this.marks.name(comparison.left.name)} is ${relation(comparison.operator)} ${this.marks.name(comparison.right.name)}`
      : `${this.marks.name(operationText(comparison.operation))} is ${relation(comparison.operator)} ${comparison.value}`;
  }

  private negation(operand: Predicate): string {
    switch (operand.kind) {
      case "presence":
        return `${this.marks.name(operand.parameter.name)} is not set`;
      case "string-equality":
        return this.equality(operand.parameter, this.values(operand.values.map(({ value }) => value)), true);
      case "boolean-equality":
        return this.equality(operand.parameter, String(operand.value), true);
      default:
        return `it is not the case that ${this.predicate(operand)}`;
    }
  }

  private junction(kind: "and" | "or", operands: readonly Predicate[]): string {
    if (operands.every((operand) => operand.kind === "presence")) {
      const names = operands.map((operand) =>
        operand.kind === "presence" ? this.marks.name(operand.parameter.name) : "",
      );
      return `${list(names, kind)} ${kind === "and" ? "are" : "is"} set`;
    }
    return list(
      operands.map((operand) =>
        operand.kind === "and" || operand.kind === "or" ? `(${this.predicate(operand)})` : this.predicate(operand),
      ),
      kind,
    );
  }

  private predefined({ form, operands }: Predefined): string {
    const areNames = operands.every((operand) => operand.kind === "presence");
    const names = operands.map((operand) =>
      operand.kind === "presence" ? this.marks.name(operand.parameter.name) : `(${this.predicate(operand)})`,
    );
    const all = areNames ? list(names, "and") : names.join(", ");
    return forms[form].words({ all, amount: operands.length, areNames });
  }

  private values(values: readonly string[]): string {
    return list(
      values.map((value) => this.marks.text(value)),
      "or",
    );
  }
}

function operationText(operation: Operation): string {
  if (operation.kind === "operand") return operation.parameter.name;
  const side = (part: Operation): string => (part.kind === "binary" ? `(${operationText(part)})` : operationText(part));
  return `${side(operation.left)} ${operation.operator} ${side(operation.right)}`;
}

function relation(operator: RelationalOperator): string {
  switch (operator) {
    case "<":
      return "less than";
    case ">":
      return "more than";
    case "<=":
      return "at most";
    case ">=":
      return "at least";
    case "==":
      return "equal to";
    case "!=":
      return "other than";
  }
}

/** A sentence as one line of a message. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}

/** `a`, `a and b`, `a, b and c` */
export function list(items: readonly string[], conjunction: "and" | "or"): string {
  return items.length < 2 ? items.join() : `${items.slice(0, -1).join(", ")} ${conjunction} ${items.at(-1)}`;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
