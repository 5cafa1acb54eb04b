import { loadSchemaTests } from "../emitters/validators/load-validators.ts";
import { requestPath, toRule } from "../emitters/validators/to-rule.ts";
import { allFields, type Field, fieldAt, fieldId, isPrefix } from "../language/field.ts";
import { fieldsOfAtom, type Rule } from "../language/rule.ts";
import type { Description } from "../openapi/description.ts";
import { asObject, isObject } from "../openapi/json.ts";
import type { Operation } from "../openapi/operations.ts";
import { schemaField } from "../openapi/request-fields.ts";
import { type CompiledRules, compileRules, isShape } from "../reasoning/compile.ts";
import { splitComponents } from "../reasoning/components.ts";
import { always, type Diagrams, type Node, never } from "../reasoning/diagram.ts";
import type { State } from "../reasoning/states.ts";
import { takeSteps, withinSteps } from "../reasoning/steps.ts";
import { structureOf } from "../reasoning/structure.ts";
import type { FieldRule, Variant } from "../reasoning/variant.ts";
import { follows } from "../runtime/follows.ts";
import type { Rule as RuleData } from "../runtime/rule.ts";
import { valueAt } from "../runtime/rule-fields.ts";
import { type RequestValue, withoutValue, withValue } from "./request-value.ts";
import { candidateValues, schemasOf } from "./sample.ts";

/** Lists of items with rules are filled up to this number, and nested up to this depth. */
const [mostItems, mostDepth] = [50, 4];

/** How many combinations of values are tried before giving up on a request. */
const mostTries = 5000;

/** How many are tried with one more field, or two. */
const mostAdditions = 300;

/** The fields of a request, with a body that has none: a text, or bytes. Rules have no names for it. */
export function withWholeBody(
  description: Description,
  { operation }: Operation,
  request: readonly Field[],
): readonly Field[] {
  const requestBody = description.resolve(operation["requestBody"]);
  const [media] = Object.values(asObject(requestBody?.["content"]));
  if (requestBody?.["required"] !== true || media === undefined || request.some(({ path }) => path[0] === "body"))
    return request;
  return [...request, schemaField(description, asObject(media)["schema"] ?? { type: "string" }, ["body"], true)];
}

/** Makes requests that follow all rules of an operation, or break some. */
export class ExampleMaker {
  private readonly description: Description;
  private readonly request: readonly Field[];
  private readonly rules: readonly Rule[];
  private readonly data: readonly PlacedRule[];
  private readonly candidates = new Map<string, readonly unknown[]>();
  private readonly tests = new Map<string, readonly ((value: unknown) => boolean)[]>();
  /** Rules that share fields, compiled once for all variants; undefined beyond the limit of steps. */
  private readonly components: readonly (CompiledRules | undefined)[];
  private readonly depth: number;
  private readonly testOf: (schema: unknown) => (value: unknown) => boolean;

  /** @param depth of lists around what is made here */
  constructor(description: Description, request: readonly Field[], rules: readonly Rule[], depth = 0) {
    this.description = description;
    this.depth = depth;
    this.request = request;
    this.rules = rules;
    this.testOf = loadSchemaTests(description);
    const structure = structureOf(request, []);
    this.components = splitComponents(rules, structure).map((component) =>
      withinSteps(() => compileRules(component.rules, structure)),
    );
    this.data = rules.map((rule) => ({
      rule: toRule(rule, ({ path }) => requestPath(path)),
      within: rule.within && requestPath(rule.within.path),
    }));
  }

  /** A request of the variant that follows all rules and the schemas of all fields; undefined if none is found. */
  valid(variant: Variant): RequestValue | undefined {
    return withinSteps(() => {
      const request = this.build(variant);
      if (request === undefined || this.isValid(request)) return request;
      // What alternatives ask for beyond the rules may be one more field, or two.
      let tries = 0;
      for (const once of this.additions(variant, request))
        for (const found of [once, ...this.additions(variant, once)]) {
          if (tries++ > mostAdditions) return undefined;
          if (this.isRight(found) && this.isValid(found)) return found;
        }
      return undefined;
    });
  }

