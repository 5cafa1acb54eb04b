import type { Node, PropertySignature, TypeNode } from "ts-morph";
import { pascalCase, typeName } from "../../language/identifiers.ts";
import { isRequiredByRules, planObjects } from "./object-plan.ts";
import { type ModuleWriter, ObjectWriter } from "./object-writer.ts";
import type { TypePlaces } from "./type-places.ts";
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
  private readonly interfaces = new Map<string, string>();
  private readonly reserved: ReadonlySet<string>;

  constructor(places: TypePlaces, ruled: ReadonlySet<string>, reserved: readonly string[]) {
    this.places = places;
    this.ruled = ruled;
    this.reserved = new Set(reserved);
  }

  /** @returns messages about types that can't express their rules */
  write({ owner, sites, variantNames }: UnionPlan): string[] {
    const open: string[] = [];
    for (const [container, plan] of planObjects(sites)) {
      const place = this.places.container(owner, container);
      if (place === undefined) continue;
      const object = new ObjectWriter(this, this.places, variantNames, open);
      if (owner.kind === "schema")
        this.replace(place.type, object.definition(plan, place.type, ownerName(owner, container), false));
      else {
        const shared = place.holder && this.sharedBody(place.holder);
        const text = object.reference(plan, place.type, ownerName(owner, container), shared !== undefined);
        if (shared) this.replaceInCopy(shared, place.type, text);
        else this.replace(place.type, text);
        if (isRequiredByRules(plan) && place.holder) this.require(place.holder);
      }
    }
    return open;
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
    return [applyEdits(source, this.edits).trimEnd(), "", ...this.interfaces.values()].join("\n");
  }
}

function ownerName(owner: UnionPlan["owner"], container: string): string {
  if (owner.kind === "schema") return typeName(owner.name);
  return typeName(owner.operationId ?? `${owner.method} ${owner.path}`) + pascalCase(container);
}

/** All edits at once, each at its place in the original text; the same edit twice is one. */
function applyEdits(source: string, edits: readonly Edit[]): string {
  const distinct = new Map(edits.map((edit) => [edit.start, edit]));
  const parts: string[] = [];
  let done = 0;
  for (const { start, end, text } of [...distinct.values()].sort((a, b) => a.start - b.start)) {
    parts.push(source.slice(done, start), text);
    done = end;
  }
  return [...parts, source.slice(done)].join("");
}
