import { type BoundSentence, fieldOf } from "../language/bind.ts";
import { fieldName } from "../language/field.ts";
import { referencesOf } from "../language/references.ts";
import { explainDependency, markdownCode } from "../language/words.ts";

/** The sentences as a Markdown table: in words, and as their author wrote them. */
export function rulesTable(sentences: readonly BoundSentence[]): string {
  const rows = sentences.map((bound) => `| ${cell(inWords(bound))} | ${cell(code(bound.sentence.text))} |`);
  return ["| Rule | As written |", "|---|---|", ...rows].join("\n");
}

function inWords(bound: BoundSentence): string {
  const place = objectOf(bound);
  return `${place === "" ? "" : `In ${markdownCode(place)}: `}${explainDependency(bound.sentence.dependency)}`;
}

/** The object that the sentence's names start from: a schema's sentence says `a` where the operation would say `job.a`. */
function objectOf(bound: BoundSentence): string {
  const [reference] = referencesOf(bound.sentence.dependency);
  if (reference === undefined) return "";
  return fieldName(fieldOf(bound, reference)).slice(0, -reference.name.length).replace(/\.$/, "");
}

/** Markdown code that may itself have backticks. */
function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  if (longest === 0) return markdownCode(text);
  const fence = "`".repeat(longest + 1);
  return `${fence} ${text} ${fence}`;
}

/** A table cell is one line, and `|` ends it even within code. */
function cell(markdown: string): string {
  return markdown
    .trim()
    .replaceAll(/\s*[\r\n]+\s*/g, " ")
    .replaceAll("|", "\\|");
}
