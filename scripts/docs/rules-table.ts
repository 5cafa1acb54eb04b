import { fieldName } from "../language/field.ts";
import type { Rule } from "../language/rule.ts";
import { explainDependency, markdownCode } from "../language/words.ts";

/** The sentences as a Markdown table: in words, and as their author wrote them. */
export function rulesTable(rules: readonly Rule[]): string {
  const rows = rules.map((rule) => `| ${cell(ruleInWords(rule))} | ${cell(code(rule.sentence.text))} |`);
  return ["| Rule | As written |", "|---|---|", ...rows].join("\n");
}

/** A sentence in words, with the object that it speaks of; Markdown. */
export function ruleInWords(rule: Rule): string {
  const place = objectOf(rule);
  return `${place === "" ? "" : `In ${markdownCode(place)}: `}${explainDependency(rule.sentence.dependency)}`;
}

/** The object that the sentence's names start from: a schema's sentence says `a` where the operation would say `job.a`. */
function objectOf({ names }: Rule): string {
  const [first] = names;
  if (first === undefined) return "";
  const [name, field] = first;
  return fieldName(field).slice(0, -name.length).replace(/\.$/, "");
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
