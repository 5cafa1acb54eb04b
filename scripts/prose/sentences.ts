/** A sentence of a description, at its place in the text. */
export interface ProseSentence {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Nobody states a rule in a longer sentence, and reading one must stay quick whatever a description holds. */
const longest = 1000;

const lineBreak = /\r?\n/g;
const blockTag = /<\/?(?:p|li|ul|ol|br|div|note|important|table|tr|td|th|h\d)\b[^<>]{0,200}>/gi;
const blankLine = /^\s*$/;
const listItem = /^\s{0,8}(?:[-*+]|\d{1,3}[.)])\s/;
/** What stands before the words of a sentence: whitespace, and the marks of lists, quotes and headings. */
const leadingMarks = /^(?:\s|[-*+>#](?=[\s>#])|>)*/;
const heading = /^\s{0,3}#/;
/** An item of a list that is one value or name: `* **includeAccounts**`. */
const bareItem = /^\s{0,8}(?:[-*+]|\d{1,3}[.)])\s+[`"'*]{0,3}[\w.[\]-]+[`"'*]{0,3}[,;.]?\s*$/;
const sentenceEnd = /[.!?]["'”’)*_]{0,3}(?=\s)/g;
const abbreviation = /(?:\b(?:e\.g|i\.e|etc|vs|cf|incl|approx|resp|no|nos|fig)|\b[A-Z])\.$/i;

/** The sentences of a Markdown text, in time linear in its length. Paragraphs, list items, headings and HTML blocks end a sentence. */
export function splitSentences(text: string): ProseSentence[] {
  return splitBlocks(text).flatMap(({ start, end }) => splitBlock(text, start, end));
}

interface Block {
  readonly start: number;
  readonly end: number;
}

function splitBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let open: { start: number; end: number } | undefined;
  const close = (): void => {
    if (open !== undefined) blocks.push(open);
    open = undefined;
  };
  for (const line of linesOf(text)) {
    const content = text.slice(line.start, line.end);
    if (blankLine.test(content)) {
      // A list may follow its introduction after a blank line.
      if (open === undefined || !endsWithColon(text, open)) close();
      continue;
    }
    const continues = open !== undefined && bareItem.test(content) && isListed(text, open);
    if (!continues && (listItem.test(content) || heading.test(content) || (open && isListed(text, open)))) close();
    if (open === undefined) open = { ...line };
    else open.end = line.end;
    if (line.ends || heading.test(content)) close();
  }
  close();
  return blocks;
}

/** Lines, and what stands between HTML tags that end a block (`ends`). */
function linesOf(text: string): (Block & { readonly ends: boolean })[] {
  const breaks = [
    ...[...text.matchAll(lineBreak)].map((match) => ({ match, ends: false })),
    ...[...text.matchAll(blockTag)].map((match) => ({ match, ends: true })),
  ].sort((a, b) => a.match.index - b.match.index);
  let start = 0;
  const lines = breaks.map(({ match, ends }) => {
    const line = { start, end: match.index, ends };
    start = match.index + match[0].length;
    return line;
  });
  return [...lines, { start, end: text.length, ends: true }];
}

function endsWithColon(text: string, { start, end }: Block): boolean {
  return text
    .slice(Math.max(start, end - 5), end)
    .trimEnd()
    .endsWith(":");
}

/** Whether a block is an introduction with a colon, or ends with an item that belongs to one. */
function isListed(text: string, block: Block): boolean {
  if (endsWithColon(text, block)) return true;
  const lastLine = text.lastIndexOf("\n", block.end - 1) + 1;
  return lastLine > block.start && bareItem.test(text.slice(lastLine, block.end));
}

function splitBlock(text: string, start: number, end: number): ProseSentence[] {
  const block = text.slice(start, end);
  const ends = [...block.matchAll(sentenceEnd)]
    .filter(({ index }) => !abbreviation.test(block.slice(Math.max(0, index - 8), index + 1)))
    .filter(({ index, 0: { length } }) => !/^\s+\p{Ll}/u.test(block.slice(index + length, index + length + 20)))
    .map(({ index, 0: { length } }) => index + length);
  let from = 0;
  return [...ends, block.length].flatMap((to) => {
    const sentence = block.slice(from, to);
    const leading = leadingMarks.exec(sentence)?.[0].length ?? 0;
    const found = {
      text: sentence.slice(leading).trimEnd(),
      start: start + from + leading,
      end: start + from + sentence.trimEnd().length,
    };
    from = to;
    return found.text === "" || found.text.length > longest ? [] : [found];
  });
}
