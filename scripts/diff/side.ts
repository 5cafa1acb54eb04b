import { type LoweredRequest, lowerOperation } from "../emitters/validators/lower-operation.ts";
import { type LoweredSchema, SchemaLowering, SharedRef } from "../emitters/validators/lower-schema.ts";
import { reviveData } from "../emitters/validators/module-data.ts";
import { OpenApiReading } from "../emitters/validators/openapi-reading.ts";
import { kitFor, neededParts } from "../emitters/validators/runtime-parts.ts";
import type { Description } from "../openapi/description.ts";
import { asObject, type JsonObject } from "../openapi/json.ts";
import type { Operation } from "../openapi/operations.ts";
import { contentOf } from "../openapi/request-fields.ts";
import { accepts, type Checker, operation as checksOf, findViolations, type Part } from "../runtime/request.ts";
import type { Data } from "../runtime/schema.ts";
import type { Violation } from "../runtime/violation.ts";

/** The requests of a description as its validators read them: the base, or the revision. */
export class Side {
  /** The schemas that others refer to. */
  readonly table: ReadonlyMap<string, JsonObject>;
  private readonly requests: ReadonlyMap<Operation, LoweredRequest>;
  private readonly shared = new Map<string, Data>();
  private readonly tests = new Map<unknown, (value: unknown) => boolean>();
  private readonly description: Description;
  private readonly isChecked: boolean;
  private readonly contents: ReadonlyMap<Operation, ReadonlyMap<string, LoweredSchema>>;

  constructor(description: Description, operations: readonly Operation[]) {
    const reading = new OpenApiReading(description);
    const lowering = new SchemaLowering(reading);
    this.requests = new Map(
      operations.map((operation) => [operation, lowerOperation(description, operation, lowering)]),
    );
    this.isChecked = reading.problems.every(({ severity }) => severity !== "error");
    this.contents = new Map(
      operations.map((operation) => [
        operation,
        new Map(
          operation.parameters.flatMap((parameter) => {
            const content = contentOf(parameter);
            if (content === undefined) return [];
            return [[String(parameter["name"]), lowering.lower(content.media["schema"] ?? true, undefined)] as const];
          }),
        ),
      ]),
    );
    this.table = lowering.table;
    this.description = description;
  }

  /** What the validators can't check in the requests of an operation, in words. */
  uncheckedIn(operation: Operation): string[] {
    if (this.isChecked) return [];
    const reading = new OpenApiReading(this.description);
    lowerOperation(this.description, operation, new SchemaLowering(reading));
    return reading.problems.flatMap(({ severity, message }) => (severity === "error" ? [message] : []));
  }

  /** What the texts of parameters with `content` contain, by the names of the parameters. */
  contentsOf(operation: Operation): ReadonlyMap<string, LoweredSchema> {
    return this.contents.get(operation) ?? new Map();
  }

  requestOf(operation: Operation): LoweredRequest {
    return this.requests.get(operation) ?? { forms: [] };
  }

  /** A schema behind references that say nothing else. */
  resolve(schema: unknown): boolean | JsonObject {
    if (schema instanceof SharedRef) return this.table.get(schema.id) ?? true;
    return typeof schema === "boolean" ? schema : asObject(schema);
  }

  /** What the validator of the operation finds in a request. */
  validator(operation: Operation): (request: unknown) => readonly Violation[] {
    const checker = this.checkerOf(this.requestOf(operation), "request");
    return (value) => findViolations(checker, value);
  }

  /** Whether a value fits a schema, as the validator has it. */
  testOf(schema: boolean | JsonObject): (value: unknown) => boolean {
    if (typeof schema === "boolean") return () => schema;
    const known = this.tests.get(schema);
    if (known !== undefined) return known;
    const checker = this.checkerOf({ forms: [{ body: schema }] }, "body");
    const test = (value: unknown): boolean => accepts(checker, value);
    this.tests.set(schema, test);
    return test;
  }

  private checkerOf(request: LoweredRequest, part: Part): Checker {
    const kit = kitFor(neededParts(request, this.table));
    return checksOf(kit, reviveData(request, this.table, this.shared))(part);
  }
}

/** Finds the schemas of two sides that say the same. */
export class Equality {
  private readonly classes: readonly ReadonlyMap<string, number>[];

  /** Equal until they turn out to differ: so that schemas that refer to themselves can be equal, too (partition refinement). */
  constructor(sides: readonly Pick<Side, "table">[]) {
    const schemas = sides.flatMap(({ table }, side) =>
      [...table].map(([id, schema]) => ({ side, id, ...skeletonOf(schema) })),
    );
    let classes = sides.map(({ table }) => new Map([...table.keys()].map((id) => [id, 0])));
    for (let amount = 1; ; ) {
      const numbers = new Map<string, number>();
      const next = sides.map(() => new Map<string, number>());
      for (const { side, id, texts, refs } of schemas) {
        const text = fill(texts, refs, classes[side] ?? new Map());
        const number = numbers.get(text) ?? numbers.size;
        numbers.set(text, number);
        next[side]?.set(id, number);
      }
      classes = next;
      if (numbers.size === amount) break;
      amount = numbers.size;
    }
    this.classes = classes;
  }

  /** A text that is the same for values that say the same, whichever side they are of. */
  textOf(side: number, value: unknown): string {
    const { texts, refs } = skeletonOf(value);
    return fill(texts, refs, this.classes[side] ?? new Map());
  }
}

function fill(texts: readonly string[], refs: readonly string[], classes: ReadonlyMap<string, number>): string {
  return texts.map((text, index) => (index === 0 ? text : `#${classes.get(refs[index - 1] ?? "")}${text}`)).join("");
}

/** Words and ids of rules, which say nothing about what is allowed. */
const remarks: ReadonlySet<string> = new Set([
  "sentence",
  "requirement",
  "shows",
  "compared",
  "required",
  "lists",
  "id",
  "message",
]);
const unordered: ReadonlySet<string> = new Set(["required", "enum", "type"]);

/** A value as text, with gaps where it refers to schemas of the table. */
function skeletonOf(value: unknown): { readonly texts: readonly string[]; readonly refs: readonly string[] } {
  const texts: string[] = [""];
  const refs: string[] = [];
  const write = (text: string): void => {
    texts[texts.length - 1] += text;
  };
  const visit = (part: unknown, isRule: boolean): void => {
    if (part instanceof SharedRef) {
      refs.push(part.id);
      texts.push("");
    } else if (Array.isArray(part)) {
      write("[");
      for (const item of part) {
        visit(item, isRule);
        write(",");
      }
      write("]");
    } else if (typeof part === "object" && part !== null) {
      write("{");
      const entries = Object.entries(part).filter(([key]) => !isRule || !remarks.has(key));
      for (const [key, item] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
        write(`${JSON.stringify(key)}:`);
        const sorted = unordered.has(key) && Array.isArray(item) && item.every((one) => typeof one !== "object");
        visit(
          sorted ? [...item].sort(byText) : item,
          isRule || ((key === "rules" || key === "absentRules") && isRuleList(item)),
        );
        write(",");
      }
      write("}");
    } else write(JSON.stringify(part) ?? "undefined");
  };
  visit(value, false);
  return { texts, refs };
}

function isRuleList(value: unknown): boolean {
  return (
    Array.isArray(value) && value.every((item) => typeof item === "object" && item !== null && "condition" in item)
  );
}

function byText(a: unknown, b: unknown): number {
  const [left, right] = [`${typeof a} ${a}`, `${typeof b} ${b}`];
  return left < right ? -1 : left > right ? 1 : 0;
}