  /** The request with each field that it lacks and may have, with its likeliest value. */
  private additions({ rules }: Variant, request: RequestValue): RequestValue[] {
    const forbidden = new Set(rules.flatMap(({ field, presence }) => (presence === "forbidden" ? fieldId(field) : [])));
    return allFields(this.request).flatMap((field) => {
      const path = requestPath(field.path);
      const isOpen = valueAt(request, path) === undefined && isObject(valueAt(request, path.slice(0, -1)));
      const [value] = isOpen && !forbidden.has(fieldId(field)) ? this.valuesOf(field) : [];
      return value === undefined ? [] : [withValue(request, path, value)];
    });
  }

  private build(variant: Variant): RequestValue | undefined {
    const found = this.components.map((component) => component && chooseStates(component, variant));
    if (found.includes(undefined)) return undefined;
    const chosen = found.flatMap((states) => states ?? []);
    const ofKind = (kind: State["kind"]): Field[] =>
      chosen.filter(({ state }) => state.kind === kind).map(({ field }) => field);
    const absent = new Set(ofKind("absent").map(fieldId));
    const open = ofKind("other").filter((field) => !isShape(field));
    const present = [...ofKind("values"), ...ofKind("other")];
    const isAbove = ({ path }: Field, other: Field): boolean =>
      path.length < other.path.length && isPrefix(path, other.path);
    // An object of which the rules name properties has those, and what its schema requires.
    const objects = present
      .filter((field) => present.some((other) => isAbove(field, other)))
      .sort((one, other) => one.path.length - other.path.length);
    const started = objects.reduce<RequestValue>(
      (request, field) =>
        valueAt(request, requestPath(field.path)) === undefined ? this.addRequired(request, field, absent) : request,
      this.required(this.request, absent),
    );
    const base = chosen.reduce<RequestValue>((request, { field, state }) => {
      const path = requestPath(field.path);
      // What the schema of an object suggests may be of another alternative.
      if (state.kind === "absent") return isShape(field) ? request : withoutValue(request, path);
      return state.kind === "values" ? withValue(request, path, state.values[0]) : request;
    }, started);
    const isMissing = (field: Field): boolean => valueAt(base, requestPath(field.path)) === undefined;
    const values = open
      .filter((field) => !objects.includes(field))
      .filter((field) => field.fields.length === 0 || isMissing(field));
    // What isn't an object has no properties.
    const plain = ofKind("absent")
      .filter(isShape)
      .flatMap(({ path }) => fieldAt(this.request, path.slice(0, -1)) ?? [])
      .filter((field) => !isMissing(field));
    return this.complete(base, [
      ...values.map((field) => ({ field, values: this.valuesOf(field) })),
      ...plain.map((field) => ({ field, values: this.valuesOf(field).filter((value) => !isObject(value)) })),
    ]);
  }

  /**
   * A request that differs from a valid one in one field of the variant, in two, or in all, and breaks a rule by it: as few rules as
   * possible, and nothing else if that can be.
   */
  invalid(variant: Variant, valid: RequestValue): RequestValue | undefined {
    const all = variant.rules.reduce<RequestValue>(
      (request, { field }) => withValue(request, requestPath(field.path), this.valuesOf(field)[0]),
      valid,
    );
    return withinSteps(() => {
      let tries = 0;
      const wrong = [...this.changes(variant, valid), all].filter((request) => !this.isRight(request));
      const [first] = wrong
        .map((request) => ({ request, faults: this.faultsOf(request) }))
        .sort((one, other) => one.faults - other.faults);
      if (first !== undefined) return first.request;
      for (const once of this.changes(variant, valid))
        for (const twice of this.changes(variant, once)) {
          if (tries++ > mostTries) return undefined;
          if (!this.isRight(twice)) return twice;
        }
      return undefined;
    });
  }

