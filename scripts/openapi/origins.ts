import type { Source } from "@redocly/openapi-core";

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

  /** Records `value` and everything in it, except what is known already. */
  remember(value: unknown, source: Source, pointer: string): void {
    if (typeof value !== "object" || value === null || this.origins.has(value)) return;
    this.origins.set(value, { source, pointer });
    for (const [key, child] of Object.entries(value)) {
      this.remember(child, source, `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`);
    }
  }
}
