import { formNames } from "./forms.ts";
import type { Problem, Span } from "./syntax.ts";

export type TokenKind = "parameter" | "keyword" | "string" | "number" | "symbol" | "invalid" | "end";

/** `value` is the meaning: a string without its quotes, a name without its brackets. `text` is the source. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly value: string;
  readonly span: Span;
}

const reserved = new Set<string>(["IF", "THEN", "AND", "OR", "NOT", "LIKE", "true", "false", ...formNames]);

/** Whether a sentence can hold the name without brackets. */
function isPlainName(name: string): boolean {
  return /^[A-Za-z_.][A-Za-z0-9_.]*$/.test(name) && !reserved.has(name);
}

/** A name as a sentence holds it: in brackets where it needs them. */
export function writeName(name: string): string {
  return isPlainName(name) ? name : `[${name}]`;
}

/** A text as a sentence holds it. */
export function writeText(text: string): string {
  return text.includes("'") ? `"${text}"` : `'${text}'`;
}

const blank = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const readers: readonly (readonly [TokenKind, RegExp])[] = [
  ["parameter", /[A-Za-z_.][A-Za-z0-9_.]*/y],
  ["number", /-?[0-9]+(?:\.[0-9]+)?/y],
  ["string", /'[^'\n]*'|"[^"\n]*"/y],
  ["symbol", /<=|>=|==|!=|[<>()+\-*/,;|]/y],
];
/** Names of parameters may hold anything. What can't be seen, and the end of a sentence, is more likely a mistake. */
const bracketed = /[^\p{Cc}\p{Cf}\p{Zl}\p{Zp};]/u;

/** The tokens of an IDL text, an `end` token last. Anything else becomes an `invalid` token and a problem. */
export function tokenize(source: string): { tokens: Token[]; problems: Problem[] } {
  const tokens: Token[] = [];
  const problems: Problem[] = [];
  let offset = 0;

  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = offset;
    return pattern.exec(source)?.[0];
  };
  const push = (kind: TokenKind, text: string, value: string = text): void => {
    tokens.push({ kind, text, value, span: { start: offset, end: offset + text.length } });
    offset += text.length;
  };
  const refuse = (text: string, message: string): void => {
    problems.push({ message, span: { start: offset, end: offset + text.length } });
    push("invalid", text);
  };

  while (offset < source.length) {
    offset += match(blank)?.length ?? 0;
    const first = source.charAt(offset);
    const found = readers
      .map(([kind, pattern]) => ({ kind, text: match(pattern) }))
      .find(({ text }) => text !== undefined);
    if (first === "") break;
    else if (first === "[") readBracketed();
    else if (source.startsWith("/*", offset)) refuse(source.slice(offset), "This comment isn't closed. Add '*/'.");
    else if (found?.text !== undefined) pushFound(found.kind, found.text);
    else if (first === "'" || first === '"') refuse(lineFrom(offset), `This string isn't closed. Add ${first}.`);
    else if (first === "=") refuse("=", "'=' isn't an operator. Write '=='.");
    else refuse(String.fromCodePoint(source.codePointAt(offset) ?? 0), strayCharacter(first));
  }
  push("end", "");
  return { tokens, problems };

  function pushFound(kind: TokenKind, text: string): void {
    if (kind === "string") push(kind, text, text.slice(1, -1));
    else push(kind === "parameter" && reserved.has(text) ? "keyword" : kind, text);
  }

  function lineFrom(start: number): string {
    const end = source.indexOf("\n", start);
    return source.slice(start, end < 0 ? undefined : end);
  }

  /** `[package_dimensions[height]]`: brackets nest, and the outermost pair is not part of the name. */
  function readBracketed(): void {
    let depth = 0;
    for (let end = offset; end < source.length; end++) {
      const character = source.charAt(end);
      if (character === "[") depth++;
      else if (character === "]") {
        depth--;
        if (depth === 0) {
          const text = source.slice(offset, end + 1);
          if (text.length === 2) refuse(text, "The brackets are empty. Write a name between them.");
          else push("parameter", text, text.slice(1, -1));
          return;
        }
      } else if (!bracketed.test(character)) break;
    }
    const opened = /^\[[^\]\n;]*\]?/.exec(source.slice(offset))?.[0] ?? "[";
    refuse(opened, `${opened} isn't a name. Close each bracket, and use neither ; nor invisible characters inside.`);
  }
}

function strayCharacter(character: string): string {
  return `Unexpected character '${character}'. Put a name with special characters in brackets, as in [Accept-Language].`;
}
