import type { Node, PropertySignature, TypeNode } from "ts-morph";
import { typeName, withEnding } from "../../language/identifiers.ts";
import { requestName } from "../../openapi/request-names.ts";
import { withoutComments } from "./exported-names.ts";
import { isRequiredByRules, planObjects } from "./object-plan.ts";
import { type ModuleWriter, ObjectWriter, type TypeLabel } from "./object-writer.ts";
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
  private readonly interfaces = new Map<string, string>();
  private readonly taken: ReadonlySet<string>;
  /** Names that different interfaces would have. */
  readonly shared = new Set<string>();

  /**
   * @param ruled components with rules of their own
   * @param taken names that no interface may have
   */
  constructor(places: TypePlaces, ruled: ReadonlySet<string>, taken: ReadonlySet<string>) {
    this.places = places;
    this.ruled = ruled;
    this.taken = taken;
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
      const label = labelOf(owner, container);
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

  isRuled({ name }: { name: string }): boolean {
    return this.ruled.has(name) || this.places.aliases.has(name);
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

  /** Keeps an interface under the first of `names` that it may have, or under the last with an ending; the same one twice is one. */
  declare(names: readonly string[], of: string, text: (name: string) => string): string {
    const last = names.at(-1) ?? "";
    const name =
      [...names, withEnding(last, of)].find((one) => !this.taken.has(one)) ??
      // What says nothing but the same of where it stands is told apart by its text.
      withEnding(last, of + withoutComments(text(last)));
    const [known, wanted] = [this.interfaces.get(name), text(name)];
    if (known === undefined) this.interfaces.set(name, wanted);
    else if (withoutComments(known) !== withoutComments(wanted)) this.shared.add(name);
    return name;
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

/** What the names of types start with, and what they are about. */
function labelOf(owner: UnionPlan["owner"], container: string): TypeLabel {
  if (owner.kind === "schema") return { name: typeName(owner.name), of: owner.name };
  if (owner.kind === "inline") return { name: owner.name, of: owner.place };
  const { operationId, method, path, mediaType = "", bodyName } = owner;
  const part = container === "body" ? mediaType : container;
  return {
    name: requestName(owner, container === "body" ? bodyName : container),
    of: `${operationId ?? `${method} ${path}`} ${part}`,
  };
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
