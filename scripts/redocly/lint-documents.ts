import type { Source, UserContext } from "@redocly/openapi-core";
import { type Documents, isOpenApi30 } from "../openapi/documents.ts";
import { isObject, type JsonObject } from "../openapi/json.ts";
import { type Origin, Origins } from "../openapi/origins.ts";
import { asWritten, wholeSchema } from "../openapi/whole-schemas.ts";

/** A description of many files as the linter holds it: not bundled, its references resolved by the linter. */
export class LintDocuments implements Documents {
  readonly root: JsonObject;
  /** The files that objects were found in. */
  readonly sources = new Map<string, Source>();
  private readonly context: UserContext;
  private readonly origins = new Origins();

  constructor(root: JsonObject, context: UserContext) {
    this.root = root;
    this.context = context;
    this.remember(root, context.location.source, "#");
  }

  resolve(value: unknown): JsonObject | undefined {
    let current = value;
    for (let hops = 0; hops < 100; hops++) {
      if (!isObject(current)) return undefined;
      const reference = current["$ref"];
      if (typeof reference !== "string") return current;
      const whole = isOpenApi30(this) ? undefined : wholeSchema(current);
      if (whole !== undefined) return whole;
      const from = this.originOf(current)?.source.absoluteRef ?? this.context.location.source.absoluteRef;
      const { node, location } = this.context.resolve<object>({ $ref: reference }, from);
      if (location !== undefined) this.remember(node, location.source, location.pointer);
      current = node;
    }
    return undefined;
  }

  originOf(value: unknown): Origin | undefined {
    return this.origins.of(asWritten(value));
  }

  private remember(value: unknown, source: Source, pointer: string): void {
    this.sources.set(source.absoluteRef, source);
    // Redocly calls a whole file `#/`, which in a JSON pointer would be a property with an empty name.
    this.origins.remember(value, source, pointer === "#/" ? "#" : pointer);
  }
}
