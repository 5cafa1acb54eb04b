import type { Node, PropertySignature, TypeNode } from "ts-morph";
import { Node as NodeKind } from "ts-morph";
import { list } from "../dependencies/explain.ts";
import { fieldKey } from "../dependencies/field.ts";
import type { Site } from "../dependencies/site-variants.ts";
import { pascalCase } from "../dependencies/variant-names.ts";
import type { FieldRule, Variant, VariantGroup } from "../dependencies/variants.ts";
import type { Diagnostic } from "../openapi/diagnostic.ts";
import type { RuleSet } from "../openapi/read-rules.ts";
import { propertyKey, type TypePlaces } from "./type-places.ts";
import { interfaceText, literalText, type Member, ruleLine, unionText } from "./type-text.ts";

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface SharedBody {
  readonly use: TypeNode;
  readonly definition: TypeNode;
}

/** What becomes of one object: unions of its own, and changes to objects below it. */
interface Plan {
  site: Site | undefined;
  readonly below: Map<string, Plan>;
}

/** Writes the interfaces of variants, and the changes that put their unions where callers meet them. */
export class UnionWriter {
  private readonly places: TypePlaces;
  /** Components with rules of their own: their definitions are theirs to change. */
  private readonly ruled: ReadonlySet<string>;
  private readonly edits: Edit[] = [];
  /** Copies of shared request bodies, by the places where they are used. */
  private readonly copies = new Map<TypeNode, { readonly definition: TypeNode; readonly edits: Edit[] }>();
  private readonly interfaces = new Map<string, string>();
  private readonly reserved: ReadonlySet<string>;

  constructor(places: TypePlaces, ruled: ReadonlySet<string>, reserved: readonly string[]) {
    this.places = places;
    this.ruled = ruled;
    this.reserved = new Set(reserved);
  }

  write(ruleSet: RuleSet, sites: readonly Site[]): Diagnostic[] {
    const problems: Diagnostic[] = [];
    for (const [container, plan] of planObjects(sites)) {
      const place = this.places.container(ruleSet.owner, container);
      if (place === undefined) continue;
      const object = new ObjectWriter(this, this.places, ruleSet, problems);
      if (ruleSet.owner.kind === "schema") this.replace(place.type, object.definition(plan, place.type, ruleSet.owner.name, false));
      else {
        const shared = place.holder && this.sharedBody(place.holder);
        const text = object.reference(plan, place.type, ownerName(ruleSet, container), shared !== undefined);
        if (shared) this.replaceInCopy(shared, place.type, text);
        else this.replace(place.type, text);
        if (plan.site?.required && place.holder) this.require(place.holder);
      }
    }
    problems.push(...unusedNames(ruleSet, sites));
    return problems;
  }

  /** A component may be changed where it stands if that concerns only this request. */
  mayChange(component: { name: string; references: number }): boolean {
    return component.references === 1 && !this.ruled.has(component.name);
  }

  replace(node: Node, text: string): void {
    if (node.getText() !== text) this.edits.push({ start: node.getStart(), end: node.getEnd(), text });
  }

  /** A request body of `components` that other operations use too must stay as it is: this operation gets a copy. */
  private sharedBody(holder: PropertySignature): SharedBody | undefined {
    const use = holder.getTypeNode();
    const component = use && this.places.referenced(use);
    return use && component && component.references > 1 ? { use, definition: component.type } : undefined;
  }

  private replaceInCopy({ use, definition }: SharedBody, node: Node, text: string): void {
    const copy = this.copies.get(use) ?? { definition, edits: [] };
    const start = node.getStart() - definition.getStart();
    copy.edits.push({ start, end: start + node.getWidth(), text });
    this.copies.set(use, copy);
  }

  private require(property: PropertySignature): void {
    const question = property.getQuestionTokenNode();
    if (question) this.edits.push({ start: question.getStart(), end: question.getEnd(), text: "" });
  }

  /** Keeps an interface under the first of `names` that is free; the same interface twice is one. */
  declare(names: readonly string[], text: (name: string) => string): string {
    const numbered = [...names, ...Array.from({ length: 1000 }, (_, index) => `${names.at(-1)}${index + 2}`)];
    for (const name of numbered) {
      if (this.reserved.has(name)) continue;
      const known = this.interfaces.get(name);
      if (known === undefined) this.interfaces.set(name, text(name));
      if (known === undefined || known === text(name)) return name;
    }
    throw new RangeError(`no free name for ${names[0]}`);
  }