  private *changes({ rules }: Variant, request: RequestValue): Iterable<RequestValue> {
    for (const { field, presence } of rules) {
      const path = requestPath(field.path);
      const values = this.valuesOf(field);
      if (presence === "required") yield withoutValue(request, path);
      for (const value of values) yield withValue(request, path, value);
      if (presence !== "required") yield withoutValue(request, path);
    }
  }

  private isRight(request: RequestValue): boolean {
    takeSteps(this.data.length);
    return this.data.every((one) => keeps(one, request));
  }

  /** How many rules a request breaks; more than any number of them, if it lacks something else or has a value that doesn't fit. */
  private faultsOf(request: RequestValue): number {
    takeSteps(this.data.length);
    const broken = this.data.filter((one) => !keeps(one, request));
    return broken.length + (this.areScalarsRight(this.request, request) ? 0 : this.data.length);
  }

  private areScalarsRight(fields: readonly Field[], request: RequestValue): boolean {
    return fields.every((field) => {
      const value = valueAt(request, requestPath(field.path));
      if (value === undefined) return !field.required;
      return field.fields.length > 0 ? this.areScalarsRight(field.fields, request) : this.fits(field, value);
    });
  }

  /** The request, with values for the open fields such that all rules hold, and all schemas if there are such values. */
  private complete(
    base: RequestValue,
    open: readonly { readonly field: Field; readonly values: readonly unknown[] }[],
  ): RequestValue | undefined {
    let tries = 0;
    let first: RequestValue | undefined;
    const fill = (request: RequestValue, index: number): RequestValue | undefined => {
      const next = open[index];
      if (next === undefined) {
        if (!this.isRight(request)) return undefined;
        first ??= request;
        return this.isValid(request) ? request : undefined;
      }
      for (const value of next.values) {
        if (tries++ > mostTries) return undefined;
        const filled = fill(withValue(request, requestPath(next.field.path), value), index + 1);
        if (filled !== undefined) return filled;
      }
      return undefined;
    };
    return fill(base, 0) ?? first;
  }

  /** Everything that the schema requires, except what the rules forbid. */
  private required(fields: readonly Field[], absent: ReadonlySet<string>): RequestValue {
    return fields
      .filter((field) => field.required)
      .reduce<RequestValue>((request, container) => this.addRequired(request, container, absent), {});
  }

  private addRequired(request: RequestValue, field: Field, absent: ReadonlySet<string>): RequestValue {
    if (absent.has(fieldId(field))) return request;
    const below = field.fields.filter((child) => child.required);
    const isContainer = field.path.length === 1 && (field.path[0] !== "body" || field.fields.length > 0);
    const own = isContainer || below.length > 0 ? {} : (this.valuesOf(field)[0] ?? {});
    const started = withValue(request, requestPath(field.path), own);
    return below.reduce((whole, child) => this.addRequired(whole, child, absent), started);
  }

  /** An object with what its schema requires. */
  private leastObject(field: Field): unknown {
    const path = requestPath(field.path);
    const required = field.fields.filter((child) => child.required);
    const request = required.reduce(
      (whole, child) => this.addRequired(whole, child, new Set()),
      withValue({}, path, {}),
    );
    return valueAt(request, path);
  }

  /** An object with what its schema requires, or lists of an item that follows the rules of its own schema. */
  private composedValues(field: Field): readonly unknown[] {
    if (field.fields.length > 0) return [this.leastObject(field)];
    return schemasOf(field).flatMap((schema) => {
      const { items, minItems = 1 } = this.description.resolve(schema) ?? {};
      const item = this.description.resolve(items);
      if (item === undefined || typeof minItems !== "number" || minItems > mostItems || this.depth > mostDepth)
        return [];
      const fields = [schemaField(this.description, item, ["body"], true)];
      const maker = new ExampleMaker(this.description, fields, this.description.rulesOf(item), this.depth + 1);
      const value = maker.valid({ name: "", rules: [] })?.["body"];
      return value === undefined ? [] : [Array.from({ length: Math.max(minItems, 1) }, () => value)];
    });
  }

