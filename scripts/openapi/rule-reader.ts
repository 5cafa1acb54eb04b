import type { Diagnostic } from "../diagnostics.ts";
import { type Field, fieldAt } from "../language/field.ts";
import { lowerBound, lowerSentence } from "../language/lower.ts";
import type { Rule } from "../language/rule.ts";
import type { Problem } from "../language/syntax.ts";
import { type Declaration, type Entry, type Place, placeIn, readDeclaration } from "./declaration.ts";
import type { Documents } from "./documents.ts";
import { inlineSchemas } from "./inline-schemas.ts";
import { asArray, asObject, componentSchemas, type JsonObject } from "./json.ts";
import { type KeywordRules, readKeywordRules } from "./keyword-rules.ts";
import { scopeOf } from "./name-scope.ts";
import { holdersOf, type KeywordRule, mayBeObject } from "./object-keywords.ts";
import { findOpenKeywords, type OpenProblem, partsInPlace } from "./open-keywords.ts";
import type { OperationIdentity } from "./operations.ts";
import { contentOf, declarationOf, parameterSchema, schemaField, schemaParts } from "./request-fields.ts";
import { requestSchemas } from "./request-schemas.ts";
import { operationTitle, type RuleOwner, type RuleSet } from "./rule-set.ts";
import { findUnread } from "./unread-rules.ts";
import { asWritten } from "./whole-schemas.ts";

/** What an operation may be sent, with the body of one media type, before its rules are known. */
interface Request {
  readonly mediaType: string | undefined;
  readonly bodyName: string;
  readonly schema: unknown;
  readonly fields: readonly Field[];
}

/** A rule that a schema brings to a request. */
interface Inherited {
  readonly rule: Rule;
  /** Whether no reference leads from the value's schema to that of the rule. */
  readonly isInPlace: boolean;
  /** Whether it is about an object within the value. */
  readonly isBelow: boolean;
}

/** Schemas may be nested so that the places where one is used double with each level. */
const mostInheritances = 10_000;

/**
 * Reads the `x-dependencies` of schemas and operations, and the keywords of JSON Schema that say the same. Each list is parsed once,
 * and lowered for each place that it is about.
 */
export class RuleReader {
  readonly problems: Diagnostic[] = [];
  private readonly documents: Documents;
  /** The schemas of requests: what other schemas say with keywords is left to them. */
  private readonly requested: ReadonlySet<JsonObject>;
  private readonly keywords = new Map<JsonObject, KeywordRules>();
  /** The schemas with keywords that became rules. */
  private readonly expressed = new Set<JsonObject>();
  private readonly declarations = new Map<unknown, Declaration>();
  /** The places of rules, for findings about them later. */
  private readonly entries = new WeakMap<Rule, Pick<Entry, "place">>();
  private readonly ofSchemas = new Map<JsonObject, readonly Rule[]>();
  private inheritances = 0;
  /** The schemas in place within others that have rules, by the names that stand for their types. */
  readonly inlineSchemas = new Map<string, JsonObject>();
  /** The schemas with rules of their own, or with such schemas below them. */
  private readonly ruled = new Map<JsonObject, boolean>();

  constructor(documents: Documents) {
    this.documents = documents;
    this.requested = requestSchemas(documents);
  }

  /** The rules of the schemas in `components`. */
  readSchemas(): RuleSet[] {
    return Object.entries(componentSchemas(this.documents.root)).flatMap(([name, listed]) => {
      const schema = this.documents.resolve(listed);
      // What is only a reference has the rules of another component.
      if (schema === undefined || asWritten(schema) !== listed || !this.hasRules(schema)) return [];
      return this.readSchema({ kind: "schema", name }, schema, `the schema ${name}`);
    });
  }

  /** The rules of the schemas that stand in place within others. */
  readInline(): RuleSet[] {
    const read = this.alternativesRead();
    const places = inlineSchemas(this.documents).filter(
      ({ schema }) => this.hasRules(schema) && (!read.has(schema) || schema["x-dependencies"] !== undefined),
    );
    const prefix = places.length > 0 ? unusedWord(this.documents.root) : "";
    return places.flatMap(({ schema, named }, index) => {
      const alias = prefix + index;
      this.inlineSchemas.set(alias, schema);
      return this.readSchema({ kind: "inline", ...named(), alias }, schema, "the schema");
    });
  }

