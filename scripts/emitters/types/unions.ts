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
  const aliases = new Set(plans.flatMap(({ owner }) => (owner.kind === "inline" ? [owner.alias] : [])));
  const ruled = new Set(plans.flatMap(({ owner }) => (owner.kind === "schema" ? [owner.name] : [])));
  const places = new TypePlaces(file, aliases);
  const taken = reservedNames(file);
  // A name that several interfaces want is taken from all of them, which is known once all are written.
  for (;;) {
    const writer = new UnionWriter(places, new Set([...ruled, ...aliases]), taken);
    const open = plans.flatMap((plan, index) => writer.write(plan).map((message) => ({ plan: index, message })));
    const shared = [...writer.shared].filter((name) => !taken.has(name));
    if (shared.length === 0) return { text: writer.finish(types), open };
    for (const name of shared) taken.add(name);
  }
}

function reservedNames(file: SourceFile): Set<string> {
  const declarations = [...file.getInterfaces(), ...file.getTypeAliases()];
  return new Set(declarations.map((declaration) => declaration.getName()));
}
