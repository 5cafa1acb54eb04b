import { Project, type SourceFile } from "ts-morph";
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
  const ruled = new Set(plans.flatMap(({ owner }) => (owner.kind === "schema" ? [owner.name] : [])));
  const writer = new UnionWriter(new TypePlaces(file), ruled, reservedNames(file));
  const open = plans.flatMap((plan, index) => writer.write(plan).map((message) => ({ plan: index, message })));
  return { text: writer.finish(types), open };
}

function reservedNames(file: SourceFile): string[] {
  return [
    ...file.getInterfaces().map((declaration) => declaration.getName()),
    ...file.getTypeAliases().map((declaration) => declaration.getName()),
  ];
}
