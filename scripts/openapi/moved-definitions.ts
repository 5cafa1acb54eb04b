import type { Documents } from "./documents.ts";
import { componentSchemas, isObject, type JsonObject, ownValue, pointerSteps } from "./json.ts";
import { schemasOf } from "./schemas.ts";
import { asWritten } from "./whole-schemas.ts";

/**
 * What references find under `$defs`, as components: of `$defs`, openapi-typescript makes a property that each object has to have,
 * and no request has.
 */
export class MovedDefinitions {
  /** By their names: the way to where they stood, which no component may be called. */
  readonly components = new Map<string, unknown>();
  private readonly documents: Documents;
  private schemas: ReadonlySet<unknown> | undefined;

  constructor(documents: Documents) {
    this.documents = documents;
  }

  /** A reference as it has to be once definitions are components. */
  follow(reference: string): string {
    const steps = pointerSteps(reference);
    if (steps?.includes("$defs") !== true) return reference;
    this.schemas ??= new Set(schemasOf(this.documents).map(asWritten));
    let current: unknown = this.documents.root;
    let definition: { readonly end: number; readonly schema: unknown } | undefined;
    for (const [index, step] of steps.entries()) {
      const below = ownValue(current, step);
      // A property may be called $defs, too.
      if (step === "$defs" && this.schemas.has(current) && isObject(below) && index + 1 < steps.length)
        definition = { end: index + 2, schema: ownValue(below, steps[index + 1] ?? "") };
      current = below;
    }
    if (definition === undefined || definition.schema === undefined) return reference;
    const pointer = steps.slice(0, definition.end).map(escapeStep).join("/");
    const name = this.freeName(pointer.replace(/^components\/schemas\//, ""), definition.schema);
    this.components.set(name, definition.schema);
    return `#/${["components", "schemas", name, ...steps.slice(definition.end)].map(escapeStep).join("/")}`;
  }

  private freeName(name: string, schema: unknown): string {
    const taken: JsonObject = componentSchemas(this.documents.root);
    const isFree = !Object.hasOwn(taken, name) && (this.components.get(name) ?? schema) === schema;
    return isFree ? name : this.freeName(`${name}_`, schema);
  }
}

function escapeStep(step: string): string {
  return step.replaceAll("%", "%25").replaceAll("~", "~0").replaceAll("/", "~1");
}
