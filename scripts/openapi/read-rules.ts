import { type BoundSentence, bindSentence, type Scope } from "../dependencies/bind.ts";
import { allFields, type Field, fieldAt, fieldName, findFields } from "../dependencies/field.ts";
import type { Span } from "../dependencies/model.ts";
import { parseSentences } from "../dependencies/parse.ts";
import type { ConfinedResolver } from "./confined-resolver.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { asArray, asObject, dereference, isObject, type JsonObject } from "./json.ts";
import type { Spec } from "./load-spec.ts";
import { parameterFields, schemaField } from "./request-fields.ts";
import { positionInString } from "./source-position.ts";

const httpMethods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

/** What the rules stand on: an operation, with the body of one media type, or a schema of `components`. */
export type RuleOwner =
  | {
      readonly kind: "operation";
      readonly path: string;
      readonly method: string;
      readonly operationId: string | undefined;
      readonly mediaType: string | undefined;
    }
  | { readonly kind: "schema"; readonly name: string };

/** All rules that a request, or an object of a schema, must follow. */
export interface RuleSet {
  readonly owner: RuleOwner;
  /** The request as fields; for a schema its object alone, as `body`. */
  readonly request: readonly Field[];
  readonly sentences: readonly BoundSentence[];
  /** Names that the author chose for variants, by the names that would be derived: `x-variant-names`. */
  readonly variantNames: ReadonlyMap<string, string>;
  readonly diagnose: Diagnose;
}

/** Makes a diagnostic at a place of the rules: within a sentence, or where the list stands. */
export type Diagnose = (severity: Diagnostic["severity"], message: string, at?: BoundSentence) => Diagnostic;

/** One sentence list of the description. */
interface Declaration {
  readonly entries: readonly { readonly text: string; readonly index: number }[];
  readonly place: (index: number, span: Span) => Pick<Diagnostic, "file" | "line" | "column">;
}

/** A sentence's place, for what is found out about it later. */
type Places = Map<BoundSentence, { readonly declaration: Declaration; readonly index: number }>;

/** Every `x-dependencies` of a description, parsed and bound, and every mistake in them. */
export function readRules(spec: Spec, resolver: ConfinedResolver): { ruleSets: RuleSet[]; problems: Diagnostic[] } {
  const reader = new RuleReader(spec.document, resolver);
  reader.readSchemas();
  reader.readOperations();
  return { ruleSets: reader.ruleSets, problems: reader.problems };
}

class RuleReader {
  readonly ruleSets: RuleSet[] = [];
  readonly problems: Diagnostic[] = [];
  private readonly document: JsonObject;
  private readonly resolver: ConfinedResolver;
  /** Lists whose problems have been told: a body of two media types, or a shared schema, is read more than once. */
  private readonly reported = new Set<unknown>();

  constructor(document: JsonObject, resolver: ConfinedResolver) {
    this.document = document;
    this.resolver = resolver;
  }

  readSchemas(): void {
    const schemas = asObject(asObject(this.document["components"])["schemas"]);
    for (const [name, schema] of Object.entries(schemas)) {
      if (!isObject(schema) || schema["x-dependencies"] === undefined) continue;
      const body = schemaField(this.document, schema, ["body"], true);
      const places: Places = new Map();
      const sentences = this.bindList(schema, `the schema ${name}`, [body], ["body"], places);
      this.add({ kind: "schema", name }, [body], sentences, schema, places);
    }
  }

  readOperations(): void {
    for (const [path, listed] of Object.entries(asObject(this.document["paths"]))) {
      const pathItem = dereference(this.document, listed);
      if (pathItem === undefined) continue;
      for (const method of httpMethods) {
        const operation = pathItem[method];
        if (isObject(operation)) this.readOperation(path, method, pathItem, operation);
      }
    }
  }

  private readOperation(path: string, method: string, pathItem: JsonObject, operation: JsonObject): void {
    const operationId = typeof operation["operationId"] === "string" ? operation["operationId"] : undefined;
    const title = operationId ?? `${method.toUpperCase()} ${path}`;
    const parameters = parameterFields(this.document, pathItem, operation);
    const requestBody = dereference(this.document, operation["requestBody"]);
    const bodies = Object.entries(asObject(requestBody?.["content"])).filter(([type]) => hasFields(type));
    const owner = { kind: "operation", path, method, operationId } as const;
    for (const [mediaType, media] of bodies.length > 0 ? bodies : [[undefined, undefined] as const]) {
      const schema = asObject(media)["schema"];
      const body =
        mediaType === undefined
          ? []
          : [schemaField(this.document, schema, ["body"], requestBody?.["required"] === true)];
      const request = [...parameters, ...body];
      const places: Places = new Map();
      const own =
        operation["x-dependencies"] === undefined ? [] : this.bindList(operation, title, request, undefined, places);
      const inherited = this.schemaSentences(schema, ["body"], request, places);
      if (own.length > 0 || inherited.anonymous) {
        this.add({ ...owner, mediaType }, request, [...own, ...inherited.sentences], operation, places);
      }
    }
  }

