import { holds, type Lookup } from "./evaluate.ts";
import { readSentences } from "./read-sentences.ts";
import type { Sentence } from "./syntax.ts";

const read = new Map<string, readonly Sentence[]>();

/** The sentences of one `x-dependencies` entry that do not hold, as written. */
export function brokenOf(entry: string, lookup: Lookup): string[] {
  const sentences = read.get(entry) ?? readSentences(entry);
  read.set(entry, sentences);
  return sentences.filter(({ rule }) => !holds(rule, lookup)).map(({ text }) => text);
}
