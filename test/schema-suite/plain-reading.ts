import type { SchemaReading } from "../../scripts/emitters/validators/lower-schema.ts";
import { isObject, type JsonObject } from "../../scripts/openapi/json.ts";
import { toLinearPattern } from "../../scripts/patterns/linear-pattern.ts";

/** Where a schema stands: the base of its references, and what `$dynamicRef` means there. */
export interface Scope {
  readonly base: string;
  /** The resources that were entered, the outermost first. */
  readonly resources: readonly string[];
}

interface Resource {
  readonly schema: unknown;
  readonly anchors: Map<string, unknown>;
  readonly dynamicAnchors: Map<string, unknown>;
}

/** Keywords that hold schemas, and those that hold data which may look like one. */
const data: ReadonlySet<string> = new Set(["const", "enum", "default", "examples"]);

/** JSON Schema 2020-12 as it is written, with `$id`, `$anchor`, `$ref` and `$dynamicRef`; `format` is an annotation. */
export class PlainReading implements SchemaReading<Scope> {
  private readonly resources = new Map<string, Resource>();
  private readonly bases = new Map<unknown, string>();

  /** @returns the scope of a document that is known by this URI */
  add(uri: string, document: unknown): Scope {
    this.addResource(uri, document);
    this.index(document, uri);
    const base = isObject(document) ? (this.bases.get(document) ?? uri) : uri;
    return { base, resources: [base] };
  }

  private addResource(uri: string, schema: unknown): Resource {
    const resource = { schema, anchors: new Map(), dynamicAnchors: new Map() };
    this.resources.set(uri, resource);
    return resource;
  }

  private index(value: unknown, parent: string): void {
    if (Array.isArray(value)) for (const part of value) this.index(part, parent);
    if (!isObject(value)) return;
    let base = parent;
    if (typeof value["$id"] === "string") {
      base = new URL(value["$id"], parent).href.replace(/#$/, "");
      this.addResource(base, value);
    }
    this.bases.set(value, base);
    const resource = this.resources.get(base);
    if (typeof value["$anchor"] === "string") resource?.anchors.set(value["$anchor"], value);
    if (typeof value["$dynamicAnchor"] === "string") {
      resource?.anchors.set(value["$dynamicAnchor"], value);
      resource?.dynamicAnchors.set(value["$dynamicAnchor"], value);
    }
    for (const [key, part] of Object.entries(value)) if (!data.has(key)) this.index(part, base);
  }

  whole(schema: JsonObject): JsonObject {
    return schema;
  }

  withoutAsserted(schema: JsonObject): JsonObject {
    return schema;
  }

  enter(schema: JsonObject, scope: Scope): Scope {
    const base = this.bases.get(schema) ?? scope.base;
    return base === scope.base ? scope : { base, resources: [...scope.resources, base] };
  }

  keyOf({ base, resources }: Scope): string {
    // Only the outermost resource of each dynamic anchor matters.
    const anchors = resources.flatMap((uri) =>
      [...(this.resources.get(uri)?.dynamicAnchors.keys() ?? [])].map((name) => [name, uri] as const),
    );
    const outermost = new Map([...anchors].reverse());
    return JSON.stringify([base, [...outermost].sort()]);
  }

  references(schema: JsonObject, scope: Scope): { schema: unknown; scope: Scope }[] {
    const found = [];
    if (typeof schema["$ref"] === "string") found.push(this.resolve(schema["$ref"], scope));
    if (typeof schema["$dynamicRef"] === "string") found.push(this.resolveDynamic(schema["$dynamicRef"], scope));
    return found;
  }

  private resolve(reference: string, scope: Scope): { schema: unknown; scope: Scope } {
    const uri = new URL(reference, scope.base);
    const fragment = decodeURIComponent(uri.hash.slice(1));
    uri.hash = "";
    const resource = this.resources.get(uri.href);
    if (resource === undefined) throw new TypeError(`unknown schema ${uri.href}`);
    const within = { base: uri.href, resources: [...scope.resources, uri.href] };
    if (fragment === "") return { schema: resource.schema, scope: within };
    if (!fragment.startsWith("/")) return { schema: resource.anchors.get(fragment), scope: within };
    let schema: unknown = resource.schema;
    for (const step of fragment.slice(1).split("/")) {
      const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
      schema = Array.isArray(schema) ? schema[Number(key)] : isObject(schema) ? schema[key] : undefined;
    }
    const base = this.bases.get(schema) ?? uri.href;
    return { schema, scope: { base, resources: [...within.resources, base] } };
  }

  private resolveDynamic(reference: string, scope: Scope): { schema: unknown; scope: Scope } {
    const static_ = this.resolve(reference, scope);
    const anchor = reference.slice(reference.indexOf("#") + 1);
    const isDynamic = isObject(static_.schema) && static_.schema["$dynamicAnchor"] === anchor;
    if (!isDynamic) return static_;
    const uri = [...scope.resources, static_.scope.base].find((one) =>
      this.resources.get(one)?.dynamicAnchors.has(anchor),
    );
    if (uri === undefined) return static_;
    const schema = this.resources.get(uri)?.dynamicAnchors.get(anchor);
    return { schema, scope: { base: uri, resources: [...scope.resources, uri] } };
  }

  assertions(schema: JsonObject): JsonObject {
    const own = [
      "type",
      "multipleOf",
      "minimum",
      "maximum",
      "exclusiveMinimum",
      "exclusiveMaximum",
      "minLength",
      "maxLength",
      "minItems",
      "maxItems",
      "uniqueItems",
      "minContains",
      "maxContains",
      "required",
      "minProperties",
      "maxProperties",
      "dependentRequired",
    ];
    const listed = Array.isArray(schema["enum"]) ? schema["enum"] : undefined;
    const values = "const" in schema ? [schema["const"]] : listed;
    const both = "const" in schema && listed !== undefined ? { allOf: [{ enum: listed }] } : {};
    return {
      ...Object.fromEntries(own.flatMap((keyword) => (keyword in schema ? [[keyword, schema[keyword]]] : []))),
      ...(values !== undefined && { enum: values }),
      ...both,
      ...(typeof schema["pattern"] === "string" && { pattern: this.pattern(schema["pattern"]) }),
    };
  }

  pattern(pattern: string): unknown {
    const linear = toLinearPattern(pattern);
    if (linear === undefined) throw new TypeError(`the pattern ${pattern} is refused`);
    return linear;
  }

  sharedProperties(): ReadonlyMap<string, readonly unknown[]> {
    return new Map();
  }

  unaskedProperties(): readonly string[] {
    return [];
  }

  closedProperties(): undefined {
    return undefined;
  }

  nameOf(): string {
    return "schema";
  }
}