  /** Whether the body, and each parameter, fits its schema. */
  private isValid(request: RequestValue): boolean {
    takeSteps(this.request.length);
    const values = this.request.flatMap((field) => (field.path[0] === "body" ? [field] : field.fields));
    return values.every((field) => {
      const value = valueAt(request, requestPath(field.path));
      return value === undefined ? !field.required : this.fits(field, value);
    });
  }

  private fits(field: Field, value: unknown): boolean {
    const tests = this.tests.get(fieldId(field)) ?? schemasOf(field).map((schema) => this.testOf(schema));
    this.tests.set(fieldId(field), tests);
    return tests.length === 0 || tests.some((test) => test(value));
  }

  private valuesOf(field: Field): readonly unknown[] {
    const known = this.candidates.get(fieldId(field));
    if (known !== undefined) return known;
    const atoms = this.rules.flatMap((rule) =>
      rule.atoms.filter((atom) => fieldsOfAtom(atom).some((other) => fieldId(other) === fieldId(field))),
    );
    const fits = (value: unknown): boolean => this.fits(field, value);
    const likely = candidateValues(this.description, field, atoms, fits);
    const composed = likely.length > 0 ? likely : this.composedValues(field);
    const fitting = composed.filter(fits);
    // An object that doesn't fit may lack only fields that are added later.
    const values = fitting.length > 0 || field.fields.length === 0 ? fitting : composed;
    this.candidates.set(fieldId(field), values);
    return values;
  }
}

/** A rule, and the object within the request that it is about. */
interface PlacedRule {
  readonly rule: RuleData;
  readonly within: readonly string[] | undefined;
}

function keeps({ rule, within }: PlacedRule, request: RequestValue): boolean {
  return (within !== undefined && !isObject(valueAt(request, within))) || follows(rule, request);
}

function fits(state: State, { presence, values }: FieldRule): boolean {
  if (state.kind === "absent") return presence !== "required";
  if (presence === "forbidden") return false;
  return values === undefined || (state.kind === "values" && values.includes(state.values[0]));
}

/**
 * A state for each field such that a request of the variant follows the rules; undefined where there is none, or finding it takes too
 * many steps. What the variant says comes first, because it leaves little of the rules.
 */
function chooseStates(
  { diagrams, variables, structure, nodes }: CompiledRules,
  variant: Variant,
): FieldState[] | undefined {
  const asked = variables.flatMap((variable, level) => {
    const rule = variant.rules.find(({ field }) => fieldId(field) === fieldId(variable.field));
    if (rule === undefined) return [];
    return [
      diagrams.literal(level, new Set(variable.states.flatMap((state, index) => (fits(state, rule) ? [index] : [])))),
    ];
  });
  const all = [...asked, structure, ...nodes.values()];
  const whole = withinSteps(() => diagrams.and(...all));
  // A level that makes no difference is in its first state.
  const path = whole === undefined ? tryPaths(diagrams, all) : whole === never ? undefined : diagrams.somePath(whole);
  if (path === undefined) return undefined;
  return variables.map(({ field, states }, level) => ({
    field,
    state: states[path.get(level) ?? 0] ?? { kind: "absent" },
  }));
}

/**
 * One way through all of the diagrams at once: a state for each level that makes a difference on it. It is found by going back where
 * one of them ends, and needs no diagram of them together.
 */
function tryPaths(diagrams: Diagrams, nodes: readonly Node[]): Map<number, number> | undefined {
  let tries = 0;
  const walk = (open: readonly Node[]): Map<number, number> | undefined => {
    const left = open.filter((node) => node !== always);
    if (left.includes(never)) return undefined;
    const level = Math.min(...left.map((node) => diagrams.level(node)));
    const next = left.find((node) => diagrams.level(node) === level);
    if (next === undefined) return new Map();
    for (const state of diagrams.childrenOf(next).keys()) {
      if (tries++ > mostTries) return undefined;
      takeSteps(left.length / 16);
      const found = walk(left.map((node) => diagrams.child(node, level, state)));
      if (found !== undefined) return found.set(level, state);
    }
    return undefined;
  };
  return walk(nodes);
}

interface FieldState {
  readonly field: Field;
  readonly state: State;
}
