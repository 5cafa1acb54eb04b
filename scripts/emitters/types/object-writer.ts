import { Node as NodeKind, type PropertySignature, type TypeNode } from "ts-morph";
import { fieldKey } from "../../language/field.ts";
import { pascalCase } from "../../language/identifiers.ts";
import { type Indexes, indexedText, placeIndexes } from "./index-signatures.ts";
import { isRequiredByRules, type Plan } from "./object-plan.ts";
import { propertyKey, type TypePlaces } from "./type-places.ts";
import { interfaceText, literalText, type Member, objectText, operandText, ruleDoc, unionText } from "./type-text.ts";
import type { PlannedFieldRule, PlannedGroup, PlannedSite, PlannedVariant } from "./union-plan.ts";
import { describeVariant, forbiddenDoc, narrowedDoc } from "./variant-docs.ts";

/** What the types of a request's objects need from the module around them. */
export interface ModuleWriter {
  /** Whether a component has rules of its own, so that its type says them. */
  isRuled(component: { readonly name: string }): boolean;
  /** Whether a component may be changed in place, because only this request uses it. */
  mayChange(component: { readonly name: string; readonly references: number }): boolean;
  replace(node: TypeNode, text: string): void;
  /**
   * Keeps an interface, and returns its name.
   *
   * @param names those that it may have, the best one first
   * @param of what it is, where another would have the same name
   */
  declare(names: readonly string[], of: string, text: (name: string) => string): string;
}

/** What the names of an object's types start with, and which object that is. */
export interface TypeLabel {
  readonly name: string;
  readonly of: string;
}

function labelBelow({ name, of }: TypeLabel, key: string): TypeLabel {
  return { name: name + pascalCase(key), of: `${of} ${JSON.stringify(key)}` };
}

/** Writes the types of one request's objects. */
export class ObjectWriter {
  private readonly writer: ModuleWriter;
  private readonly places: TypePlaces;
  private readonly variantNames: ReadonlyMap<string, string>;
  private readonly open: string[];

  /** @param open gets messages about types that can't express their rules */
  constructor(writer: ModuleWriter, places: TypePlaces, variantNames: ReadonlyMap<string, string>, open: string[]) {
    this.writer = writer;
    this.places = places;
    this.variantNames = variantNames;
    this.open = open;
  }

  /** The text of a type where it is used. A component that only this request uses is changed itself, others are copied. */
  reference(plan: Plan, type: TypeNode, label: TypeLabel, copying: boolean): string {
    const component = this.places.referenced(type);
    if (component === undefined) return this.definition(plan, type, label, copying);
    if (copying || !this.writer.mayChange(component)) return this.definition(plan, component.type, label, true);
    this.writer.replace(component.type, this.definition(plan, component.type, label, false));
    return type.getText();
  }

  /** The text of an object type, with its unions. What else the type may be, it stays, unless the rules require the object. */
  definition(plan: Plan, type: TypeNode, label: TypeLabel, copying: boolean): string {
    const inner = this.places.onlyObject(type);
    if (inner !== undefined && inner.others.length > 0) {
      const text = this.definition(plan, inner.type, label, copying);
      return isRequiredByRules(plan) ? text : unionText([operandText(text), ...inner.others]);
    }
    if (this.places.referenced(type)) return this.reference(plan, type, label, copying);
    if (plan.site === undefined || plan.site.groups.length === 0) return this.spliced(plan, type, label, copying);
    return this.isPlain(type)
      ? this.union(plan, plan.site, type, label, copying)
      : this.narrowed(plan, plan.site, type, label, copying);
  }

  /** Whether the properties of a type can be listed: not those of a union, nor where several parts of an intersection have one. */
  private isPlain(type: TypeNode): boolean {
    return !this.places.isUnion(type) && this.places.objectMembers(type) !== undefined;
  }

