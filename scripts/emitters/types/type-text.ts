import type { Value } from "../../language/field.ts";
import { oneLine, startOf } from "../../language/words.ts";
import type { PlannedRule } from "./union-plan.ts";

/** Pieces of TypeScript, as text. */

export interface Member {
  readonly doc: string;
  readonly key: string;
  readonly optional: boolean;
  readonly type: string;
}

export function interfaceText(
  name: string,
  doc: readonly string[],
  base: string | undefined,
  members: readonly Member[],
  indexes: readonly string[] = [],
): string {
  const heading = `${docComment(doc, "")}export interface ${name}${base === undefined ? "" : ` extends ${base}`}`;
  return `${heading} ${objectText(members, indexes)}\n`;
}

/** @param indent of the line that it starts in */
export function objectText(members: readonly Member[], indexes: readonly string[], indent = ""): string {
  const inner = `${indent}    `;
  const lines = [...members.map((member) => memberText(member, inner)), ...indexes.map((index) => inner + index)];
  return ["{", ...lines, `${indent}}`].join("\n");
}

function memberText({ doc, key, optional, type }: Member, indent: string): string {
  const comment = doc === "" ? "" : `${reindent(doc, indent)}\n`;
  return `${comment}${indent}${propertyName(key)}${optional ? "?" : ""}: ${type};`;
}

function propertyName(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}

/** A union of names, or of literals, as one operand of an intersection or on its own. */
export function unionText(members: readonly string[]): string {
  return members.length === 0 ? "never" : members.join(" | ");
}

/** A type as an operand of `|`, `&` or `[]`. */
export function operandText(type: string): string {
  return /[|&]|=>/.test(type) ? `(${type})` : type;
}

export function literalText(value: Value): string {
  return JSON.stringify(value);
}

function docComment(lines: readonly string[], indent: string): string {
  const safe = lines.flatMap((line) => line.replaceAll("*/", "*\\/").split("\n"));
  const [only] = safe;
  if (only === undefined) return "";
  if (safe.length === 1) return `${indent}/** ${only} */\n`;
  return `${indent}/**\n${safe.map((line) => `${indent} *${line === "" ? "" : ` ${line}`}\n`).join("")}${indent} */\n`;
}

/** The comments of a type grow with its variants and fields, so that what each says of rules is bounded. */
const longestDoc = 600;
/** What is shown of a rule that is longer by itself, such as one of fifty alternatives: enough to recognize it. */
const cutRule = 120;

/** Rules as a reader of the types meets them: in words, and as the author wrote them. */
export function ruleDoc(rules: readonly PlannedRule[]): string[] {
  const shown: string[] = [];
  let length = 0;
  for (const rule of rules) {
    const line = ruleLine(rule);
    length += line.length;
    if (length > longestDoc && shown.length > 0) break;
    shown.push(line);
  }
  const left = rules.length - shown.length;
  return left > 0 ? [...shown, `And ${left} more ${left === 1 ? "rule" : "rules"}.`] : shown;
}

/** The lines of rules, which stand in the comments of many fields. */
const ruleLines = new WeakMap<PlannedRule, string>();

function ruleLine(rule: PlannedRule): string {
  const known = ruleLines.get(rule);
  if (known !== undefined) return known;
  const whole = `${rule.words} Rule: \`${oneLine(rule.text)}\``;
  const line = whole.length > longestDoc ? startOf(whole, cutRule) : whole;
  ruleLines.set(rule, line);
  return line;
}

/** A comment at another indentation; the text after its stars stays as it is. */
function reindent(comment: string, indent: string): string {
  return comment
    .split("\n")
    .map((line, index) => (index === 0 ? indent + line.trimStart() : `${indent} ${line.trimStart()}`))
    .join("\n");
}
