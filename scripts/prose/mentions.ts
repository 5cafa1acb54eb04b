import type { Value } from "../language/field.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Something that a sentence marks or writes as an identifier: a field, or a value. */
export interface Mention {
  readonly text: string;
  /** The field that it names. */
  readonly name: string | undefined;
  /** What it is as a value. */
  readonly value: Value;
}

/** A sentence of which each mention is replaced by `X` and its index (`Z`: a number or boolean), as words in lower case between single spaces. */
export interface Draft {
  readonly text: string;
  readonly mentions: readonly Mention[];
}

/** The nouns that only say what kind of thing a name is. */
const nouns =
  /^(?:parameters?|fields?|property|properties|options?|attributes?|arguments?|elements?|headers?|keys?|flags?|settings?|objects?|params?|blocks?|array|list|boolean)$/;

/** Words that are emphasised rather than named: `**Required**`. */
const emphasised =
  /^(?:required|optional|mandatory|must|not|cannot|can't|only|either|or|and|both|neither|if|when|one|exactly|unless|never|always|all|any|none|note|important|warning|deprecated|beta)[:.,]?$/i;

type Token =
  | { readonly kind: "mention"; readonly text: string; readonly marked: boolean }
  /** `ui_mode: embedded_page`, `type=video` */
  | { readonly kind: "equality"; readonly left: string; readonly right: string }
  | { readonly kind: "word"; readonly text: string }
  | { readonly kind: "punctuation"; readonly text: string };

const marks: readonly RegExp[] = [
  /``?([^`]{1,100}?)``?/y,
  /<code>([^<]{1,100})<\/code>/y,
  /\*\*([^*\s]{1,100})\*\*/y,
  /\*([^*\s]{1,100})\*/y,
  /__?([^_\s]{1,100})__?(?![\p{L}\p{N}_])/uy,
  /"([^"\s]{1,100})"/y,
  /“([^”\s]{1,100})”/y,
  /(?<![\p{L}\p{N}])'([^'\s]{1,100})'(?![\p{L}\p{N}])/uy,
];
const word = /[\p{L}\p{N}_$@](?:[\p{L}\p{N}_$@]|[.\-[\]'’](?=[\p{L}\p{N}_$]))*\]?/uy;
const equality = /^([\p{L}_][\p{L}\p{N}_.]*) ?(?:==?|:|=>) ?["']?([\p{L}\p{N}_.-]+)["']?$/u;
const link = /\[([^\][]{1,100})\]\([^()\s]{0,300}\)/g;

export function readDraft(sentence: string, vocabulary: Vocabulary): Draft {
  const tokens = joinSubject(tokenize(sentence.replace(link, "$1"), vocabulary), vocabulary);
  const mentions: Mention[] = [];
  const mention = (text: string, marked: boolean): string => {
    const value = readValue(text, marked);
    mentions.push({ text, name: vocabulary.find(text), value });
    return `${typeof value === "string" ? "X" : "Z"}${mentions.length - 1}`;
  };
  const words = tokens.flatMap((token, index): string[] => {
    switch (token.kind) {
      case "mention":
        return [mention(token.text, token.marked)];
      case "equality":
        return [mention(token.left, true), "is", mention(token.right, true)];
      case "punctuation":
        return [token.text];
      default:
        if (nouns.test(token.text.toLowerCase()) && isAtMention(tokens, index)) return [];
        return [token.text.toLowerCase()];
    }
  });
  return { text: words.join(" "), mentions };
}

function isAtMention(tokens: readonly Token[], index: number): boolean {
  return [tokens[index - 1], tokens[index + 1]].some(
    (token) => token?.kind === "mention" || token?.kind === "equality",
  );
}

function tokenize(text: string, vocabulary: Vocabulary): Token[] {
  const found: Token[] = [];
  let offset = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = offset;
    return pattern.exec(text);
  };
  while (offset < text.length) {
    const marked = marks.map(match).find((one) => one !== null);
    const plain = marked ? null : match(word);
    offset += marked?.[0].length ?? plain?.[0].length ?? 1;
    const content = marked?.[1]?.trim();
    if (content !== undefined) found.push(...markedTokens(content, vocabulary));
    else if (plain !== null) {
      const isAssigned = text.charAt(plain.index - 1) === "=";
      const content = plain[0].replaceAll("’", "'");
      found.push(...(isAssigned ? markedTokens : plainTokens)(content, vocabulary));
    } else {
      const character = text.charAt(offset - 1);
      if (/[,;:()–—]/.test(character))
        found.push({ kind: "punctuation", text: /[–—]/.test(character) ? ";" : character });
      else if (character === "=") found.push({ kind: "word", text: "is" });
    }
  }
  return found;
}

function markedTokens(content: string, vocabulary: Vocabulary): Token[] {
  const parts = equality.exec(content);
  if (emphasised.test(content)) return [{ kind: "word", text: content.replace(/[:.,]$/, "") }];
  if (parts?.[1] !== undefined && parts[2] !== undefined && vocabulary.find(parts[1]) !== undefined)
    return [{ kind: "equality", left: parts[1], right: parts[2] }];
  return [{ kind: "mention", text: content.replace(/^[:"']|["']$/g, ""), marked: true }];
}

/** Without a mark only what is written like an identifier is one, and what stands beside its noun. */
function plainTokens(text: string, vocabulary: Vocabulary): Token[] {
  const isIdentifier =
    /^\p{Ll}[\p{L}\p{N}]*(?:_|\p{Lu})/u.test(text) ||
    (/[\p{L}\p{N}][_.[]|\p{Ll}\p{Lu}/u.test(text) && vocabulary.find(text) !== undefined);
  const isConstant = /^(?:\p{Lu}[\p{Lu}\p{N}_]{2,}|true|false|-?\d+(?:\.\d+)?)$/u.test(text);
  return [isIdentifier || isConstant ? { kind: "mention", text, marked: false } : { kind: "word", text }];
}

function readValue(text: string, marked: boolean): Value {
  if (text === "true" || text === "false") return text === "true";
  if (!marked && /^-?\d+(?:\.\d+)?$/.test(text)) return Number(text);
  return text;
}

/**
 * Plain words that name a field: with its noun ("the cursor parameter"), in a list with other names ("context or context_id"), and
 * the described field in its own words ("if you specify the city").
 */
function joinSubject(tokens: readonly Token[], vocabulary: Vocabulary): Token[] {
  const isName = (token: Token | undefined): boolean =>
    token?.kind === "mention" && vocabulary.find(token.text) !== undefined;
  const wordAt = (index: number): string | undefined => {
    const token = tokens[index];
    return token?.kind === "word" ? token.text.toLowerCase() : token?.kind === "punctuation" ? token.text : undefined;
  };
  const isJoint = (index: number): boolean => /^(?:,|or|and|nor)$/.test(wordAt(index) ?? "");
  const own = vocabulary.subject === undefined ? [] : wordsOf(vocabulary.subject);
  const joined: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) continue;
    const article = /^(?:the|a|an)$/.test(wordAt(index - 1) ?? "");
    const length = article ? matchOwn(own, (step) => wordAt(index + step)) : 0;
    if (token.kind === "word" && length > 0 && !/^of$/.test(wordAt(index + length) ?? "")) {
      joined.push({ kind: "mention", text: vocabulary.subject ?? "", marked: false });
      index += length - 1;
    } else if (
      token.kind === "word" &&
      vocabulary.find(token.text) !== undefined &&
      (nouns.test(wordAt(index + 1) ?? "") ||
        (isJoint(index + 1) && isName(tokens[index + 2])) ||
        (isJoint(index - 1) && isName(tokens[index - 2])))
    )
      joined.push({ kind: "mention", text: token.text, marked: false });
    else joined.push(token);
  }
  return joined;
}

/** How many words at a place are the described field's name, or its last word alone. */
function matchOwn(own: readonly string[], wordAt: (step: number) => string | undefined): number {
  if (own.length === 0) return 0;
  if (own.every((part, step) => wordAt(step) === part)) return own.length;
  return wordAt(0) === own.at(-1) ? 1 : 0;
}

function wordsOf(name: string): string[] {
  const last =
    name
      .split(/[.[\]]/)
      .filter((step) => step !== "")
      .at(-1) ?? "";
  return last.split(/[_\-\s]|(?<=\p{Ll})(?=\p{Lu})/u).map((part) => part.toLowerCase());
}
