import type { LoweredRequest } from "../emitters/validators/lower-operation.ts";
import { asArray, asObject, isObject, type JsonObject } from "../openapi/json.ts";
import { parameterLocations } from "../openapi/request-fields.ts";
import { follows } from "../runtime/follows.ts";
import type { Condition, Operation, Rule } from "../runtime/rule.ts";
import { namedField } from "../runtime/rule-fields.ts";
import { fieldsOfAtom, valueTest } from "./atoms.ts";
import { and, type Formula, implies, not, or, present } from "./formula.ts";
import type { Cell, Place } from "./place.ts";
import { type PlaceTree, undeclared } from "./places.ts";
import { numberAt, propertySchemas, rulesOf } from "./schema-parts.ts";
import type { Side } from "./side.ts";

/** A comparison of several fields: which places, and how they are compared. */
export interface OpenAtom {
  readonly key: string;
  readonly places: readonly Place[];
  readonly condition: Condition;
}

/** What an object, or a list of so many equal items, must be like. */
type Shape = "object" | number;

/** Writes down what one side says of a request, over the places of a tree. */
export class RequestFormulas {
  /** The comparisons of several fields that the formulas so far hold, by their keys. */
  readonly open: Map<string, OpenAtom>;
  private readonly side: Side;
  private readonly tree: PlaceTree;

  constructor(side: Side, tree: PlaceTree, open: Map<string, OpenAtom>) {
    this.side = side;
    this.tree = tree;
    this.open = open;
  }

  /** Whether the side accepts the request. */
  ofRequest(request: LoweredRequest): Formula {
    const params = this.tree.root.children.get("params");
    const containers = parameterLocations.map((location) => {
      const place = params?.children.get(location);
      return place === undefined ? true : this.ofValue(request[location] ?? undeclared(location), place);
    });
    const body = this.tree.root.children.get("body");
    const forms = request.forms.map((form) => {
      const rules = (form.rules ?? []).map((rule) => this.ofRule(rule, this.tree.root));
      const isHeldWithout = (form.absentRules ?? []).every((rule) => follows(rule, undefined));
      if (body === undefined) return and(request.bodyRequired !== true && isHeldWithout, ...rules);
      const holdsObject: Formula = { kind: "state", place: body, holds: isObjectCell };
      const fits = form.body === undefined ? true : this.ofValue(form.body, body);
      return and(
        or(present(body), request.bodyRequired !== true),
        implies(present(body), fits),
        or(holdsObject, isHeldWithout),
        ...rules,
      );
    });
    return and(...containers, or(...forms));
  }

  /** A value is at the place, and fits the schema. */
  private ofValue(value: unknown, place: Place): Formula {
    const schema = this.side.resolve(value);
    if (schema === false) return false;
    const test = this.side.testOf(schema);
    const shapes = place.cells.flatMap((cell) =>
      cell.kind === "plain" ? [] : [{ cell, shape: cell.kind === "object" ? ("object" as const) : cell.length }],
    );
    return or(
      { kind: "state", place, holds: (cell) => cell.kind === "plain" && test(cell.values[0]) },
      ...shapes.map(({ cell, shape }) =>
        and({ kind: "state", place, holds: (other) => other === cell }, this.ofShape(schema, place, shape)),
      ),
    );
  }

  /** The object, or the list of that length, at the place fits the schema. */
  private ofShape(value: unknown, place: Place, shape: Shape): Formula {
    const schema = this.side.resolve(value);
    if (typeof schema === "boolean") return schema;
    const types = [schema["type"] ?? []].flat();
    if (types.length > 0 && !types.includes(shape === "object" ? "object" : "array")) return false;
    // Values that are listed are cells of their own.
    if (schema["enum"] !== undefined) return false;
    const part = (inner: unknown): Formula => this.ofShape(inner, place, shape);
    const all = (keyword: string): Formula[] => asArray(schema[keyword]).map(part);
    const [ifPart, thenPart, elsePart] = ["if", "then", "else"].map((keyword) =>
      schema[keyword] === undefined ? undefined : part(schema[keyword]),
    );
    return and(
      ...(shape === "object" ? this.ofObject(schema, place) : this.ofList(schema, place, shape)),
      ...(schema["$ref"] === undefined ? [] : [part(schema["$ref"])]),
      ...all("allOf"),
      ...(schema["anyOf"] === undefined ? [] : [or(...all("anyOf"))]),
      ...(schema["oneOf"] === undefined ? [] : [exactlyOne(all("oneOf"))]),
      ...(schema["not"] === undefined ? [] : [not(part(schema["not"]))]),
      ...(ifPart === undefined ? [] : [implies(ifPart, thenPart ?? true), or(ifPart, elsePart ?? true)]),
    );
  }

