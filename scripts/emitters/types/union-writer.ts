import type { Node, PropertySignature, TypeNode } from "ts-morph";
import { typeName } from "../../language/identifiers.ts";
import { bodyName, requestName } from "../../openapi/request-names.ts";
import { isRequiredByRules, planObjects } from "./object-plan.ts";
import { type ModuleWriter, ObjectWriter } from "./object-writer.ts";
import type { TypePlaces } from "./type-places.ts";
import { operandText } from "./type-text.ts";
import type { UnionPlan } from "./union-plan.ts";

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface SharedBody {
  readonly use: TypeNode;
  readonly definition: TypeNode;
}

/** Writes the interfaces of variants, and the edits that put their unions into request types. */
export class UnionWriter implements ModuleWriter {
  private readonly places: TypePlaces;
  /** Components with rules of their own: their definitions are theirs to change. */
  private readonly ruled: ReadonlySet<string>;
  private readonly edits: Edit[] = [];
  /** Copies of shared request bodies, by the places where they are used. */
  private readonly copies = new Map<TypeNode, { readonly definition: TypeNode; readonly edits: Edit[] }>();
  /** The first body of each operation. */
  private readonly bodies = new Map<string, string>();
  private readonly interfaces = new Map<string, string>();
  private readonly reserved: ReadonlySet<string>;
  private readonly repeated: ReadonlySet<string>;

  /**
   * @param ruled components with rules of their own
   * @param reserved names that the module has already
   * @param repeated names that several authors chose for a variant: each gets what it belongs to before it
   */
  constructor(
    places: TypePlaces,
    ruled: ReadonlySet<string>,
    reserved: ReadonlySet<string>,
    repeated: ReadonlySet<string>,
  ) {
    this.places = places;
    this.ruled = ruled;
    this.reserved = reserved;
    this.repeated = repeated;
  }

  /** @returns messages about types that can't express their rules */
  write({ owner, sites, variantNames }: UnionPlan): string[] {
    const open: string[] = [];
    for (const [container, plan] of planObjects(sites)) {
      const place = this.places.container(owner, container);
      if (place === undefined) {
        if (owner.kind === "inline") open.push(unreadPlace(owner.name));
        continue;
      }
      const object = new ObjectWriter(this, this.places, variantNames, open);
      const label = this.labelOf(owner, container, JSON.stringify([sites, place.type.getText()]));
      if (owner.kind !== "operation") this.replace(place.type, object.definition(plan, place.type, label, false));
      else {
        const shared = place.holder && this.sharedBody(place.holder);
        const text = object.reference(plan, place.type, label, shared !== undefined);
        if (shared) this.replaceInCopy(shared, place.type, text);
        else this.replace(place.type, text);
        if (isRequiredByRules(plan) && place.holder) this.require(place.holder);
      }
    }
    return open;
  }

  /** What names of types start with. Bodies of several media types have different ones, unless they are the same. */
  private labelOf(owner: UnionPlan["owner"], container: string, content: string): string {
    if (owner.kind !== "operation") return owner.kind === "schema" ? typeName(owner.name) : owner.name;
    const plain = requestName(owner, container);
    if (container !== "body" || owner.mediaType === undefined) return plain;
    const key = `${owner.method} ${owner.path}`;
    const first = this.bodies.get(key) ?? content;
    this.bodies.set(key, first);
    return first === content ? plain : requestName(owner, bodyName(owner.mediaType));
  }

  /** A component may be changed in place if only this request uses it. */
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

  variantNames(label: string, derived: string, chosen: string | undefined): string[] {
    if (chosen === undefined) return [label + derived];
    return this.repeated.has(chosen) ? [label + chosen] : [chosen, label + chosen];
  }

  /** Keeps an interface under the first of `names` that is free; the same interface twice is one. */
  declare(names: readonly string[], text: (name: string) => string): string {
    for (let index = 0; ; index++) {
      const name = names[index] ?? `${names.at(-1)}${index - names.length + 2}`;
      if (this.reserved.has(name)) continue;
      const wanted = text(name);
      const known = this.interfaces.get(name);
      if (known === undefined) this.interfaces.set(name, wanted);
      if (known === undefined || known === wanted) return name;
    }
  }

  finish(source: string): string {
    for (const [use, { definition, edits }] of this.copies) this.replace(use, applyEdits(definition.getText(), edits));
    const declarations = [...this.places.aliases.values()];
    const end = Math.min(source.length, ...declarations.map((declaration) => declaration.getStart()));
    const main = applyEdits(source, this.edits, 0, end).trimEnd();
    const inline = declarations.map((declaration) => {
      const type = declaration.getTypeNodeOrThrow();
      return [declaration.getName(), applyEdits(source, this.edits, type.getStart(), type.getEnd())] as const;
    });
    return withInline([main, "", ...this.interfaces.values()].join("\n"), new Map(inline));
  }
}

function unreadPlace(name: string): string {
  return `The types don't contain ${name}, so they leave its rules open. The validator checks them.`;
}

/** A text with the types that aliases stand for, which may contain aliases in turn. */
function withInline(text: string, types: ReadonlyMap<string, string>): string {
  if (types.size === 0) return text;
  const pattern = new RegExp(`\\b(?:${[...types.keys()].join("|")})\\b`, "g");
  return text.replaceAll(pattern, (alias, index: number) => {
    const line = text.slice(text.lastIndexOf("\n", index) + 1, index);
    const type = withInline(types.get(alias) ?? alias, types).replaceAll("\n", `\n${/^ */.exec(line)?.[0]}`);
    return line.endsWith(": ") && text.startsWith(";", index + alias.length) ? type : operandText(type);
  });
}

/** A part of a text with the edits in it, all at once, each at its place in the original; the same edit twice is one. */
function applyEdits(source: string, edits: readonly Edit[], from = 0, to = source.length): string {
  const distinct = new Map(edits.map((edit) => [edit.start, edit]));
  const within = [...distinct.values()].filter(({ start, end }) => start >= from && end <= to);
  const parts: string[] = [];
  let done = from;
  for (const { start, end, text } of within.sort((a, b) => a.start - b.start)) {
    parts.push(source.slice(done, start), text);
    done = end;
  }
  return [...parts, source.slice(done, to)].join("");
}