  private readSchema(owner: RuleOwner, schema: JsonObject, title: string): RuleSet | [] {
    const body = schemaField(this.documents, schema, ["body"], true);
    const own = this.lowerOwn(schema, title, [body], ["body"]);
    const rules = [...own, ...this.included(schema, [body], new Set([schema]))];
    // A rule of properties alone says nothing of what lies in them.
    const reaches = rules.some(({ fields }) => fields.some(({ path }) => path.length > 2));
    const inherited = reaches ? this.inherited(schema, ["body"], [body]) : [];
    const below = inherited.filter(({ isBelow }) => isBelow).map(({ rule }) => rule);
    return this.ruleSet(owner, [body], { rules, own, below, typed: true, listed: true }, schema) ?? [];
  }

  /**
   * The rules of an operation with the body of one media type: its own, and those of the schemas in parameters and body.
   *
   * @param isOneOfSeveral whether the operation has bodies of other media types, too
   */
  readRequest(
    identity: OperationIdentity,
    operation: JsonObject,
    parameters: readonly JsonObject[],
    { mediaType, bodyName, schema, fields }: Request,
    isOneOfSeveral: boolean,
  ): RuleSet | undefined {
    const title = `${operationTitle(identity)}${isOneOfSeveral ? ` with a body of ${mediaType}` : ""}`;
    const hints = [
      ...(isOneOfSeveral ? ["Write a rule about one kind of body on that body's schema."] : []),
      ...(parameters.some((parameter) => contentOf(parameter) !== undefined)
        ? ["A parameter with 'content' is a string, so rules can't name anything in it."]
        : []),
    ];
    const hint = hints.length > 0 ? hints.join(" ") : undefined;
    const own =
      operation["x-dependencies"] === undefined ? [] : this.lowerList(operation, title, fields, undefined, hint);
    const inherited = [
      ...parameters.flatMap((parameter) => {
        const path = [String(parameter["in"]), String(parameter["name"])];
        return this.inherited(parameterSchema(parameter), path, fields);
      }),
      ...this.inherited(schema, ["body"], fields),
    ];
    const below = inherited.filter(({ isInPlace, isBelow }) => isBelow || !isInPlace).map(({ rule }) => rule);
    const found = {
      rules: [...own, ...inherited.map(({ rule }) => rule)],
      own,
      below,
      typed: own.length + inherited.length > below.length,
      listed: own.length > 0 || inherited.some(({ isInPlace }) => isInPlace),
    };
    return this.ruleSet({ kind: "operation", ...identity, mediaType, bodyName }, fields, found, operation);
  }

  /** The rules that a schema carries itself, except those that its keywords say better. */
  ofSchema(schema: JsonObject): readonly Rule[] {
    const known = this.ofSchemas.get(schema);
    if (known !== undefined) return known;
    const whole = this.keywordsOf(schema).rules.filter(({ isWhole }) => isWhole);
    const lists = listsOf(schema);
    if (lists.length === 0 && whole.length === 0) return [];
    const body = schemaField(this.documents, schema, ["body"], true);
    const rules = [
      ...lists.flatMap((holder) => this.lowerList(holder, "the schema", [body], ["body"])),
      ...this.lowerKeywords(schema, whole, [body], ["body"]),
    ];
    this.ofSchemas.set(schema, rules);
    return rules;
  }

  /** What the keywords of a schema say in the words of rules. */
  keywordsOf(schema: JsonObject): KeywordRules {
    const known = this.keywords.get(schema) ?? readKeywordRules(this.documents, schema);
    this.keywords.set(schema, known);
    return known;
  }

  /** The schemas with keywords that became rules, or that say nothing about requests, so that types do without them. */
  get withKeywords(): readonly JsonObject[] {
    return [...this.requested].filter((schema) => {
      const { rules, bare } = this.keywordsOf(schema);
      return this.expressed.has(schema) || (rules.length === 0 && bare.size > 0);
    });
  }

  /** The alternatives, in place, of keywords that are read as rules. */
  private alternativesRead(): ReadonlySet<JsonObject> {
    return new Set(
      [...this.requested].flatMap((schema) =>
        this.keywordsOf(schema).rules.flatMap(({ holder, keyword }) => partsInPlace(holder[keyword])),
      ),
    );
  }

  /** What the types leave open of the keywords in the schemas of requests. */
  openKeywords(isRestated: boolean): OpenProblem[] {
    return findOpenKeywords(this.documents, {
      isRestated,
      schemas: [...this.requested],
      alternatives: this.alternativesRead(),
      keywordsOf: (schema) => this.keywordsOf(schema),
      isExpressed: (schema) => this.expressed.has(schema),
    });
  }

  /** Reports every `x-dependencies` that no operation and no schema has read, and every key that is nearly called so. */
  reportUnread(): void {
    for (const { holder, key, severity, message } of findUnread(this.documents, (list) => this.declarations.has(list)))
      this.problems.push({ severity, ...placeIn(this.documents, holder, [key]), message });
  }