  finish(source: string): string {
    for (const [use, { definition, edits }] of this.copies) this.replace(use, applyEdits(definition.getText(), edits));
    return [applyEdits(source, this.edits).trimEnd(), "", ...this.interfaces.values()].join("\n");
  }
}

/** All edits at once, each at its place in the original text; the same edit twice is one. */
function applyEdits(source: string, edits: readonly Edit[]): string {
  const distinct = new Map(edits.map((edit) => [edit.start, edit]));
  let text = source;
  for (const { start, end, text: replacement } of [...distinct.values()].sort((a, b) => b.start - a.start)) {
    text = text.slice(0, start) + replacement + text.slice(end);
  }
  return text;
}

/** Writes the types of one request's objects. */
class ObjectWriter {
  private readonly writer: UnionWriter;
  private readonly places: TypePlaces;
  private readonly ruleSet: RuleSet;
  private readonly problems: Diagnostic[];

  constructor(writer: UnionWriter, places: TypePlaces, ruleSet: RuleSet, problems: Diagnostic[]) {
    this.writer = writer;
    this.places = places;
    this.ruleSet = ruleSet;
    this.problems = problems;
  }

  /** The text of a type where it is used. A component that only this request uses is changed itself, others are copied. */
  reference(plan: Plan, type: TypeNode, label: string, copying: boolean): string {
    const component = this.places.referenced(type);
    if (component === undefined) return this.definition(plan, type, label, copying);
    if (copying || !this.writer.mayChange(component)) return this.definition(plan, component.type, label, true);
    this.writer.replace(component.type, this.definition(plan, component.type, component.name, false));
    return type.getText();
  }

  /** The text of an object type, with its unions. */
  definition(plan: Plan, type: TypeNode, label: string, copying: boolean): string {
    if (this.places.referenced(type)) return this.reference(plan, type, label, copying);
    if (plan.site === undefined) return this.spliced(plan, type, label, copying);
    if (this.places.isUnion(type)) {
      this.problems.push(
        this.ruleSet.diagnose("warn", `${label} is a union (oneOf, anyOf): its type stays as it is, and the rules are left to the validator.`),
      );
      return type.getText();
    }
    return this.union(plan, plan.site, type, label, copying);
  }

  /** The same object, with changes to objects below it. */
  private spliced(plan: Plan, type: TypeNode, label: string, copying: boolean): string {
    const members = this.places.objectMembers(type);
    const resolved = this.places.resolve(type);
    if (members === undefined || !NodeKind.isTypeLiteral(resolved)) return type.getText();
    let text = resolved.getText();
    const properties = members.properties.toSorted((a, b) => b.getStart() - a.getStart());
    for (const property of properties) {
      const below = plan.below.get(propertyKey(property));
      const propertyType = property.getTypeNode();
      if (below === undefined || propertyType === undefined) continue;
      const [start, end] = [propertyType.getStart() - resolved.getStart(), propertyType.getEnd() - resolved.getStart()];
      const changed = this.reference(below, propertyType, label + pascalCase(propertyKey(property)), copying);
      text = text.slice(0, start) + changed + text.slice(end);
      const question = property.getQuestionTokenNode();
      if (below.site?.required && question) {
        const at = question.getStart() - resolved.getStart();
        text = text.slice(0, at) + text.slice(at + 1);
      }
    }
    return text;
  }

  private union(plan: Plan, site: Site, type: TypeNode, label: string, copying: boolean): string {
    const depth = site.path.length;
    const members = this.members(plan, type, label, copying);
    const ruled = new Set(site.groups.flatMap((group) => ruledKeys(group, depth)));
    const free = members.list.filter((member) => !ruled.has(member.key));
    const inherited = members.inherited && `Omit<${members.inherited}, ${unionText([...ruled].map((key) => JSON.stringify(key)))}>`;
    const base =
      free.length > 0 || inherited !== undefined
        ? this.writer.declare([`${label}Base`], (name) => interfaceText(name, [`What every variant of ${label} may hold: the fields that no rule names.`], inherited, free))
        : undefined;
    const single = site.groups.length === 1;
    const unions = site.groups.map((group) => {
      const names = group.variants.map((variant) => this.variant(group, variant, members, label, depth, single ? base : undefined));
      return unionText(names);
    });
    const parts = [...(single || base === undefined ? [] : [base]), ...unions, ...members.indexes];
    return parts.length === 1 ? parts.join() : parts.map((part) => (part.includes("|") ? `(${part})` : part)).join(" & ");
  }

