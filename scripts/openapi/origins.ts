import type { Source } from "@redocly/openapi-core";
import { deepest, type Reference } from "./document-limits.ts";
import { escapeStep, isObject } from "./json.ts";

/** Where an object of a parsed document stood in its file. */
export interface Origin {
  readonly source: Source;
  /** JSON pointer with the leading `#`. */
  readonly pointer: string;
}

/** Remembers where each object of the parsed documents came from: bundling and resolving move objects and forget their places. */
export class Origins {
  private readonly origins = new WeakMap<object, Origin>();

  of(value: unknown): Origin | undefined {
    return typeof value === "object" && value !== null ? this.origins.get(value) : undefined;
  }

  /**
   * Records `value` and all that is in it. What is recorded already stays.
   *
   * @returns what is special about it: values that stand in two places, references, and the first place that lies deeper than `deepest`
   */
  remember(root: unknown, source: Source, start = "#"): Remarks {
    const references: Reference[] = [];
    let hasAliases = false;
    let tooDeep: string | undefined;
    const visit = (value: unknown, pointer: string, depth: number): void => {
      if (typeof value !== "object" || value === null) return;
      if (depth > deepest) {
        tooDeep ??= pointer;
        return;
      }
      if (this.origins.has(value)) {
        hasAliases = true;
        return;
      }
      this.origins.set(value, { source, pointer });
      if (isObject(value) && typeof value["$ref"] === "string") references.push({ holder: value, pointer });
      for (const [key, child] of Object.entries(value)) {
        if (typeof child === "object") visit(child, `${pointer}/${escapeStep(key)}`, depth + 1);
      }
    };
    visit(root, start, 0);
    return { hasAliases, tooDeep, references };
  }
}

/** What a walk through a document has met. */
export interface Remarks {
  readonly hasAliases: boolean;
  readonly tooDeep: string | undefined;
  readonly references: readonly Reference[];
}
