import type { JsonObject } from "../openapi/json.ts";
import { mapMarkdown } from "./map-markdown.ts";

/** A paragraph that calls for attention. */
export interface Callout {
  readonly kind: CalloutKind;
  /** Markdown, without the word that marks it. */
  readonly text: string;
}

const calloutKinds = ["Note", "Tip", "Important", "Warning", "Caution", "Danger"] as const;
export type CalloutKind = (typeof calloutKinds)[number];

const kinds = calloutKinds.join("|");
/** `> [!WARNING]`, GitHub's alerts. */
const alert = new RegExp(`^ {0,3}> ?\\[!(${kinds})\\][ \\t]*\\n((?: {0,3}>.*(?:\\n|$))*)`, "gim");
/** A paragraph that starts with a bold `**Warning: …**` or `**Warning:** …`. */
const paragraph = new RegExp(
  `^\\*\\*(${kinds})(?:[:.]|(?=\\*\\*[:.]))([\\s\\S]*?)(?=\\n[ \\t]*\\n|$(?![\\s\\S]))`,
  "gim",
);

/** The callouts of a Markdown text, in their order. */
export function findCallouts(markdown: string): Callout[] {
  const found = [
    ...[...markdown.matchAll(alert)].map((match) => ({ match, text: (match[2] ?? "").replaceAll(/^ {0,3}> ?/gm, "") })),
    ...[...markdown.matchAll(paragraph)].map((match) => ({ match, text: match[2] ?? "" })),
  ];
  return found
    .sort((a, b) => a.match.index - b.match.index)
    .map(({ match, text }) => ({ kind: kindOf(match[1] ?? ""), text: bare(text) }));
}

export function withoutCallouts(markdown: string): string {
  return markdown.replaceAll(alert, "").replaceAll(paragraph, "").trim();
}

/** The description with the callouts of its Markdown as bold words, those that warn as quotations: the page colors quotations. */
export function quoteCallouts(document: JsonObject): JsonObject {
  return mapMarkdown(document, quoteText);
}

function quoteText(markdown: string): string {
  const quote = (kind: string, text: string): string =>
    `${/^(?:note|tip)$/i.test(kind) ? "" : "> "}**${kindOf(kind)}:** ${bare(text)}\n`;
  return markdown
    .replaceAll(alert, (_, kind: string, text: string) => quote(kind, text.replaceAll(/^ {0,3}> ?/gm, "")))
    .replaceAll(paragraph, (_, kind: string, text: string) => quote(kind, text).trimEnd());
}

/** On one line, without the bold marks around it. */
function bare(text: string): string {
  const line = text.trim().replaceAll(/\s*\n\s*/g, " ");
  const inner = line.replace(/^\*\*[:.]?\s*/, "");
  const opens = (inner.match(/\*\*/g) ?? []).length % 2 === 1;
  const balanced = opens ? inner.replace("**", "") : inner;
  return balanced.charAt(0).toUpperCase() + balanced.slice(1);
}

function kindOf(word: string): CalloutKind {
  return calloutKinds.find((kind) => kind.toLowerCase() === word.toLowerCase()) ?? "Note";
}
