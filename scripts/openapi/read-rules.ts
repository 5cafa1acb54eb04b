import { type BoundSentence, bindSentence, type Scope } from "../language/bind.ts";
import { allFields, type Field, fieldAt, fieldName, findFields } from "../language/field.ts";
import { parseSentences } from "../language/parse.ts";
import { type Declaration, placeOf, readDeclaration } from "./declaration.ts";
import type { Description } from "./description.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { asArray, asObject, isObject, type JsonObject } from "./json.ts";
import { listOperations, type Operation } from "./operations.ts";
import { declarationOf, parameterSchema, schemaField } from "./request-fields.ts";
import { type Diagnose, operationTitle, type RuleOwner, type RuleSet } from "./rule-set.ts";

/** Every `x-dependencies` of a description, and every mistake in them. */
export interface Rules {
  readonly ruleSets: readonly RuleSet[];
  readonly problems: readonly Diagnostic[];
  /** The sentences that a schema carries itself, of its own properties: their fields lie in `body`. */
  readonly ofSchema: (schema: JsonObject) => readonly BoundSentence[];
}

export function readRules(description: Description): Rules {
  const reader = new RuleReader(description);
  reader.readSchemas();
  for (const operation of listOperations(description)) reader.readOperation(operation);
  return {
    ruleSets: reader.ruleSets,
    problems: reader.problems,
    ofSchema: (schema) => reader.schemaSentences(schema),
  };
}

class RuleReader {
  readonly ruleSets: RuleSet[] = [];
  readonly problems: Diagnostic[] = [];
  private readonly description: Description;
  /** Lists whose problems have been told: a body of two media types, or a shared schema, is read more than once. */
  private readonly reported = new Set<unknown>();
  /** Where sentences stand, for what is found out about them later. */
  private readonly places = new Map<BoundSentence, { readonly declaration: Declaration; readonly index: number }>();
  private readonly ofSchemas = new Map<JsonObject, readonly BoundSentence[]>();

  constructor(description: Description) {
    this.description = description;
  }

  readSchemas(): void {
    const { schemas } = asObject(this.description.root["components"]);
    for (const [name, schema] of Object.entries(asObject(schemas))) {
      if (!isObject(schema) || schema["x-dependencies"] === undefined) continue;
      const body = schemaField(this.description, schema, ["body"], true);
      const own = this.bindList(schema, `the schema ${name}`, [body], ["body"]);
      this.ofSchemas.set(schema, own);
      const included = this.included(schema, [body], [schema]);
      this.add({ kind: "schema", name }, [body], [...own, ...included], own.length, true, schema);
    }
  }

  readOperation({ path, method, operationId, operation, parameters, requests }: Operation): void {
    for (const { mediaType, schema, fields } of requests) {
      const title = operationTitle({ operationId, method, path });
      const own = operation["x-dependencies"] === undefined ? [] : this.bindList(operation, title, fields, undefined);
      const inherited = [
        ...parameters.map((parameter) => {
          const path = [String(parameter["in"]), String(parameter["name"])];
          return this.inherited(parameterSchema(parameter), path, fields, []);
        }),
        this.inherited(schema, ["body"], fields, []),
      ];
      const sentences = [...own, ...inherited.flatMap((part) => part.sentences)];
      const typed = own.length > 0 || inherited.some(({ anonymous }) => anonymous);
      this.add(
        { kind: "operation", path, method, operationId, mediaType },
        fields,
        sentences,
        own.length,
        typed,
        operation,
      );
    }
  }

  schemaSentences(schema: JsonObject): readonly BoundSentence[] {
    if (schema["x-dependencies"] === undefined) return [];
    const known = this.ofSchemas.get(schema);
    if (known !== undefined) return known;
    const body = schemaField(this.description, schema, ["body"], true);
    const sentences = this.bindList(schema, "the schema", [body], ["body"]);
    this.ofSchemas.set(schema, sentences);
    return sentences;
  }