  /** The rules that a schema has from those that it includes by `allOf`, each once. */
  private included(schema: JsonObject, request: readonly Field[], seen: Set<JsonObject>): Rule[] {
    return asArray(schema["allOf"]).flatMap((listed) => {
      const part = this.documents.resolve(listed);
      if (part === undefined || seen.has(part) || !this.isRuled(part)) return [];
      seen.add(part);
      return [...this.lowerPart(listed, part, request, ["body"]), ...this.included(part, request, seen)];
    });
  }

  /**
   * The rules of the schemas in a body or parameter, with names that start at the operation.
   *
   * @param above the schemas that the path has gone through: one of them again would never end
   * @param here the schemas of this very value: one that is included twice has its rules once
   */
  private inherited(
    schema: unknown,
    path: readonly string[],
    request: readonly Field[],
    above: readonly JsonObject[] = [],
    here: Set<JsonObject> = new Set(),
    isPart = false,
  ): Inherited[] {
    const resolved = this.inheritances > mostInheritances ? undefined : this.documents.resolve(schema);
    if (resolved === undefined || above.includes(resolved) || here.has(resolved) || !this.isRuled(resolved)) return [];
    here.add(resolved);
    const isInPlace = asWritten(resolved) === schema;
    const own = this.hasRules(resolved) ? this.inherit(schema, resolved, isPart, request, path) : [];
    const parts = partsOf(this.documents, resolved).flatMap(({ key, part, isAlternative = false }) =>
      key === undefined
        ? this.inherited(part, path, request, above, here, !isAlternative).map((one) => ({
            ...one,
            isInPlace: one.isInPlace && (one.isBelow || isInPlace),
            isBelow: one.isBelow || isAlternative,
          }))
        : this.inherited(part, [...path, key], request, [...above, resolved]).map((one) => ({ ...one, isBelow: true })),
    );
    return [...own.map((rule) => ({ rule, isInPlace, isBelow: false })), ...parts];
  }

  private inherit(
    listed: unknown,
    schema: JsonObject,
    isPart: boolean,
    request: readonly Field[],
    path: readonly string[],
  ): Rule[] {
    if (this.inheritances === mostInheritances) {
      const message = `Schemas with rules are used at more than ${mostInheritances} places of requests. The types leave out the rules of the others, and the validator checks them.`;
      this.problems.push({ severity: "warn", ...placeIn(this.documents, schema), message });
    }
    if (this.inheritances++ >= mostInheritances) return [];
    return isPart ? this.lowerPart(listed, schema, request, path) : this.lowerOwn(schema, "the schema", request, path);
  }

  private hasRules(schema: JsonObject): boolean {
    return listsOf(schema).length > 0 || (this.requested.has(schema) && this.keywordsOf(schema).rules.length > 0);
  }

  /** The rules of a part of `allOf`: one in place is read with the schema around it. */
  private lowerPart(listed: unknown, part: JsonObject, request: readonly Field[], object: readonly string[]): Rule[] {
    return listed === part ? [] : this.lowerOwn(part, "the schema", request, object);
  }

  private lowerOwn(schema: JsonObject, title: string, request: readonly Field[], object: readonly string[]): Rule[] {
    const own = listsOf(schema).flatMap((holder) => this.lowerList(holder, title, request, object));
    if (!this.requested.has(schema)) return own;
    const { rules } = this.keywordsOf(schema);
    if (rules.length > 0) this.expressed.add(schema);
    return [...own, ...this.lowerKeywords(schema, rules, request, object)];
  }

  private lowerKeywords(
    schema: JsonObject,
    rules: readonly KeywordRule[],
    request: readonly Field[],
    object: readonly string[],
  ): Rule[] {
    const sure = schemaParts(this.documents, schema).filter(({ alternative }) => !alternative);
    const required = new Set(sure.flatMap((part) => asArray(part.schema["required"])));
    return rules.map(({ sentence, names, keyword, holder, steps }) => {
      const bound = new Map(
        [...names].map(([name, keys]) => [
          name,
          fieldAt(request, [...object, ...keys]) ??
            openField([...object, ...keys], keys.length === 1 && required.has(keys[0])),
        ]),
      );
      const rule: Rule = { ...lowerBound(sentence, bound, fieldAt(request, object)), keyword };
      this.entries.set(rule, { place: () => placeIn(this.documents, holder, steps) });
      return rule;
    });
  }

