import { type Field, fieldId, type NumberBounds, type Value } from "../language/field.ts";
import { instantText, realText, stringText } from "./smt-text.ts";

/** One way in which a field may hold a value: under `guard` it is of `type`, and `term` denotes it. */
export interface Case {
  readonly guard: string;
  readonly type: "string" | "number" | "boolean" | "instant" | "null" | "object";
  readonly term: string;
}

/** The kinds of values that a field of any type may hold, as numbers of its `kind` variable. */
const kinds = ["string", "number", "boolean", "null", "object"] as const;

/** The fields of a component as SMT-LIB variables: whether each is present, and what it holds. */
export class SmtFields {
  private readonly names = new Map<string, string>();
  private readonly items = new Map<string, string>();
  private readonly fields: readonly Field[];
  private readonly constants: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(fields: readonly Field[], constants: ReadonlyMap<string, ReadonlySet<string>>) {
    this.fields = fields;
    this.constants = constants;
    for (const [index, field] of fields.entries()) this.names.set(fieldId(field), String(index));
  }

  present(field: Field): string {
    return `p${this.name(field)}`;
  }

  /** Every way to hold a value. Exactly one guard holds for a field that is present. */
  cases(field: Field): Case[] {
    const name = this.name(field);
    switch (field.domain.kind) {
      case "finite":
        return field.domain.values.map((value, index) => ({ guard: `(= v${name} ${index})`, ...constantTerm(value) }));
      case "number":
        return [{ guard: "true", type: "number", term: numberTerm(name, field.domain.integer) }];
      case "string":
        return [{ guard: "true", type: "string", term: `s${name}` }];
      case "any":
        return kinds.map((type, index) => ({ guard: `(= v${name} ${index})`, type, term: anyTerm(type, name) }));
      default:
        return [{ guard: "true", type: "object", term: "" }];
    }
  }

  /** The instant that a field denotes, and the condition under which it denotes one. */
  instant(field: Field): Case | undefined {
    const name = this.name(field);
    if (field.domain.kind === "string" && field.domain.date)
      return { guard: "true", type: "instant", term: `t${name}` };
    return field.domain.kind === "any"
      ? { guard: `(and (= v${name} 0) d${name})`, type: "instant", term: `t${name}` }
      : undefined;
  }

  /** Whether an array contains an item: a variable for each item that rules ask for. */
  contains(field: Field, item: string): string {
    const key = JSON.stringify([fieldId(field), item]);
    const known = this.items.get(key) ?? `c${this.items.size}`;
    this.items.set(key, known);
    return known;
  }

  /** The variables of the formulas so far. */
  declarations(): string[] {
    return [
      ...[...this.items.values()].map((name) => `(declare-const ${name} Bool)`),
      ...this.fields.flatMap((field) => {
        const name = this.name(field);
        return [`(declare-const p${name} Bool)`, ...this.declareValue(field, name)];
      }),
    ];
  }

  private declareValue(field: Field, name: string): string[] {
    const { domain } = field;
    const implied = (formula: string): string => `(assert (=> p${name} ${formula}))`;
    switch (domain.kind) {
      case "finite": {
        const inRange = implied(`(and (<= 0 v${name}) (< v${name} ${domain.values.length}))`);
        return [`(declare-const v${name} Int)`, inRange];
      }
      case "number":
        return [
          `(declare-const n${name} ${domain.integer ? "Int" : "Real"})`,
          ...bounds(domain, numberTerm(name, domain.integer), name).map((line) =>
            line.startsWith("(declare") ? line : implied(line),
          ),
        ];
      case "string":
        return [`(declare-const s${name} String)`, ...(domain.date ? this.declareInstant(field, name) : [])];
      case "any":
        return [
          `(declare-const v${name} Int)`,
          implied(`(and (<= 0 v${name}) (< v${name} ${kinds.length}))`),
          `(declare-const n${name} Real)`,
          `(declare-const b${name} Bool)`,
          `(declare-const s${name} String)`,
          `(declare-const d${name} Bool)`,
          ...this.declareInstant(field, name),
        ];
      default:
        return [];
    }
  }

  /** The solver treats a text and the instant it denotes as unrelated, except for the texts in sentences. */
  private declareInstant(field: Field, name: string): string[] {
    const known = [...(this.constants.get(fieldId(field)) ?? [])].map((text) => {
      const instant = instantText(text);
      const isDate =
        field.domain.kind === "any"
          ? [`(= d${name} ${instant !== undefined})`]
          : instant === undefined
            ? ["false"]
            : [];
      const meaning = ["true", ...isDate, ...(instant === undefined ? [] : [`(= t${name} ${instant})`])];
      return `(assert (=> (and p${name} (= s${name} ${stringText(text)})) (and ${meaning.join(" ")})))`;
    });
    return [`(declare-const t${name} Real)`, ...known];
  }

  private name(field: Field): string {
    const name = this.names.get(fieldId(field));
    if (name === undefined) throw new RangeError(`${fieldId(field)} isn't a field of this component`);
    return name;
  }
}

function numberTerm(name: string, integer: boolean): string {
  return integer ? `(to_real n${name})` : `n${name}`;
}

function anyTerm(type: (typeof kinds)[number], name: string): string {
  return { string: `s${name}`, number: `n${name}`, boolean: `b${name}`, null: "", object: "" }[type];
}

function constantTerm(value: Value): Pick<Case, "type" | "term"> {
  switch (typeof value) {
    case "string":
      return { type: "string", term: stringText(value) };
    case "number":
      return { type: "number", term: realText(value) };
    case "boolean":
      return { type: "boolean", term: String(value) };
    default:
      return { type: "null", term: "" };
  }
}

function bounds(
  { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf }: NumberBounds,
  term: string,
  name: string,
): string[] {
  const bound = (relation: string, value: number | undefined): string[] =>
    value === undefined ? [] : [`(${relation} ${term} ${realText(value)})`];
  return [
    ...bound(">=", minimum),
    ...bound("<=", maximum),
    ...bound(">", exclusiveMinimum),
    ...bound("<", exclusiveMaximum),
    ...(multipleOf === undefined
      ? []
      : [`(declare-const k${name} Int)`, `(= ${term} (* (to_real k${name}) ${realText(multipleOf)}))`]),
  ];
}
