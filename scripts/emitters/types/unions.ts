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
  const isRuled = plans.some(({ owner }) => owner.kind === "schema");
  const source = withPathKeys(isRuled ? omittingFromEach(types) : types);
  const file = new Project({ useInMemoryFileSystem: true }).createSourceFile("types.ts", source);
  const aliases = new Set(plans.flatMap(({ owner }) => (owner.kind === "inline" ? [owner.alias] : [])));
  const ruled = new Set(plans.flatMap(({ owner }) => (owner.kind === "schema" ? [owner.name] : [])));
  const places = new TypePlaces(file, aliases);
  const taken = reservedNames(file);
  // A name that several interfaces want is taken from all of them, which is known once all are written.
  for (;;) {
    const writer = new UnionWriter(places, new Set([...ruled, ...aliases]), taken);
    const open = plans.flatMap((plan, index) => writer.write(plan).map((message) => ({ plan: index, message })));
    const shared = [...writer.shared].filter((name) => !taken.has(name));
    if (shared.length === 0) return { text: writer.finish(source), open };
    for (const name of shared) taken.add(name);
  }
}

/**
 * openapi-typescript leaves a discriminator's property out of a base by `Omit`, which makes one object of a union. What is left of
 * each variant makes a union again.
 */
function omittingFromEach(types: string): string {
  const base = 'Omit<components["schemas"]';
  // Comments have a star before their text.
  const lines = /^[^*\n]*\bOmit<components\["schemas"\].*$/gm;
  if (!types.includes(base)) return types;
  let name = "OmitFromEach";
  while (types.includes(name)) name += "_";
  const changed = types.replace(lines, (line) => line.replaceAll(base, base.replace("Omit", name)));
  const declaration = `type ${name}<Type, Key extends PropertyKey> = Type extends unknown ? Omit<Type, Key> : never;\n`;
  return changed === types ? types : declaration + changed;
}

/** With `pathParamsAsTypes`, openapi-typescript writes `${boolean}` in the keys of paths, which TypeScript doesn't allow there. */
function withPathKeys(types: string): string {
  return types.replaceAll(/^ *(?:readonly )?\[path: `.*`\]: \{$/gm, (line) =>
    line.replaceAll("${boolean}", "${string}"),
  );
}

function reservedNames(file: SourceFile): Set<string> {
  const declarations = [...file.getInterfaces(), ...file.getTypeAliases()];
  return new Set(declarations.map((declaration) => declaration.getName()));
}
