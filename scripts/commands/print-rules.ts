import type { ExplainedRules } from "../explain/explain-rules.ts";

/** What `--json` prints: names and sentences as lists of strings. */
export function rulesAsJson(explained: readonly ExplainedRules[]): string {
  const operations = explained.map(({ operation, mediaType, sentences, variants, analysis }) => ({
    operation,
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
    return "No operation has rules: neither x-dependencies, nor keywords of JSON Schema that say the same.\n";
  return explained.map(operationText).join("\n");
}

function operationText({ operation, mediaType, sentences, variants, analysis }: ExplainedRules): string {
  const heading = mediaType === undefined ? operation : `${operation} (${mediaType})`;
  if (sentences.length === 0) return `${heading}\n${"=".repeat(heading.length)}\n\nNo rules.\n`;
  return [
    heading,
    "=".repeat(heading.length),
    "",
    ...sentences.flatMap(({ text, words, keyword }) => [
      words,
      `    ${text.replaceAll(/\s+/g, " ")}${keyword === undefined ? "" : `  (read from '${keyword}')`}`,
    ]),
    "",
    ...(variants.length === 0 ? ["No variants: types can't say these rules, or need not."] : ["Variants"]),
    ...variants.flatMap(({ name, description, valid, invalid }) => [
      `  ${name}: ${description.replaceAll("`", "")}`,
      `    valid    ${valid === undefined ? "no example was found" : JSON.stringify(valid)}`,
      `    invalid  ${invalid === undefined ? "no example was found" : JSON.stringify(invalid)}`,
    ]),
    "",
    ...analysisText(analysis),
    "",
  ].join("\n");
}

function analysisText({ satisfiable, dead, falseOptional, implied }: ExplainedRules["analysis"]): string[] {
  if (!satisfiable) return ["No request follows all of these rules."];
  const findings = [
    ...dead.map((name) => `Dead: no valid request has ${name}.`),
    ...falseOptional.map((name) => `Required in effect, though declared as optional: ${name}.`),
    ...implied.map((sentence) => `Is implied by the others: ${sentence.replaceAll(/\s+/g, " ")}`),
  ];
  return findings.length > 0
    ? findings
    : ["Some request follows all of them; every field can be used; no sentence is superfluous."];
}
