import { fieldName } from "./field.ts";
import { forms } from "./forms.ts";
import type { Rule } from "./rule.ts";
import type {
  Arithmetic,
  Dependency,
  Operation,
  Predefined,
  Predicate,
  PredicateAtom,
  Reference,
  Relational,
  RelationalOperator,
} from "./syntax.ts";

/** How names and strings are marked among the words around them. */
export interface Marks {
  readonly name: (text: string) => string;
  readonly text: (text: string) => string;
}

const markdownCode = (text: string): string => `\`${text}\``;
const markdown: Marks = { name: markdownCode, text: markdownCode };
export const plain: Marks = { name: (text) => text, text: (text) => `'${text}'` };

/** What a rule requires, in words: "Exactly one of `a`, `b` and `c` is set." */
export function explainRule(rule: Rule, marks: Marks = markdown): string {
  return `${requirementOf(rule, marks, true)}.`;
}

/** The same, with the object that it is about, if that isn't the whole request: "In `job`: If `a` is set, then `b` is set." */
export function explainRuleInPlace(rule: Rule, marks: Marks = markdown): string {
  const place = objectOf(rule);
  return `${place === "" ? "" : `In ${marks.name(place)}: `}${explainRule(rule, marks)}`;
}

/**
 * What a rule requires, as a clause that more words may follow.
 *
 * @param isLast whether none follow, so that a list of conditions at its end needs no parentheses
 */
export function requirementOf({ sentence: { dependency }, names }: Rule, marks: Marks, isLast = false): string {
  const isList = (name: string): boolean => names.get(name)?.domain.kind === "array";
  const marked = { ...marks, name: (text: string): string => nameMark + marks.name(text) };
  const words = new Words(marked, isList).dependency(dependency, isLast);
  const clause = words.startsWith(nameMark) ? words : capitalize(words);
  return clause.replaceAll(nameMark, "");
}

