import type { JsonObject } from "../../openapi/json.ts";
import type { Data } from "../../runtime/schema.ts";
import { SharedRef } from "./lower-schema.ts";

/** A value as the data of the runtime: its JSON, in which references are indexes, and the ids of what they lead to. */
export interface DataText {
  readonly text: string;
  /** The first has index 1. */
  readonly used: readonly string[];
}

export function toDataText(value: object): DataText {
  const used: string[] = [];
  const text = JSON.stringify(value, (_, part: unknown) => {
    if (!(part instanceof SharedRef)) return part;
    if (!used.includes(part.id)) used.push(part.id);
    return used.indexOf(part.id) + 1;
  });
  return { text, used };
}

/** The schemas of a table so that each stands behind those that it refers to, where these don't lead back to it. */
export function inOrderOfUse(table: ReadonlyMap<string, JsonObject>): ReadonlyMap<string, DataText> {
  const found = new Map<string, DataText>();
  const begun = new Set<string>();
  const visit = (id: string): void => {
    if (begun.has(id)) return;
    begun.add(id);
    const data = toDataText(table.get(id) ?? {});
    for (const used of data.used) visit(used);
    found.set(id, data);
  };
  for (const id of table.keys()) visit(id);
  return found;
}

/**
 * Data as the runtime reads it: what the text of the generated module would be when it is run.
 *
 * @param shared the schemas of the table that were revived before
 */
export function reviveData(value: object, table: ReadonlyMap<string, JsonObject>, shared: Map<string, Data>): Data {
  const revive = (id: string): Data => {
    const known = shared.get(id) ?? reviveData(table.get(id) ?? {}, table, shared);
    shared.set(id, known);
    return known;
  };
  const { text, used } = toDataText(value);
  return [text, ...used.map((id) => () => revive(id))];
}
