import { isRecord } from "./compiler.ts";
import type { SchemaObject } from "./schema.ts";

/** Gives header fields the names that their schema has: in any case, they are the same (RFC 9110 section 5.1). */
export function headerFolder(schema: boolean | SchemaObject): (header: unknown) => unknown {
  const properties = typeof schema === "boolean" ? {} : (schema.properties ?? {});
  const names = new Map(Object.keys(properties).map((name) => [name.toLowerCase(), name]));
  return (header) => {
    if (!isRecord(header)) return header;
    const folded: Record<string, unknown> = Object.create(null);
    for (const [name, value] of Object.entries(header)) folded[names.get(name.toLowerCase()) ?? name] = value;
    return folded;
  };
}