  /** The same object, with changes to objects below it. */
  private spliced(plan: Plan, type: TypeNode, label: TypeLabel, copying: boolean): string {
    const resolved = this.places.resolve(type);
    if (this.isPlain(type) && (this.places.objectMembers(type)?.indexes ?? []).length > 0) {
      const { list, indexTypes } = this.members(plan, type, label, copying);
      const { within, beside } = placeIndexes(indexTypes, list, this.places.hasIndexes);
      return [objectText(list, within, type.getIndentationText()), ...beside].join(" & ");
    }
    if (NodeKind.isIntersectionTypeNode(resolved) || NodeKind.isUnionTypeNode(resolved)) {
      const parts = resolved
        .getTypeNodes()
        .map((part) =>
          this.isTouched(plan, part)
            ? this.reference(plan, part, { ...label, of: `${label.of} ${this.partName(part)}` }, copying)
            : part.getText(),
        );
      return parts.map(operandText).join(NodeKind.isUnionTypeNode(resolved) ? " | " : " & ");
    }
    const members = this.places.objectMembers(type);
    if (members === undefined || !NodeKind.isTypeLiteral(resolved)) {
      this.leaveOpen(label.name);
      return type.getText();
    }
    let text = resolved.getText();
    const properties = members.properties.toSorted((a, b) => b.getStart() - a.getStart());
    for (const property of properties) {
      const below = plan.below.get(propertyKey(property));
      const propertyType = property.getTypeNode();
      if (below === undefined || propertyType === undefined) continue;
      const [start, end] = [propertyType.getStart() - resolved.getStart(), propertyType.getEnd() - resolved.getStart()];
      const changed = this.reference(below, propertyType, labelBelow(label, propertyKey(property)), copying);
      text = text.slice(0, start) + changed + text.slice(end);
      const question = property.getQuestionTokenNode();
      if (isRequiredByRules(below) && question) {
        const at = question.getStart() - resolved.getStart();
        text = text.slice(0, at) + text.slice(at + 1);
      }
    }
    return text;
  }

  /** Whether an object type has a property that the plan changes. */
  private isTouched(plan: Plan, type: TypeNode): boolean {
    return this.keysOf(type).some((key) => plan.below.has(key));
  }

  /** What tells a part of a union or an intersection from the others, in whatever order they are. */
  private partName(type: TypeNode): string {
    const component = this.places.referenced(type);
    return component === undefined || this.places.aliases.has(component.name)
      ? this.keysOf(type).toSorted().join()
      : component.name;
  }

  private keysOf(type: TypeNode): string[] {
    const properties = this.places.leaves(type).flatMap((leaf) => this.places.objectMembers(leaf)?.properties ?? []);
    return properties.map(propertyKey);
  }

  private leaveOpen(name: string): void {
    const message = `The type of ${name} can't express its rules, because it isn't an object with listed properties. The validator checks them.`;
    this.open.push(message);
  }

  /** A union (oneOf, anyOf), say: the type itself, and at the same time one of the variants, which contain only the ruled fields. */
  private narrowed(plan: Plan, site: PlannedSite, type: TypeNode, label: TypeLabel, copying: boolean): string {
    const depth = site.path.length;
    const members = this.partMembers(type);
    const below: Plan = { site: undefined, below: plan.below };
    const others = this.places.others(type);
    const alternatives =
      plan.below.size > 0
        ? this.spliced(below, type, label, copying)
        : others.length > 0
          ? this.objectsOf(type)
          : type.getText();
    const unions = site.groups.map((group) =>
      unionText(group.variants.map((variant) => this.variant(group, variant, members, label, depth))),
    );
    const text = [alternatives, ...unions].map(operandText).join(" & ");
    return others.length > 0 && !isRequiredByRules(plan) ? unionText([`(${text})`, ...others]) : text;
  }

  /** A union without what isn't an object, which has none of the fields of a variant. */
  private objectsOf(type: TypeNode): string {
    return unionText(this.places.objectsOf(type).map((member) => operandText(member.getText())));
  }

  private union(plan: Plan, site: PlannedSite, type: TypeNode, label: TypeLabel, copying: boolean): string {
    const depth = site.path.length;
    const ruled = new Set(site.groups.flatMap((group) => ruledKeys(group, depth)));
    const members = this.members(plan, type, label, copying);
    const free = members.list.filter((member) => !ruled.has(member.key));
    // All fields of all variants, which their index signatures have to fit.
    const fields =
      members.indexTypes.length === 0
        ? []
        : site.groups.flatMap((group) =>
            group.variants.flatMap((variant) => this.fields(group, variant, members, label, depth)),
          );
    const indexes = placeIndexes(members.indexTypes, [...free, ...fields], this.places.hasIndexes);
    const base =
      free.length > 0
        ? this.writer.declare([`${label.name}Base`], `${label.of} base`, (name) =>
            interfaceText(
              name,
              [`The fields that every variant of ${label.name} may have: those that no rule names.`],
              undefined,
              free,
              indexes.within,
            ),
          )
        : undefined;
    const single = site.groups.length === 1;
    const unions = site.groups.map((group) => {
      const names = group.variants.map((variant) =>
        this.variant(group, variant, members, label, depth, indexes, single ? base : undefined),
      );
      return unionText(names);
    });
    const parts = [...(single || base === undefined ? [] : [base]), ...unions, ...indexes.beside];
    return parts.length === 1 ? parts.join() : parts.map(operandText).join(" & ");
  }