/** The object that the sentence's names start from: a schema's sentence says `a` where the operation would say `job.a`. */
function objectOf({ names }: Rule): string {
  const [first] = names;
  if (first === undefined) return "";
  const [name, field] = first;
  return fieldName(field).slice(0, -name.length).replace(/\.$/, "");
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

  dependency(dependency: Dependency, isLast: boolean): string {
    switch (dependency.kind) {
      case "conditional":
        return `if ${this.predicate(dependency.condition)}, then ${this.predicate(dependency.consequence, isLast)}`;
      case "relational":
        return `where both are set, ${this.comparison(dependency)}`;
      case "arithmetic":
        return `where all are set, ${this.comparison(dependency)}`;
      default:
        return this.predicate(dependency, isLast);
    }
  }

  private predicate(predicate: Predicate, isLast = false, negated = false): string {
    switch (predicate.kind) {
      case "not":
        return this.predicate(predicate.operand, isLast, !negated);
      case "and":
      case "or":
        return negated
          ? this.negatedJunction(predicate.kind, predicate.operands)
          : this.junction(predicate.kind, predicate.operands);
      case "predefined":
        return this.predefined(predicate, negated ? "negated" : "words", isLast);
      default:
        return this.statement(predicate, negated);
    }
  }

  /** What one field is, or is not. */
  private statement(predicate: PredicateAtom, negated: boolean): string {
    const is = negated ? "is not" : "is";
    switch (predicate.kind) {
      case "presence":
        return `${this.marks.name(predicate.parameter.name)} ${is} set`;
      case "string-equality":
        return this.equality(predicate.parameter, this.values(predicate.values.map(({ value }) => value)), negated);
      case "boolean-equality":
        return this.equality(predicate.parameter, String(predicate.value), negated);
      case "like":
        return `${this.marks.name(predicate.parameter.name)} ${this.likeVerb(predicate.parameter, negated)} ${this.marks.text(predicate.pattern)}`;
      case "number-comparison":
        if (this.isList(predicate.parameter.name))
          return this.equality(predicate.parameter, String(predicate.value), negated);
        return `${this.marks.name(predicate.parameter.name)} ${is} ${relation(predicate.operator)} ${predicate.value}`;
      case "relational":
      case "arithmetic":
        return this.comparison(predicate, is);
    }
  }

  private likeVerb({ name }: Reference, negated: boolean): string {
    if (this.isList(name)) return negated ? "contains no match of" : "contains a match of";
    return negated ? "does not match" : "matches";
  }

  /** A list that is compared with a value contains it. */
  private equality({ name }: Reference, values: string, negated: boolean): string {
    const verb = this.isList(name) ? (negated ? "does not contain" : "contains") : negated ? "is not" : "is";
    return `${this.marks.name(name)} ${verb} ${values}`;
  }

  private comparison(comparison: Relational | Arithmetic, is = "is"): string {
    return comparison.kind === "relational"
      ? `${this.marks.name(comparison.left.name)} ${is} ${relation(comparison.operator)} ${this.marks.name(comparison.right.name)}`
      : `${this.marks.name(operationText(comparison.operation))} ${is} ${relation(comparison.operator)} ${comparison.value}`;
  }

  private junction(kind: "and" | "or", operands: readonly Predicate[]): string {
    const names = this.namesOf(operands);
    if (names !== undefined) return `${list(names, kind)} ${kind === "and" ? "are" : "is"} set`;
    return list(
      operands.map((operand) => this.nested(operand)),
      kind,
    );
  }

  /** The contrary of "and" holds where one operand doesn't, that of "or" where none does. */
  private negatedJunction(kind: "and" | "or", operands: readonly Predicate[]): string {
    const names = this.namesOf(operands);
    const areTwo = operands.length === 2;
    if (names === undefined) {
      const contraries = operands.map(
        (operand): Predicate => (operand.kind === "not" ? operand.operand : { kind: "not", operand }),
      );
      return this.junction(kind === "and" ? "or" : "and", contraries);
    }
    const all = list(names, "and");
    return kind === "and"
      ? `${all} are not ${areTwo ? "both" : "all"} set`
      : `${areTwo ? "neither" : "none"} of ${all} is set`;
  }

  private predefined({ form, operands }: Predefined, sense: "words" | "negated", isLast: boolean): string {
    const names = this.namesOf(operands);
    if (names !== undefined)
      return forms[form][sense]({
        all: list(names, "and"),
        one: "is set",
        many: "are set",
        areTwoNames: names.length === 2,
      });
    const words = forms[form][sense]({ all: "these", one: "holds", many: "hold", areTwoNames: false });
    const conditions = operands.map((operand) => this.predicate(operand)).join("; ");
    return isLast ? `${words}: ${conditions}` : `${words} (${conditions})`;
  }

  /** In parentheses, if it would run together with what stands beside it. */
  private nested(operand: Predicate): string {
    let inner = operand;
    while (inner.kind === "not") inner = inner.operand;
    const words = this.predicate(operand);
    return inner.kind === "and" || inner.kind === "or" ? `(${words})` : words;
  }

  /** The names of operands that are nothing else. */
  private namesOf(operands: readonly Predicate[]): string[] | undefined {
    const names = operands.flatMap((operand) =>
      operand.kind === "presence" ? this.marks.name(operand.parameter.name) : [],
    );
    return names.length === operands.length ? names : undefined;
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

/** How much of a sentence a message shows that names its place, too: alternatives of many fields make pages. */
const longestLine = 300;

export function shortLine(text: string): string {
  const line = oneLine(text);
  return line.length > longestLine ? startOf(line, longestLine) : line;
}

/** The words within so many characters of a text that has more. */
export function startOf(text: string, length: number): string {
  return `${text.slice(0, length).replace(/\s+\S*$/, "")} …`;
}

/** `a`, `a and b`, `a, b and c` */
export function list(items: readonly string[], conjunction: "and" | "or"): string {
  return items.length < 2 ? items.join() : `${items.slice(0, -1).join(", ")} ${conjunction} ${items.at(-1)}`;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