  /** Whether a schema, or one below it, has rules. Each schema is looked at once, though many may share it. */
  private isRuled(start: JsonObject): boolean {
    const known = this.ruled.get(start);
    if (known !== undefined) return known;
    const users = new Map<JsonObject, JsonObject[]>([[start, []]]);
    for (const [schema] of users) {
      for (const { part } of partsOf(this.documents, schema)) {
        const resolved = this.documents.resolve(part);
        if (resolved === undefined) continue;
        const found = users.get(resolved);
        if (found === undefined) users.set(resolved, [schema]);
        else found.push(schema);
      }
    }
    const ruled = new Set([...users.keys()].filter((schema) => this.hasRules(schema)));
    for (const schema of ruled) for (const user of users.get(schema) ?? []) ruled.add(user);
    for (const schema of users.keys()) this.ruled.set(schema, ruled.has(schema));
    return ruled.has(start);
  }

  private lowerList(
    holder: JsonObject,
    title: string,
    request: readonly Field[],
    object: readonly string[] | undefined,
    hint?: string,
  ): Rule[] {
    const list = holder["x-dependencies"];
    const known = this.declarations.get(list);
    const declaration = known ?? readDeclaration(this.documents, holder);
    this.declarations.set(list, declaration);
    // What is wrong with the list itself has been reported already if it is lowered again, for another media type or user of a schema.
    const report = (problem: Diagnostic): void => {
      if (known === undefined) this.problems.push(problem);
    };
    // Its names mean something else in the body of another media type.
    const reportName = (problem: Diagnostic): void => {
      if (known === undefined || object === undefined) this.problems.push(problem);
    };
    const scope = { ...scopeOf(title, request, object), ...(hint !== undefined && { hint }) };
    declaration.problems.forEach(report);
    return declaration.entries.flatMap((entry) => {
      const results = entry.sentences.map((sentence) => lowerSentence(sentence, scope, entry.notes));
      const problemAt = ({ message, span }: Problem): Diagnostic => ({
        severity: "error",
        ...entry.place(span),
        message,
      });
      for (const problem of entry.problems) report(problemAt(problem));
      for (const problem of results.flatMap(({ problems }) => problems)) reportName(problemAt(problem));
      return results.flatMap(({ rule }) => {
        if (rule === undefined) return [];
        this.entries.set(rule, entry);
        return [rule];
      });
    });
  }

  private ruleSet(
    owner: RuleOwner,
    request: readonly Field[],
    found: Pick<RuleSet, "rules" | "own" | "below" | "typed" | "listed">,
    holder: JsonObject,
  ): RuleSet | undefined {
    if (found.rules.length === 0) return undefined;
    const names = Object.entries(asObject(holder["x-variant-names"]));
    const variantNames = new Map(names.map(([derived, chosen]) => [derived, String(chosen)]));
    const place = (at: Rule | Field | "x-variant-names" | undefined): Place => {
      if (at === "x-variant-names") return placeIn(this.documents, holder, [at]);
      if (at === undefined) return readDeclaration(this.documents, holder).place();
      if ("path" in at) return placeIn(this.documents, declarationOf(at) ?? holder);
      return this.entries.get(at)?.place(at.sentence.span) ?? placeIn(this.documents, holder);
    };
    return {
      owner,
      request,
      ...found,
      variantNames,
      diagnose: (severity, message, at) => ({ severity, ...place(at), message }),
    };
  }
}

/** The schemas with `x-dependencies` about the properties of one: itself, and those that it includes in place. */
function listsOf(schema: JsonObject): JsonObject[] {
  return holdersOf(schema).filter((holder) => holder["x-dependencies"] !== undefined);
}

/** The start of a name that no text of a description contains. */
function unusedWord(root: JsonObject): string {
  const text = JSON.stringify(root);
  let word = "InlineSchema";
  while (text.includes(word)) word += "_";
  return word;
}

/** A field that rules name and no schema declares. */
function openField(path: readonly string[], required: boolean): Field {
  return { path, required, domain: { kind: "any" }, fields: [] };
}

/** A schema that gives an object, or one of its properties, their rules. */
interface RuledPart {
  readonly key: string | undefined;
  readonly part: unknown;
  /** Whether it is what a value is unless it is null, say. */
  readonly isAlternative?: true;
}

function partsOf(documents: Documents, schema: JsonObject): RuledPart[] {
  const alternatives = ["oneOf", "anyOf"].flatMap((keyword) => {
    const objects = asArray(schema[keyword]).filter((part) => mayBeObject(documents, part));
    return objects.length === 1 ? objects : [];
  });
  return [
    ...Object.entries(asObject(schema["properties"])).map(([key, part]) => ({ key, part })),
    ...asArray(schema["allOf"]).map((part) => ({ key: undefined, part })),
    ...alternatives.map((part) => ({ key: undefined, part, isAlternative: true }) as const),
  ];
}