  private variant(
    group: PlannedGroup,
    variant: PlannedVariant,
    members: ObjectMembers,
    label: TypeLabel,
    depth: number,
    { within }: Indexes = { within: [], beside: [] },
    base?: string,
  ): string {
    const [name, ...others] = this.namesOf(variant, label);
    const of = `${label.of} ${statementOf(variant)}`;
    const doc = [`One variant of ${label.name}: ${describeVariant(variant)}.`, "", ...ruleDoc(group.rules)];
    const fields = this.fields(group, variant, members, label, depth);
    return this.writer.declare([name, ...others], of, (declared) =>
      interfaceText(declared, doc, base, fields, base === undefined ? within : []),
    );
  }

  private namesOf(variant: PlannedVariant, label: TypeLabel): [string, ...string[]] {
    const chosen = this.variantNames.get(variant.name);
    return chosen === undefined ? [label.name + variant.name] : [chosen, label.name + chosen];
  }

  /** The fields of a variant that rules name. */
  private fields(
    group: PlannedGroup,
    variant: PlannedVariant,
    members: ObjectMembers,
    label: TypeLabel,
    depth: number,
  ): Member[] {
    const [name] = this.namesOf(variant, label);
    const own = { name, of: `${label.of} ${statementOf(variant)}` };
    return ruledKeys(group, depth).map((key) => {
      const rules = variant.rules.filter(({ field }) => field.path[depth] === key);
      return this.ruledMember(group, rules, members.find(key), own, key, depth);
    });
  }

  /** One property of a variant: `rules` are about it, or about something below it. */
  private ruledMember(
    group: PlannedGroup,
    rules: readonly PlannedFieldRule[],
    member: ObjectMember,
    label: TypeLabel,
    key: string,
    depth: number,
  ): Member {
    const own = rules.find(({ field }) => field.path.length === depth + 1);
    const below = rules.filter(({ field }) => field.path.length > depth + 1);
    const lost = below.some(
      ({ field, presence }) => presence === "forbidden" && field.required && field.path.length === depth + 2,
    );
    const others = member.node === undefined ? [] : this.places.others(member.node);
    if (own?.presence === "forbidden" || lost) {
      const type = lost && own?.presence !== "forbidden" && others.length > 0 ? unionText(others) : "undefined";
      return { ...member, doc: forbiddenDoc(group, key), optional: true, type };
    }
    const mustBePresent = below.some((rule) => rule.presence === "required");
    const required = own?.presence === "required" || mustBePresent || (own === undefined && !member.optional);
    if (below.length > 0 && member.node === undefined) this.leaveOpen(`'${key}'`);
    const type =
      below.length > 0 && member.node
        ? this.nested(group, below, member.node, labelBelow(label, key), depth + 1, mustBePresent)
        : valuesText(own, member.type);
    return { ...member, doc: narrowedDoc(member.doc, own), optional: !required, type };
  }

  /**
   * @param mustBePresent the rules require one of the object's properties, so that it can't be anything else
   * @param mayBeOther the type stands among others that aren't objects
   */
  private nested(
    group: PlannedGroup,
    rules: readonly PlannedFieldRule[],
    type: TypeNode,
    label: TypeLabel,
    depth: number,
    mustBePresent: boolean,
    mayBeOther = false,
  ): string {
    const component = this.places.referenced(type);
    // Its rules stay apart from those about what holds it, so its own type says them.
    const isApart =
      component !== undefined && this.writer.isRuled(component) && (mayBeOther || this.places.others(type).length > 0);
    const inner = this.places.onlyObject(this.places.resolve(type));
    if (!isApart && inner !== undefined && inner.others.length > 0) {
      const text = this.nested(group, rules, inner.type, label, depth, mustBePresent, true);
      return mustBePresent ? text : unionText([operandText(text), ...inner.others]);
    }
    const isPlain = !isApart && this.isPlain(type);
    const keys = new Set(rules.map(({ field }) => field.path[depth] ?? ""));
    const members = isPlain
      ? this.members({ site: undefined, below: new Map() }, type, label, true)
      : this.partMembers(type);
    const ruled = [...keys].map((key) => {
      const about = rules.filter(({ field }) => field.path[depth] === key);
      const member = this.ruledMember(group, about, members.find(key), label, key, depth);
      // If the object is present, so is what it requires.
      const required = about.some(
        ({ field }) => field.required && fieldKey(field) === key && field.path.length === depth + 1,
      );
      return required ? { ...member, optional: false } : member;
    });
    const free = members.list.filter((member) => !keys.has(member.key));
    const all = [...ruled, ...free];
    const indexes = placeIndexes(members.indexTypes, all, this.places.hasIndexes);
    const name = this.writer.declare([label.name], label.of, (declared) =>
      interfaceText(declared, [`${fieldTitle(rules, depth)} as a variant has it.`], undefined, all, indexes.within),
    );
    const others = isPlain ? [] : this.places.others(type);
    const alternatives = others.length > 0 && !isApart ? this.objectsOf(type) : type.getText();
    const text = [...(isPlain ? [] : [operandText(alternatives)]), name, ...indexes.beside].join(" & ");
    return others.length > 0 && !mustBePresent ? unionText([`(${text})`, ...others]) : text;
  }

