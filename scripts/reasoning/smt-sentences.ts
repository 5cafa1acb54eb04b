import { type BoundSentence, fieldOf } from "../language/bind.ts";
import type { Field } from "../language/field.ts";
import type {
  Atom,
  Dependency,
  Operation,
  Predefined,
  Predicate,
  Relational,
  RelationalOperator,
} from "../language/model.ts";
import { operationReferences } from "../language/references.ts";
import type { Case, SmtFields } from "./smt-fields.ts";
import { realText, stringText } from "./smt-text.ts";

/** Sentences as SMT-LIB formulas, word for word by the meaning that IDL gives them. */
export class SmtSentences {
  private readonly fields: SmtFields;

  constructor(fields: SmtFields) {
    this.fields = fields;
  }

  sentence(bound: BoundSentence): string {
    const formula = this.dependency(bound);
    return bound.within ? `(=> ${this.fields.present(bound.within)} ${formula})` : formula;
  }

  private dependency(bound: BoundSentence): string {
    const { dependency } = bound.sentence;
    switch (dependency.kind) {
      case "conditional":
        return `(=> ${this.predicate(dependency.condition, bound)} ${this.predicate(dependency.consequence, bound)})`;
      case "relational":
      case "arithmetic": {
        const references =
          dependency.kind === "relational"
            ? [dependency.left, dependency.right]
            : operationReferences(dependency.operation);
        const present = references.map((reference) => this.fields.present(fieldOf(bound, reference)));
        return `(=> ${and(present)} ${this.predicate(dependency, bound)})`;
      }
      default:
        return this.predicate(dependency, bound);
    }
  }

  private predicate(node: Predicate | Exclude<Dependency, { kind: "conditional" }>, bound: BoundSentence): string {
    switch (node.kind) {
      case "not":
        return not(this.predicate(node.operand, bound));
      case "and":
        return and(node.operands.map((operand) => this.predicate(operand, bound)));
      case "or":
        return or(node.operands.map((operand) => this.predicate(operand, bound)));
      case "predefined":
        return this.predefined(node, bound);
      default:
        return this.atom(node, bound);
    }
  }

  private predefined({ form, operands }: Predefined, bound: BoundSentence): string {
    const parts = operands.map((operand) => this.predicate(operand, bound));
    const count = `(+ ${parts.map((part) => `(ite ${part} 1 0)`).join(" ")})`;
    switch (form) {
      case "Or":
        return or(parts);
      case "OnlyOne":
        return `(= ${count} 1)`;
      case "ZeroOrOne":
        return `(<= ${count} 1)`;
      case "AllOrNone":
        return or([and(parts), and(parts.map(not))]);
    }
  }

  private atom(atom: Atom, bound: BoundSentence): string {
    switch (atom.kind) {
      case "presence":
        return this.fields.present(fieldOf(bound, atom.parameter));
      case "string-equality":
        return this.holds(fieldOf(bound, atom.parameter), "string", (term) =>
          or(atom.values.map(({ value }) => `(= ${term} ${stringText(value)})`)),
        );
      case "boolean-equality":
        return this.holds(fieldOf(bound, atom.parameter), "boolean", (term) => `(= ${term} ${atom.value})`);
      case "like":
        return this.holds(
          fieldOf(bound, atom.parameter),
          "string",
          (term) => `(str.in_re ${term} ${globText(atom.pattern)})`,
        );
      case "number-comparison":
        return this.comparison(fieldOf(bound, atom.parameter), atom.operator, realText(atom.value));
      case "relational":
        return this.relational(atom, bound);
      case "arithmetic":
        return this.arithmetic(atom.operation, bound, (term) => relation(term, atom.operator, realText(atom.value)));
    }
  }

  /** The field is present with a value of that type, and `test` holds for it. */
  private holds(field: Field, type: Case["type"], test: (term: string) => string): string {
    const cases = this.fields.cases(field).filter((one) => one.type === type);
    return and([this.fields.present(field), or(cases.map(({ guard, term }) => and([guard, test(term)])))]);
  }

  /** What is no number is other than one, and in no order with it. */
  private comparison(field: Field, operator: RelationalOperator, value: string): string {
    const compare = (comparison: RelationalOperator): string =>
      this.holds(field, "number", (term) => relation(term, comparison, value));
    return operator === "!=" ? and([this.fields.present(field), not(compare("=="))]) : compare(operator);
  }

  private relational({ left, operator, right }: Relational, bound: BoundSentence): string {
    const [from, to] = [fieldOf(bound, left), fieldOf(bound, right)];
    const dates = [this.fields.instant(from), this.fields.instant(to)];
    const [fromDate, toDate] = dates;
    const pairs = this.fields
      .cases(from)
      .flatMap((a) => this.fields.cases(to).map((b) => and([a.guard, b.guard, compareCases(a, operator, b)])));
    const values = or(pairs);
    const related =
      fromDate && toDate
        ? `(ite ${and([fromDate.guard, toDate.guard])} ${relation(fromDate.term, operator, toDate.term)} ${values})`
        : values;
    return and([this.fields.present(from), this.fields.present(to), related]);
  }

  /** All operands are present and numbers, nothing is divided by zero, and `test` holds for the result. */
  private arithmetic(operation: Operation, bound: BoundSentence, test: (term: string) => string): string {
    if (operation.kind === "operand") return this.holds(fieldOf(bound, operation.parameter), "number", test);
    return this.arithmetic(operation.left, bound, (left) =>
      this.arithmetic(operation.right, bound, (right) =>
        and([
          ...(operation.operator === "/" ? [not(`(= ${right} 0.0)`)] : []),
          test(`(${operation.operator} ${left} ${right})`),
        ]),
      ),
    );
  }
}

function compareCases(a: Case, operator: RelationalOperator, b: Case): string {
  if (a.type !== b.type || a.type === "object") return String(operator === "!=");
  if (a.type === "number") return relation(a.term, operator, b.term);
  const equal = a.type === "null" ? "true" : `(= ${a.term} ${b.term})`;
  return operator === "==" ? equal : operator === "!=" ? not(equal) : "false";
}

function relation(left: string, operator: RelationalOperator, right: string): string {
  if (operator === "!=") return not(`(= ${left} ${right})`);
  return `(${operator === "==" ? "=" : operator} ${left} ${right})`;
}

/** `de*` as a regular expression: `*` is any run of characters. */
function globText(pattern: string): string {
  const parts = pattern.split("*").map((part) => `(str.to_re ${stringText(part)})`);
  return parts.length === 1 ? parts.join() : `(re.++ ${parts.join(" re.all ")})`;
}

function and(parts: readonly string[]): string {
  return parts.length === 0 ? "true" : `(and ${parts.join(" ")})`;
}

function or(parts: readonly string[]): string {
  return parts.length === 0 ? "false" : `(or ${parts.join(" ")})`;
}

function not(part: string): string {
  return `(not ${part})`;
}
