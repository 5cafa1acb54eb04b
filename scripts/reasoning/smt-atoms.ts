import type { Field, Value } from "../language/field.ts";
import type { Atom, FieldOperation } from "../language/rule.ts";
import type { RelationalOperator } from "../language/syntax.ts";
import type { Case, SmtFields } from "./smt-fields.ts";
import { literalText, realText, stringText } from "./smt-text.ts";

/** An atom as an SMT-LIB formula. */
export function atomFormula(atom: Atom, fields: SmtFields): string {
  return new AtomFormulas(fields).of(atom);
}

/** The field is present with one of these values, which it can have. */
export function valuesFormula(field: Field, values: readonly Value[], fields: SmtFields): string {
  if (field.domain.kind !== "finite") {
    const formulas = values.map((value) =>
      atomFormula(
        typeof value === "number"
          ? { kind: "compare", field, operator: "==", value }
          : { kind: "equals", field, values: [value] },
        fields,
      ),
    );
    return or(formulas);
  }
  const chosen = new Set(values);
  const listed = field.domain.values;
  const guards = fields.cases(field).flatMap(({ guard }, index) => (chosen.has(listed[index] ?? null) ? [guard] : []));
  return and([fields.present(field), or(guards)]);
}

class AtomFormulas {
  private readonly fields: SmtFields;

  constructor(fields: SmtFields) {
    this.fields = fields;
  }

  of(atom: Atom): string {
    switch (atom.kind) {
      case "present":
        return this.fields.present(atom.field);
      case "equals":
        return atom.field.domain.kind === "array"
          ? this.contains(atom.field, atom.values.map(literalText))
          : or(
              atom.values.map((value) =>
                typeof value === "boolean"
                  ? this.holds(atom.field, "boolean", (term) => `(= ${term} ${value})`)
                  : this.holds(atom.field, "string", (term) => `(= ${term} ${literalText(value)})`),
              ),
            );
      case "like":
        return atom.field.domain.kind === "array"
          ? this.contains(atom.field, [`like ${atom.pattern}`])
          : this.holds(atom.field, "string", (term) => `(str.in_re ${term} ${globText(atom.pattern)})`);
      case "compare":
        return atom.field.domain.kind === "array"
          ? this.contains(atom.field, [realText(atom.value)])
          : this.comparison(atom.field, atom.operator, realText(atom.value));
      case "relation":
        return this.relation(atom.left, atom.operator, atom.right);
      case "arithmetic":
        return this.arithmetic(atom.operation, (term) => relation(term, atom.operator, realText(atom.value)));
    }
  }

  /** An array may contain any set of items, so whether it contains one is a variable of its own. */
  private contains(field: Field, items: readonly string[]): string {
    return and([this.fields.present(field), or(items.map((item) => this.fields.contains(field, item)))]);
  }

  /** The field is present with a value of that type, and `test` holds for it. */
  private holds(field: Field, type: Case["type"], test: (term: string) => string): string {
    const cases = this.fields.cases(field).filter((one) => one.type === type);
    return and([this.fields.present(field), or(cases.map(({ guard, term }) => and([guard, test(term)])))]);
  }

  /** A value that isn't a number is unequal to one, and unordered with it. */
  private comparison(field: Field, operator: RelationalOperator, value: string): string {
    const compare = (comparison: RelationalOperator): string =>
      this.holds(field, "number", (term) => relation(term, comparison, value));
    return operator === "!=" ? and([this.fields.present(field), not(compare("=="))]) : compare(operator);
  }

  private relation(left: Field, operator: RelationalOperator, right: Field): string {
    const dates = [this.fields.instant(left), this.fields.instant(right)];
    const [leftDate, rightDate] = dates;
    const pairs = this.fields
      .cases(left)
      .flatMap((a) => this.fields.cases(right).map((b) => and([a.guard, b.guard, compareCases(a, operator, b)])));
    const values = or(pairs);
    const related =
      leftDate && rightDate
        ? `(ite ${and([leftDate.guard, rightDate.guard])} ${relation(leftDate.term, operator, rightDate.term)} ${values})`
        : values;
    return and([this.fields.present(left), this.fields.present(right), related]);
  }

  /** All operands are present and numbers, nothing is divided by zero, and `test` holds for the result. */
  private arithmetic(operation: FieldOperation, test: (term: string) => string): string {
    if (operation.kind === "operand") return this.holds(operation.field, "number", test);
    return this.arithmetic(operation.left, (left) =>
      this.arithmetic(operation.right, (right) =>
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