  /** The properties that the parts of a union or an intersection list. A property of several parts has the union of its types. */
  private partMembers(type: TypeNode): ObjectMembers {
    const found = new Map<string, { readonly doc: string; readonly nodes: TypeNode[] }>();
    const leaves = this.places.leaves(type).map((leaf) => this.places.objectMembers(leaf));
    for (const property of leaves.flatMap((leaf) => leaf?.properties ?? [])) {
      const node = property.getTypeNode();
      if (node === undefined) continue;
      const key = propertyKey(property);
      const known = found.get(key) ?? { doc: docText(property), nodes: [] };
      known.nodes.push(node);
      found.set(key, known);
    }
    const read = (key: string): ObjectMember => {
      const { doc = "", nodes = [] } = found.get(key) ?? {};
      const types = [...new Set(nodes.map((node) => node.getText()))];
      // The type of a property that no part lists, or that one part lists and another allows, is whatever the whole says of it.
      if (types.length === 0 || this.places.isOpenTo(type, key))
        return { doc, key, optional: true, type: "unknown", node: undefined };
      const [text = "", ...others] = types;
      return {
        doc,
        key,
        optional: true,
        type: others.length > 0 ? types.map(operandText).join(" | ") : text,
        node: others.length > 0 ? undefined : nodes[0],
      };
    };
    // Each variant asks for its fields.
    const members = new Map<string, ObjectMember>();
    const find = (key: string): ObjectMember => {
      const member = members.get(key) ?? read(key);
      members.set(key, member);
      return member;
    };
    return { list: [], indexTypes: [], find };
  }

  /** What an object type holds. */
  private members(plan: Plan, type: TypeNode, label: TypeLabel, copying: boolean): ObjectMembers {
    const known = this.places.objectMembers(type);
    const indexTypes = known?.indexes ?? [];
    const list = (known?.properties ?? []).flatMap((property) => {
      const node = property.getTypeNode();
      if (node === undefined) return [];
      const key = propertyKey(property);
      const below = plan.below.get(key);
      const doc = docText(property);
      const changed = below ? this.reference(below, node, labelBelow(label, key), copying) : node.getText();
      const limit = indexedText(indexTypes, key, node);
      return [
        {
          doc,
          key,
          optional: property.hasQuestionToken() && !(below && isRequiredByRules(below)),
          type: limit === "unknown" ? changed : [changed, limit].map(operandText).join(" & "),
          node,
        },
      ];
    });
    return {
      list,
      indexTypes,
      find: (key) =>
        list.find((member) => member.key === key) ?? {
          doc: "",
          key,
          optional: true,
          type: indexedText(indexTypes, key),
          node: undefined,
        },
    };
  }
}

/** What a variant says of its fields. */
function statementOf({ rules }: PlannedVariant): string {
  return JSON.stringify(rules.map(({ field, presence, values }) => [field.path, presence, values]));
}

type ObjectMember = Member & { readonly node: TypeNode | undefined };

interface ObjectMembers {
  readonly list: readonly ObjectMember[];
  /** Types with index signatures. */
  readonly indexTypes: readonly TypeNode[];
  readonly find: (key: string) => ObjectMember;
}

function docText(property: PropertySignature): string {
  return property
    .getJsDocs()
    .map((comment) => comment.getText())
    .join("\n");
}

/** The properties of the object that a group names, or names something below of, in the order of the rules. */
function ruledKeys(group: PlannedGroup, depth: number): string[] {
  return [...new Set((group.variants[0]?.rules ?? []).map(({ field }) => field.path[depth] ?? ""))];
}

function valuesText(rule: PlannedFieldRule | undefined, type: string): string {
  return rule?.values === undefined ? type : unionText(rule.values.map(literalText));
}

function fieldTitle(rules: readonly PlannedFieldRule[], depth: number): string {
  return `\`${rules[0]?.field.path[depth - 1] ?? ""}\``;
}
