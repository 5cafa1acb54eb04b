import type { ExplainedRules } from "../explain/explain-rules.ts";
import type { RequestValue } from "../explain/request-value.ts";
import { oneLine } from "../language/words.ts";
import { onOneLine } from "./terminal.ts";

/** What `--json` prints: names and sentences as lists of strings. */
export function rulesAsJson(explained: readonly ExplainedRules[]): string {
  const operations = explained.map(({ operation, schema, mediaType, sentences, variants, analysis }) => ({
    ...(schema === undefined ? { operation } : { schema }),
    ...(mediaType !== undefined && { mediaType }),
    sentences: sentences.map(({ text }) => text),
    variants: variants.map(({ name }) => name),
    analysis,
  }));
  return `${JSON.stringify(operations, null, 2)}\n`;
}

/** The same for people: with the sentences in words, and examples. */
export function rulesAsText(explained: readonly ExplainedRules[]): string {
  if (explained.length === 0)
    return "No request has rules: neither x-dependencies, nor keywords of JSON Schema that say the same.\n";
  return explained.map(explainedText).join("\n");
}

function explainedText({ operation, schema, mediaType, sentences, variants, analysis }: ExplainedRules): string {
  const shown = (example: RequestValue | undefined): string =>
    example === undefined ? "no example found" : JSON.stringify(schema === undefined ? example : example.body);
  const title = operation ?? `Schema ${schema}`;
  const heading = onOneLine(mediaType === undefined ? title : `${title} (${mediaType})`);
  if (sentences.length === 0) return `${heading}\n${"=".repeat(heading.length)}\n\nNo rules.\n`;
  return [
    heading,
    "=".repeat(heading.length),
    "",
    ...sentences.flatMap(({ text, words, keyword }) => [
      words,
      `    ${oneLine(text)}${keyword === undefined ? "" : `  (read from '${keyword}')`}`,
    ]),
    "",
    ...(variants.length === 0 ? ["No variants: types can't express these rules, or don't need to."] : ["Variants"]),
    ...variants.flatMap(({ name, description, valid, invalid }) => [
      `  ${name}: ${description.replaceAll("`", "")}`,
      `    valid    ${shown(valid)}`,
      `    invalid  ${shown(invalid)}`,
    ]),
    "",
    ...analysisText(analysis),
    "",
  ]
    .map(onOneLine)
    .join("\n");
}

function analysisText({ satisfiable, dead, falseOptional, implied, undecided }: ExplainedRules["analysis"]): string[] {
  if (!satisfiable) return ["No request can follow all of these rules."];
  const findings = [
    ...dead.map((name) => `Unusable: no valid request can have ${name}.`),
    ...falseOptional.map((name) => `Declared as optional, but always required: ${name}.`),
    ...implied.map((sentence) => `Implied by the other rules: ${oneLine(sentence)}`),
    ...undecided.map((sentence) => `Undecided within the limit of steps: ${oneLine(sentence)}`),
  ];
  return findings.length > 0
    ? findings
    : ["No problems: requests can follow all rules, every field is usable, and no rule is redundant."];
}