  private ofObject(schema: JsonObject, place: Place): Formula[] {
    const has = (key: unknown): Formula => {
      const child = place.children.get(String(key));
      return child === undefined ? false : present(child);
    };
    const properties = [...place.children].flatMap(([key, child]): Formula[] => {
      const { schemas, closed } = propertySchemas(schema, key);
      const names = schema["propertyNames"];
      const isNamed = names === undefined || this.side.testOf(this.side.resolve(names))(key);
      if (closed || !isNamed) return [not(present(child))];
      return schemas.map((part) => implies(present(child), this.ofValue(part, child)));
    });
    const count = [...place.children.values()].map(present);
    const least = numberAt(schema, "minProperties") ?? 0;
    const most = Math.min(numberAt(schema, "maxProperties") ?? count.length, count.length);
    return [
      ...asArray(schema["required"]).map(has),
      ...properties,
      ...(least > 0 || most < count.length
        ? [least > most ? false : ({ kind: "count", allowed: [[least, most]], of: count } as const)]
        : []),
      ...Object.entries(asObject(schema["dependentRequired"])).map(([key, others]) =>
        implies(has(key), and(...asArray(others).map(has))),
      ),
      ...Object.entries(asObject(schema["dependentSchemas"])).map(([key, part]) =>
        implies(has(key), this.ofShape(part, place, "object")),
      ),
      ...rulesOf(schema).map((rule) => this.ofRule(rule, place)),
    ];
  }

  private ofList(schema: JsonObject, place: Place, length: number): Formula[] {
    const { item } = place;
    const fits = (part: unknown): Formula => (item === undefined ? true : this.ofValue(part, item));
    const first = asArray(schema["prefixItems"]);
    const others = schema["items"] ?? schema["unevaluatedItems"];
    const contained = schema["contains"] === undefined || length === 0 ? false : fits(schema["contains"]);
    const least = numberAt(schema, "minContains") ?? 1;
    return [
      length >= (numberAt(schema, "minItems") ?? 0) && length <= (numberAt(schema, "maxItems") ?? length),
      schema["uniqueItems"] !== true || length < 2,
      ...first.slice(0, length).map(fits),
      ...(others !== undefined && length > first.length ? [fits(others)] : []),
      ...(schema["contains"] === undefined
        ? []
        : [
            least === 0 || and(length >= least, contained),
            length <= (numberAt(schema, "maxContains") ?? length) || not(contained),
          ]),
    ];
  }

  private ofRule({ fields, condition }: Rule, base: Place): Formula {
    const places = fields.map((field) =>
      namedField(field).path.reduce<Place | undefined>((place, key) => place?.children.get(key), base),
    );
    const visit = (part: Condition): Formula => {
      if (typeof part === "number") {
        const place = places[part];
        return place === undefined ? false : present(place);
      }
      switch (part[0]) {
        case "not":
          return not(visit(part[1]));
        case "count":
          return { kind: "count", allowed: part[1], of: part[2].map(visit) };
        case "equals":
        case "like":
        case "compare":
          return this.ofTest(part, places[part[1]]);
        default:
          return this.ofComparison(
            part,
            fieldsOfAtom(part).map((index) => places[index]),
          );
      }
    };
    return visit(condition);
  }

  /** The value is as a rule wants it; of a list, one of its items is. */
  private ofTest(condition: Condition, place: Place | undefined): Formula {
    const test = valueTest(condition);
    if (place === undefined || test === undefined) return false;
    const { item } = place;
    const fits = (cell: Cell): boolean =>
      cell.kind === "plain" ? test.test(cell.values[0]) : cell.kind === "object" && test.test({});
    const isList: Formula = { kind: "state", place, holds: (cell) => cell.kind === "list" && cell.length > 0 };
    const ofItem: Formula = item === undefined ? false : { kind: "state", place: item, holds: (cell) => fits(cell) };
    return or({ kind: "state", place, holds: fits }, and(isList, ofItem));
  }

  private ofComparison(condition: Condition, found: readonly (Place | undefined)[]): Formula {
    const places = found.filter((place) => place !== undefined);
    if (places.length < found.length) return false;
    const key = JSON.stringify([comparisonText(condition), places.map(({ path }) => path)]);
    this.open.set(key, { key, places, condition: renumbered(condition) });
    return and({ kind: "open", key }, ...places.map(present));
  }
}

function isObjectCell(cell: Cell): boolean {
  return cell.kind === "object" || (cell.kind === "plain" && isObject(cell.values[0]));
}

function exactlyOne(of: readonly Formula[]): Formula {
  return { kind: "count", allowed: [[1, 1]], of };
}

/** The condition over the fields 0, 1, … in the order of its text. */
function renumbered(condition: Condition): Condition {
  let next = 0;
  const operation = (part: Operation): Operation =>
    typeof part === "number" ? next++ : [part[0], operation(part[1]), operation(part[2])];
  if (typeof condition === "number") return condition;
  if (condition[0] === "relation") return ["relation", next++, condition[2], next++, condition[4]];
  return condition[0] === "arithmetic"
    ? ["arithmetic", operation(condition[1]), condition[2], condition[3]]
    : condition;
}

function comparisonText(condition: Condition): string {
  return JSON.stringify(renumbered(condition));
}