  /** The rules of the schemas in a body, spoken from the operation. */
  private schemaSentences(
    schema: unknown,
    path: readonly string[],
    request: readonly Field[],
    places: Places,
    seen: readonly unknown[] = [],
  ): { sentences: BoundSentence[]; anonymous: boolean } {
    const resolved = dereference(this.document, schema);
    if (resolved === undefined || seen.includes(resolved)) return { sentences: [], anonymous: false };
    const isComponent = isObject(schema) && typeof schema["$ref"] === "string";
    const own =
      resolved["x-dependencies"] === undefined ? [] : this.bindList(resolved, "the schema", request, path, places);
    const below = [
      ...Object.entries(asObject(resolved["properties"])).map(([key, property]) => ({ property, at: [...path, key] })),
      ...asArray(resolved["allOf"]).map((part) => ({ property: part, at: path })),
    ].map(({ property, at }) => this.schemaSentences(property, at, request, places, [...seen, resolved]));
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
    places: Places,
  ): BoundSentence[] {
    const declaration = this.declarationOf(holder);
    const scope = scopeOf(title, request, object);
    const list = holder["x-dependencies"];
    const isNew = !this.reported.has(list);
    this.reported.add(list);
    return declaration.entries.flatMap(({ text, index }) => {
      const { sentences, problems } = parseSentences(text);
      const bound = sentences.flatMap((sentence): BoundSentence[] => {
        const result = bindSentence(sentence, scope);
        problems.push(...result.problems);
        return result.bound ? [result.bound] : [];
      });
      for (const sentence of bound) places.set(sentence, { declaration, index });
      for (const { message, span } of isNew ? problems : []) {
        this.problems.push({ severity: "error", ...declaration.place(index, span), message });
      }
      return bound;
    });
  }

  private declarationOf(holder: JsonObject): Declaration {
    const list = holder["x-dependencies"];
    const origin = this.resolver.originOf(list) ?? this.resolver.originOf(holder);
    const pointer = this.resolver.originOf(list)?.pointer ?? `${origin?.pointer ?? "#"}/x-dependencies`;
    const place: Declaration["place"] = (index, span) => {
      if (origin === undefined) return { file: "", line: 1, column: 1 };
      const at = index < 0 ? pointer : `${pointer}/${index}`;
      return { file: origin.source.absoluteRef, ...positionInString(origin.source, at, span.start) };
    };
    const mistake = (index: number, message: string): void => {
      if (this.reported.has(list)) return;
      this.problems.push({ severity: "error", ...place(index, { start: 0, end: 0 }), message });
    };
    if (!Array.isArray(list))
      mistake(-1, "x-dependencies is a list of IDL sentences: write each of them behind a '- '.");
    const entries = asArray(list).flatMap((text, index) => {
      if (typeof text === "string") return [{ text, index }];
      mistake(index, "An entry of x-dependencies is an IDL sentence, a string.");
      return [];
    });
    return { entries, place };
  }

  private add(
    owner: RuleOwner,
    request: readonly Field[],
    sentences: readonly BoundSentence[],
    holder: JsonObject,
    places: Places,
  ): void {
    if (sentences.length === 0) return;
    const diagnose: Diagnose = (severity, message, at) => {
      const found = at && places.get(at);
      const place = found?.declaration.place(found.index, at?.sentence.span ?? { start: 0, end: 0 });
      return { severity, ...(place ?? this.declarationOf(holder).place(-1, { start: 0, end: 0 })), message };
    };
    const names = Object.entries(asObject(holder["x-variant-names"]));
    const variantNames = new Map(names.map(([derived, chosen]) => [derived, String(chosen)]));
    this.ruleSets.push({ owner, request, sentences, variantNames, diagnose });
  }
}

/** What names mean: on an operation any parameter or body property, on a schema its own properties. */
function scopeOf(title: string, request: readonly Field[], object: readonly string[] | undefined): Scope {
  const holder = object && fieldAt(request, object);
  const fields = holder ? holder.fields : request.flatMap((container) => container.fields);
  const skip = object ? object.length - 1 : 0;
  return {
    title,
    find: (name) => findFields(fields, name),
    get names() {
      return allFields(fields, 3).map((field) => fieldName({ ...field, path: field.path.slice(skip) }));
    },
  };
}

/** Media types whose bodies are objects with named properties: JSON and forms. */
function hasFields(mediaType: string): boolean {
  return /[/+]json\b/.test(mediaType) || /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/.test(mediaType);
}
