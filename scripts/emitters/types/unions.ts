import { Project, type SourceFile } from "ts-morph";
import { inMediaTypeOrder } from "../../openapi/request-names.ts";
import { TypePlaces } from "./type-places.ts";
import type { UnionPlan } from "./union-plan.ts";
import { UnionWriter } from "./union-writer.ts";

/** A request with rules that its type can't express, by the index of its plan, and why. */
export interface OpenType {
  readonly plan: number;
  readonly message: string;
}

/**
 * Puts the unions that rules make of request types into a module of openapi-typescript.
 *
 * The text is changed once, from the spans that ts-morph found: each manipulation through ts-morph would cost the whole file.
 */
export function applyUnions(types: string, plans: readonly UnionPlan[]): { text: string; open: OpenType[] } {
  const file = new Project({ useInMemoryFileSystem: true }).createSourceFile("types.ts", types);
  const aliases = new Set(plans.flatMap(({ owner }) => (owner.kind === "inline" ? [owner.alias] : [])));
  const ruled = new Set(plans.flatMap(({ owner }) => (owner.kind === "schema" ? [owner.name] : [])));
  const writer = new UnionWriter(
    new TypePlaces(file, aliases),
    new Set([...ruled, ...aliases]),
    reservedNames(file),
    repeatedNames(plans),
  );
  const open = inOrderOfMediaTypes(plans).flatMap((plan) =>
    writer.write(plan).map((message) => ({ plan: plans.indexOf(plan), message })),
  );
  return { text: writer.finish(types), open };
}

/** The first body of an operation has the plain names, in whatever order a description lists them. */
function inOrderOfMediaTypes(plans: readonly UnionPlan[]): UnionPlan[] {
  const types = new Set(plans.map(({ owner }) => mediaTypeOf(owner)));
  const order = ["", ...inMediaTypeOrder([...types].filter((type) => type !== ""))];
  return plans.toSorted(
    (one, other) => order.indexOf(mediaTypeOf(one.owner)) - order.indexOf(mediaTypeOf(other.owner)),
  );
}

function mediaTypeOf(owner: UnionPlan["owner"]): string {
  return (owner.kind === "operation" ? owner.mediaType : undefined) ?? "";
}

function reservedNames(file: SourceFile): Set<string> {
  const declarations = [...file.getInterfaces(), ...file.getTypeAliases()];
  return new Set(declarations.map((declaration) => declaration.getName()));
}

/** Names for variants that more than one operation or schema chose. */
function repeatedNames(plans: readonly UnionPlan[]): Set<string> {
  const choosers = new Map<string, Set<string>>();
  for (const { owner, variantNames } of plans) {
    const chooser = owner.kind === "operation" ? `${owner.method} ${owner.path}` : JSON.stringify(owner);
    for (const name of variantNames.values()) choosers.set(name, (choosers.get(name) ?? new Set()).add(chooser));
  }
  return new Set([...choosers].flatMap(([name, { size }]) => (size > 1 ? [name] : [])));
}