  private variant(
    group: VariantGroup,
    variant: Variant,
    members: ObjectMembers,
    label: string,
    depth: number,
    base: string | undefined,
  ): string {
    const chosen = this.ruleSet.variantNames.get(variant.name) ?? variant.name;
    const names = [chosen, label + chosen];
    const doc = [`One variant of ${label}: ${describeVariant(variant)}.`, "", ...group.sentences.map(ruleLine)];
    const lines = ruledKeys(group, depth).map((key) => {
      const rules = variant.rules.filter(({ field }) => field.path[depth] === key);
      return this.ruledMember(group, rules, members.find(key), chosen, key, depth);
    });
    return this.writer.declare(names, (name) => interfaceText(name, doc, base, lines));
  }

  /** One property of a variant: `rules` speak of it, or of what lies below it. */
  private ruledMember(
    group: VariantGroup,
    rules: readonly FieldRule[],
    member: Member & { node: TypeNode | undefined },
    label: string,
    key: string,
    depth: number,
  ): Member {
    const own = rules.find(({ field }) => field.path.length === depth + 1);
    const below = rules.filter(({ field }) => field.path.length > depth + 1);
    const lost = below.some(({ field, presence }) => presence === "forbidden" && field.required && field.path.length === depth + 2);
    if (own?.presence === "forbidden" || lost) return { ...member, doc: forbiddenDoc(group, key), optional: true, type: "undefined" };
    const required = own?.presence === "required" || below.some((rule) => rule.presence === "required") || (own === undefined && !member.optional);
    const type = below.length > 0 && member.node ? this.nested(group, below, member.node, label + pascalCase(key), depth + 1) : valuesText(own, member.type);
    return { ...member, doc: narrowedDoc(member.doc, own), optional: !required, type };
  }

  private nested(group: VariantGroup, rules: readonly FieldRule[], type: TypeNode, label: string, depth: number): string {
    const members = this.members({ site: undefined, below: new Map() }, type, label, true);
    const keys = new Set(rules.map(({ field }) => field.path[depth] ?? ""));
    const ruled = [...keys].map((key) => {
      const about = rules.filter(({ field }) => field.path[depth] === key);
      const member = this.ruledMember(group, about, members.find(key), label, key, depth);
      // Where the object is there, so is what it requires.
      const required = about.some(({ field }) => field.required && fieldKey(field) === key && field.path.length === depth + 1);
      return required ? { ...member, optional: false } : member;
    });
    const free = members.list.filter((member) => !keys.has(member.key));
    const inherited = members.inherited && `Omit<${members.inherited}, ${unionText([...keys].map((key) => JSON.stringify(key)))}>`;
    const name = this.writer.declare([label], (declared) =>
      interfaceText(declared, [`${fieldTitle(rules, depth)} as a variant has it.`], inherited, [...ruled, ...free]),
    );
    return [name, ...members.indexes].join(" & ");
  }

  /** What an object type holds; where that can't be listed, `inherited` is the type to take it from. */
  private members(plan: Plan, type: TypeNode, label: string, copying: boolean): ObjectMembers {
    const known = this.places.objectMembers(type);
    const text = type.getText();
    const list = (known?.properties ?? []).flatMap((property) => {
      const node = property.getTypeNode();
      if (node === undefined) return [];
      const key = propertyKey(property);
      const below = plan.below.get(key);
      const doc = property.getJsDocs().map((comment) => comment.getText()).join("\n");
      const changed = below ? this.reference(below, node, label + pascalCase(key), copying) : node.getText();
      return [{ doc, key, optional: property.hasQuestionToken() && !below?.site?.required, type: changed, node }];
    });
    return {
      list,
      inherited: known === undefined ? text : undefined,
      indexes: known?.indexes.map((index) => index.getText()) ?? [],
      find: (key) =>
        list.find((member) => member.key === key) ?? {
          doc: "",
          key,
          optional: true,
          type: known === undefined ? `Exclude<(${text})[${JSON.stringify(key)}], undefined>` : "unknown",
          node: undefined,
        },
    };
  }
}

