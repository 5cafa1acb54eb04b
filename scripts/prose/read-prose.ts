import { all, any, type Fact, is } from "./facts.ts";
import { type Draft, type Mention, readDraft } from "./mentions.ts";
import {
  type ClausePattern,
  clausePatterns,
  type Joint,
  ownTestPatterns,
  type Slot,
  type TestPattern,
  testPatterns,
} from "./patterns.ts";
import { splitSentences } from "./sentences.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { canonicalWords } from "./wording.ts";

/** A sentence of a description that states rules. */
export interface Statement {
  /** Where the sentence is in the text. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What it states, in the rules' language. */
  readonly rules: readonly string[];
}

/** The sentences of a description that state rules about fields that exist. Linear in the length of the text. */
export function readProse(text: string, vocabulary: Vocabulary): Statement[] {
  return splitSentences(text).flatMap((sentence) => {
    if (!mayDemand.test(sentence.text)) return [];
    const rules = readSentence(sentence.text, vocabulary);
    return rules.length === 0 ? [] : [{ ...sentence, rules }];
  });
}

/** Every pattern of a requirement has one of these words. */
const mayDemand =
  /\b(?:must|should|shall|required?|requires|mandatory|need(?:s|ed)?|ha(?:s|ve) to|can(?:'t|’t|not| not)|may not|mustn|shouldn|not|don't|don’t|only|one of|exclusive|both|either|conflicts?|incompatible|unless|provide|specify|set|pass|supply|include)\b/i;

/** A condition that no pattern has read leaves a requirement open. */
const unread =
  / (?:if|unless|otherwise|except|until|once|while|for|by|contents|on create|on update|prefer|recommend|recommended|generally|ignored|instead)(?= )/;

const clauseBorder =
  / (?:;|\(|\)|:(?! L)|, but|but| and(?= (?:must|cannot) )|, and(?= (?:it|you|must|cannot|can|required|optional|L\d+ (?:must|cannot)) ))(?= )/;

function readSentence(sentence: string, vocabulary: Vocabulary): string[] {
  const draft = readDraft(sentence, vocabulary);
  if (draft.mentions.length === 0) return [];
  return new SentenceReader(draft, vocabulary).rules();
}

interface List {
  readonly mentions: readonly Mention[];
  /** Undefined for "`a`, and `b` or `c`", which can be read in two ways. */
  readonly joint: Joint | undefined;
}

function jointOf(list: string, quantifier: string): Joint | undefined {
  const words = list.replaceAll(" and or ", " or ");
  const alternative = / n?or /.test(words);
  if (alternative && / (?:and|plus) /.test(words)) return undefined;
  return alternative || quantifier !== "" ? "or" : "and";
}

class SentenceReader {
  private readonly lists: List[] = [];
  private readonly tests: Fact[] = [];
  private readonly draft: Draft;
  private readonly vocabulary: Vocabulary;
  private readonly subject: string | undefined;

  constructor(draft: Draft, vocabulary: Vocabulary) {
    this.draft = draft;
    this.vocabulary = vocabulary;
    this.subject = vocabulary.subject;
  }

  rules(): string[] {
    const text = this.reduceTests(this.reduceLists(canonicalWords(this.draft.text)));
    return text.split(clauseBorder).flatMap((clause) => this.readClause(clause.trim()));
  }

  /** Mentions that are joined become one `L`: "X0 , X1 or X2". */
  private reduceLists(text: string): string {
    let last: Mention | undefined;
    const mentionOf = (word: string): Mention | undefined => {
      if (word === "§self") return this.subject === undefined ? undefined : ownMention(this.subject);
      if (word === "§that") return last;
      return this.draft.mentions[Number(word.slice(1))];
    };
    const reduce = (ofValues: boolean, whole: string, quantifier: string | undefined): string => {
      const words = [...whole.matchAll(mentionWord)];
      const mentions = words.map(([word]) => mentionOf(word));
      // "If set to `card`, `number` and `cvc` are required": the names behind a value begin another list.
      const border = mentions.findIndex((mention, index) => index > 0 && mention?.name !== undefined);
      const end = words[border]?.index ?? 0;
      if (ofValues && border > 0 && mentions[0]?.name === undefined && /X\d+ , $/.test(whole.slice(0, end)))
        return `${reduce(true, whole.slice(0, end - 3), quantifier)} , ${whole.slice(end)}`;
      const found = mentions.filter((mention) => mention !== undefined);
      last = found.at(-1) ?? last;
      const joint = jointOf(whole, quantifier ?? "");
      this.lists.push({ mentions: found, joint });
      return `${quantifier ?? ""}L${this.lists.length - 1}`;
    };
    return mentionLists.reduce(
      (current, { list, ofValues }) =>
        current.replace(list, (whole: string, quantifier?: string) => reduce(ofValues, whole, quantifier)),
      text,
    );
  }

  /** Conditions become one `T`: "if L0 is L1 and L2 is set" is "if T2". */
  private reduceTests(text: string): string {
    let current = text;
    for (let round = 0; round < 3; round++) {
      const before = current;
      for (const test of compiledTests) current = this.replaceTest(current, test);
      if (current === before) break;
    }
    for (const joint of ["and", "or"] as const)
      for (let length = 0; length !== current.length; ) {
        length = current.length;
        current = current.replace(joinedTests(joint), (_, left: string, __, right: string) => {
          const facts = [left, right].flatMap((index) => this.tests[Number(index)] ?? []);
          this.tests.push(joint === "or" ? any(facts) : all(facts));
          return `T${this.tests.length - 1}`;
        });
      }
    for (const test of compiledOwnTests) current = this.replaceTest(current, test);
    return current;
  }

  private replaceTest(text: string, { regex, slots, meaning, prefix }: Compiled<TestPattern["meaning"]>): string {
    return text.replace(regex, (whole: string, ...groups: unknown[]) => {
      const filled = this.fill(slots, groups);
      if (filled === undefined) return whole;
      this.tests.push(meaning(...filled));
      return `${prefix}T${this.tests.length - 1}`;
    });
  }

  private readClause(clause: string): readonly string[] {
    if (!/[LT]\d/.test(clause)) return [];
    const words = ` ${clause.replace(/^(?:please )?(?:dont|never) /, "cannot ")} `;
    for (const { regex, slots, meaning } of compiledClauses) {
      regex.lastIndex = 0;
      const match = regex.exec(words);
      const filled = match === null ? undefined : this.fill(slots, match.slice(1));
      if (match === null || filled === undefined) continue;
      // "if `a` is set and the account is verified", "must be 20 or less": what follows changes the last part.
      const after = words.slice(match.index + match[0].length);
      if (/[TV]/.test(slots.at(-1) ?? "") && /^(?: ,)? (?:and|or) /.test(after)) continue;
      if (unread.test(words.replace(match[0], " "))) continue;
      const rules = meaning(...filled);
      if (rules.length > 0) return rules;
    }
    return [];
  }

  /** What the groups of a match mean; undefined if a name among them doesn't exist. */
  private fill(slots: readonly SlotKind[], groups: readonly unknown[]): Slot[] | undefined {
    const filled: Slot[] = [];
    let group = 0;
    for (const kind of slots) {
      const word = kind === "S" ? undefined : groups[group++];
      const slot = typeof word === "string" ? this.slotOf(kind, word) : this.ownSlot();
      if (slot === undefined) return undefined;
      filled.push(slot);
    }
    return areDistinct(filled) ? filled : undefined;
  }

  private slotOf(kind: SlotKind, word: string): Slot | undefined {
    const index = Number(word.slice(1));
    if (kind === "T") {
      const fact = this.tests[index];
      return fact && { kind: "test", fact };
    }
    const list = this.lists[index];
    if (list === undefined || list.mentions.length === 0) return undefined;
    const names = list.mentions.flatMap(({ name }) => name ?? []);
    if (kind === "W" && names.length > 0) return undefined;
    if (kind === "O") return this.ownedValues(list);
    if (kind === "V" || kind === "W") return { kind: "values", values: list.mentions.map(({ value }) => value) };
    const isKnown = kind === "K" ? names.length > 0 : names.length === list.mentions.length;
    return isKnown && list.joint !== undefined ? { kind: "names", names, joint: list.joint } : undefined;
  }

  private ownedValues({ mentions }: List): Slot | undefined {
    const owners = new Set(
      mentions.map(({ text, name }) => (name === undefined ? this.vocabulary.ownerOf(text) : undefined)),
    );
    const [owner] = owners;
    if (owner === undefined || owners.size > 1) return undefined;
    return {
      kind: "test",
      fact: is(
        owner,
        mentions.map(({ value }) => value),
      ),
    };
  }

  private ownSlot(): Slot | undefined {
    return this.subject === undefined ? undefined : { kind: "names", names: [this.subject], joint: "and" };
  }
}

function ownMention(name: string): Mention {
  return { text: name, name, value: name };
}

/** A field is not said to exclude or to need itself. */
function areDistinct(slots: readonly Slot[]): boolean {
  const names = slots.flatMap((slot) => (slot.kind === "names" ? slot.names : []));
  return new Set(names).size === names.length;
}

const mentionWord = /[XZ]\d+|§self|§that/g;
const one = "(?:X\\d+|§self|§that)";
const join = "(?: ,)?(?: (?:and or|and|or|nor|plus))?(?: ,)?";
const nextCondition = "(?! (?:is|isnot|are|has|was|unset|set)(?= ))";
/** Values behind "is" end where another condition begins: "if `a` is `b` or `c` is set". */
const mentionLists: readonly { readonly list: RegExp; readonly ofValues: boolean }[] = [
  { list: /(?<= )()Z\d+(?: or Z\d+)*(?= )/g, ofValues: false },
  {
    list: new RegExp(
      `(?<= (?:is|isnot|to|equals|X\\d+ of|be) (?:(?:either|one of|:) )?)()${one}(?:${join} ${one}${nextCondition}){0,50}(?= )`,
      "g",
    ),
    ofValues: true,
  },
  {
    list: new RegExp(
      `(?<= )((?:any|either|neither|one) (?:of )?)?${one}(?:${join} ${one}(?! (?:of|to) X)){0,50}(?= )`,
      "g",
    ),
    ofValues: false,
  },
];
const joinedTests = (joint: "and" | "or"): RegExp => new RegExp(`T(\\d+)(?: ,)? (${joint})(?: if)? T(\\d+)`, "g");

const slotKinds = ["N", "V", "T", "O", "W", "K", "S"] as const;
type SlotKind = (typeof slotKinds)[number];

interface Compiled<Meaning> {
  readonly regex: RegExp;
  readonly slots: readonly SlotKind[];
  readonly meaning: Meaning;
  readonly prefix: string;
}

/** A pattern as a regular expression over the words of a clause, each `L` or `T` slot a group. */
function compile<Meaning>(
  pattern: string,
  meaning: Meaning,
  before: string,
  flags: string,
  prefix = "",
): Compiled<Meaning> {
  const slots: SlotKind[] = [];
  const source = pattern.replace(/(?<![A-Za-z\\])(?:N\? |S |[NVTOWK](?![A-Za-z]))/g, (slot) => {
    slots.push(slotKinds.find((kind) => slot.startsWith(kind)) ?? "S");
    if (slot === "N? ") return "(?:(L\\d+) )?";
    if (slot === "S ") return "";
    return slot === "T" ? "(T\\d+)" : "(L\\d+)";
  });
  const anchored = source.startsWith("^") ? `^ ${source.slice(1)}` : `${before}${source}`;
  return { regex: new RegExp(`${anchored.replace(/\$$/, "(?= $)")}(?= )`, flags), slots, meaning, prefix };
}

const inCondition = "(?<= (?:if|if either|unless|with|for|requires|that|which|T\\d+ (?:, )?(?:and|or)) )";
/** What follows a condition that isn't read to its end: "if `tag` is set on the account". */
const unfinished = "(?! (?:dont|is|are|isnot|arenot|has|have|of|contains?|belongs?|than|on|in|from|by|for|via|at) )";
const compiledTests = testPatterns.map(({ pattern, meaning }) =>
  compile(`${pattern}${unfinished}`, meaning, inCondition, "g"),
);
const compiledOwnTests = ownTestPatterns.map(({ pattern, meaning }) => compile(pattern, meaning, "(?<= )", "g", "if "));
const compiledClauses = clausePatterns.map(({ pattern, meaning }: ClausePattern) =>
  compile(pattern, meaning, "(?<= )", ""),
);
