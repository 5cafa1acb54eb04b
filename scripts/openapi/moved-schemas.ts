import type { Documents } from "./documents.ts";
import { componentSchemas, escapeStep, type JsonObject, ownValue, pointerSteps } from "./json.ts";
import { schemasOf } from "./schemas.ts";
import { asWritten } from "./whole-schemas.ts";

/**
 * What references find within other schemas, as components: openapi-typescript looks for `items` and the like among the properties of
 * a type, and makes `$defs` a property that each object has to have.
 */
export class MovedSchemas {
  /** By their names: the way to where they stood, which no component may be called. */
  readonly components = new Map<string, unknown>();
  private readonly documents: Documents;
  private schemas: ReadonlySet<unknown> | undefined;

  constructor(documents: Documents) {
    this.documents = documents;
  }

  /** A reference as it has to be once what it finds is a component. */
  follow(reference: string): string {
    const steps = pointerSteps(reference) ?? [];
    const isComponent = steps.length === 3 && steps[0] === "components";
    const schema = steps.reduce<unknown>(ownValue, this.documents.root);
    this.schemas ??= new Set(schemasOf(this.documents).map(asWritten));
    if (steps.length === 0 || isComponent || !(typeof schema === "boolean" || this.schemas.has(schema)))
      return reference;
    const pointer = steps.map(uriStep).join("/");
    const name = this.freeName(pointer.replace(/^components\/schemas\//, ""), schema);
    this.components.set(name, schema);
    return `#/components/schemas/${uriStep(name)}`;
  }

  private freeName(name: string, schema: unknown): string {
    const taken: JsonObject = componentSchemas(this.documents.root);
    const isFree = !Object.hasOwn(taken, name) && (this.components.get(name) ?? schema) === schema;
    return isFree ? name : this.freeName(`${name}_`, schema);
  }
}

/** A key as a step of a JSON pointer in a URI, in which a percent sign begins a code. */
function uriStep(key: string): string {
  return escapeStep(key).replaceAll("%", "%25");
}