interface ObjectMembers {
  readonly list: readonly (Member & { node: TypeNode })[];
  readonly inherited: string | undefined;
  readonly indexes: readonly string[];
  readonly find: (key: string) => Member & { node: TypeNode | undefined };
}

function planObjects(sites: readonly Site[]): Map<string, Plan> {
  const root: Plan = { site: undefined, below: new Map() };
  for (const site of sites) {
    let plan = root;
    for (const step of site.path) {
      const next = plan.below.get(step) ?? { site: undefined, below: new Map() };
      plan.below.set(step, next);
      plan = next;
    }
    plan.site = site;
  }
  return root.below;
}

/** The properties of the object that a group speaks of, or of something below, in the order of the rules. */
function ruledKeys(group: VariantGroup, depth: number): string[] {
  return [...new Set((group.variants[0]?.rules ?? []).map(({ field }) => field.path[depth] ?? ""))];
}

function ownerName({ owner }: RuleSet, container: string): string {
  if (owner.kind === "schema") return owner.name;
  return pascalCase(owner.operationId ?? `${owner.method} ${owner.path}`) + pascalCase(container);
}

function valuesText(rule: FieldRule | undefined, type: string): string {
  return rule?.values === undefined ? type : unionText(rule.values.map(literalText));
}

function forbiddenDoc(group: VariantGroup, key: string): string {
  const about = group.sentences.filter((bound) => [...bound.fields.values()].some((field) => field.path.includes(key)));
  return `/** Left out in this variant. ${about.map(ruleLine).join(" ").replaceAll("*/", "*\\/")} */`;
}

/** "`oplogTs` and `oplogInc` are set, all others are left out" */
function describeVariant(variant: Variant): string {
  const depth = Math.min(...variant.rules.map(({ field }) => field.path.length)) - 1;
  const name = ({ field }: FieldRule): string => `\`${field.path.slice(depth).join(".")}\``;
  const values = variant.rules.flatMap((rule) =>
    rule.values === undefined
      ? []
      : [`${name(rule)} is ${rule.presence === "optional" ? "left out or " : ""}${list(rule.values.map((value) => `\`${value}\``), "or")}`],
  );
  const named = (presence: FieldRule["presence"]): string[] =>
    variant.rules.filter((rule) => rule.presence === presence && rule.values === undefined).map(name);
  const [set, out, open] = [named("required"), named("forbidden"), named("optional")];
  const be = (names: readonly string[]): string => (names.length === 1 ? "is" : "are");
  return (
    [
      ...values,
      ...(set.length > 0 ? [`${list(set, "and")} ${be(set)} set`] : []),
      ...(out.length > 0 ? [open.length + values.length === 0 && set.length > 0 ? "the others are left out" : `${list(out, "and")} ${be(out)} left out`] : []),
    ].join(", ") || "any of its fields"
  );
}

/** A comment on all values does not fit a variant that has some of them. */
function narrowedDoc(doc: string, rule: FieldRule | undefined): string {
  return rule?.values === undefined ? doc : doc.split("\n").filter((line) => !/^\s*\* @(example|enum)\b/.test(line)).join("\n");
}

function fieldTitle(rules: readonly FieldRule[], depth: number): string {
  return `\`${rules[0]?.field.path[depth - 1] ?? ""}\``;
}

/** Names chosen for variants that do not exist are mistakes. */
function unusedNames({ variantNames, diagnose }: RuleSet, sites: readonly Site[]): Diagnostic[] {
  const derived = new Set(sites.flatMap((site) => site.groups.flatMap((group) => group.variants.map(({ name }) => name))));
  return [...variantNames].flatMap(([name, chosen]) => {
    if (!derived.has(name)) return [diagnose("error", `x-variant-names: there is no variant ${name}. The variants are ${[...derived].join(", ")}.`)];
    return /^[A-Z]\w*$/.test(chosen) ? [] : [diagnose("error", `x-variant-names: '${chosen}' is no type name: write letters, digits and _, a capital first.`)];
  });
}
