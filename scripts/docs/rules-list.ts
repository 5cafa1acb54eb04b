import { fieldName } from "../language/field.ts";
import type { Rule } from "../language/rule.ts";
import { explainRule, markdownCode } from "../language/words.ts";

/** The sentences in words, as a Markdown list. */
export function rulesList(rules: readonly Rule[]): string {
  return rules.map((rule) => `- ${ruleInWords(rule).replaceAll(/\s*[\r\n]+\s*/g, " ")}`).join("\n");
}

/** A sentence in words, with the object that it is about; Markdown. */
export function ruleInWords(rule: Rule): string {
  const place = objectOf(rule);
  return `${place === "" ? "" : `In ${markdownCode(place)}: `}${explainRule(rule)}`;
}

/** The object that the sentence's names start from: a schema's sentence says `a` where the operation would say `job.a`. */
function objectOf({ names }: Rule): string {
  const [first] = names;
  if (first === undefined) return "";
  const [name, field] = first;
  return fieldName(field).slice(0, -name.length).replace(/\.$/, "");
}
