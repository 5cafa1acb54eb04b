import { dependency } from "./grammar.ts";
import { behindGap } from "./parsers.ts";
import type { Rule, Sentence } from "./syntax.ts";

const known = new Map<string, readonly Sentence[]>();

/** Every sentence of one `x-dependencies` entry. Throws on a text that the grammar does not have. */
export function readSentences(text: string): readonly Sentence[] {
  const sentences = known.get(text) ?? read(text);
  known.set(text, sentences);
  return sentences;
}

function read(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  for (let at = behindGap(text, 0); at < text.length; at = behindGap(text, at)) {
    const [rule, end] = readOne(text, at);
    sentences.push({ text: text.slice(at, end), rule });
    at = end;
  }
  return sentences;
}

export function readSentence(text: string): Sentence {
  const [only, ...others] = readSentences(text);
  if (only === undefined || others.length > 0) throw new Error(`Not one sentence: ${text}`);
  return only;
}

/** A sentence ends with `;`, which the last of an entry may leave off. */
function readOne(text: string, at: number): readonly [Rule, number] {
  for (const [rule, next] of dependency(text, at)) {
    const end = behindGap(text, next);
    if (text[end] === ";") return [rule, end + 1];
    if (end === text.length) return [rule, next];
  }
  throw new Error(`Not a sentence of IDL: ${text.slice(at)}`);
}