  /** The rules that a schema has from those that it includes by `allOf`. */
  private included(schema: JsonObject, request: readonly Field[], seen: readonly unknown[]): BoundSentence[] {
    return asArray(schema["allOf"]).flatMap((listed) => {
      const part = this.description.resolve(listed);
      if (part === undefined || seen.includes(part)) return [];
      const own = part["x-dependencies"] === undefined ? [] : this.bindList(part, "the schema", request, ["body"]);
      return [...own, ...this.included(part, request, [...seen, part])];
    });
  }

  /** The rules of the schemas in a body or parameter, spoken from the operation; `anonymous` where one of these is no component. */
  private inherited(
    schema: unknown,
    path: readonly string[],
    request: readonly Field[],
    seen: readonly unknown[],
  ): { sentences: BoundSentence[]; anonymous: boolean } {
    const resolved = this.description.resolve(schema);
    if (resolved === undefined || seen.includes(resolved)) return { sentences: [], anonymous: false };
    const isComponent = isObject(schema) && typeof schema["$ref"] === "string";
    const own = resolved["x-dependencies"] === undefined ? [] : this.bindList(resolved, "the schema", request, path);
    const below = [
      ...Object.entries(asObject(resolved["properties"])).map(([key, property]) => ({ property, at: [...path, key] })),
      ...asArray(resolved["allOf"]).map((part) => ({ property: part, at: path })),
    ].map(({ property, at }) => this.inherited(property, at, request, [...seen, resolved]));
    return {
      sentences: [...own, ...below.flatMap((part) => part.sentences)],
      anonymous: (own.length > 0 && !isComponent) || below.some((part) => part.anonymous),
    };
  }

  private bindList(
    holder: JsonObject,
    title: string,
    request: readonly Field[],
    object: readonly string[] | undefined,
  ): BoundSentence[] {
    const declaration = readDeclaration(this.description, holder);
    const scope = scopeOf(title, request, object);
    const list = holder["x-dependencies"];
    const isNew = !this.reported.has(list);
    this.reported.add(list);
    if (isNew) this.problems.push(...declaration.problems);
    return declaration.entries.flatMap(({ text, index }) => {
      const { sentences, problems } = parseSentences(text);
      const bound = sentences.flatMap((sentence): BoundSentence[] => {
        const result = bindSentence(sentence, scope);
        problems.push(...result.problems);
        return result.bound ? [result.bound] : [];
      });
      for (const sentence of bound) this.places.set(sentence, { declaration, index });
      for (const { message, span } of isNew ? problems : []) {
        this.problems.push({ severity: "error", ...declaration.place(index, span), message });
      }
      return bound;
    });
  }

  private add(
    owner: RuleOwner,
    request: readonly Field[],
    sentences: readonly BoundSentence[],
    own: number,
    typed: boolean,
    holder: JsonObject,
  ): void {
    if (sentences.length === 0) return;
    const diagnose: Diagnose = (severity, message, at) => ({ severity, ...this.place(holder, at), message });
    const names = Object.entries(asObject(holder["x-variant-names"]));
    const variantNames = new Map(names.map(([derived, chosen]) => [derived, String(chosen)]));
    this.ruleSets.push({ owner, request, sentences, own, typed, variantNames, diagnose });
  }

  private place(
    holder: JsonObject,
    at: BoundSentence | Field | undefined,
  ): Pick<Diagnostic, "file" | "line" | "column"> {
    if (at === undefined) return readDeclaration(this.description, holder).place(-1, { start: 0, end: 0 });
    if ("path" in at) return placeOf(this.description, declarationOf(at) ?? holder);
    const found = this.places.get(at);
    return found?.declaration.place(found.index, at.sentence.span) ?? placeOf(this.description, holder);
  }
}

/** What names mean: on an operation any parameter or body property, on a schema its own properties. */
function scopeOf(title: string, request: readonly Field[], object: readonly string[] | undefined): Scope {
  const holder = object && fieldAt(request, object);
  const fields = holder ? holder.fields : request.flatMap((container) => container.fields);
  const skip = object ? object.length - 1 : 0;
  return {
    title,
    object: holder,
    find: (name) => findFields(fields, name),
    get names() {
      return allFields(fields, 3).map((field) => fieldName({ ...field, path: field.path.slice(skip) }));
    },
  };
}
