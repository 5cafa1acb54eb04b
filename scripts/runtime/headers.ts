import { type Compiler, isRecord, resolve } from "./compiler.ts";
import type { Schema } from "./schema.ts";

/** Gives header fields the names that their schema has: in any case, they are the same (RFC 9110 section 5.1). */
export function headerFolder(headers: Schema, compiler: Compiler): (header: unknown) => unknown {
  const { schema } = resolve(headers, compiler);
  const properties = typeof schema === "boolean" ? {} : (schema.properties ?? {});
  const names = new Map(Object.keys(properties).map((name) => [name.toLowerCase(), name]));
  return (header) => {
    if (!isRecord(header)) return header;
    const folded: Record<string, unknown> = Object.create(null);
    for (const [name, value] of Object.entries(header)) folded[names.get(name.toLowerCase()) ?? name] = value;
    return folded;
  };
}
