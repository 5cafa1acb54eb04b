import type { Json } from "../rules/reference/document.ts";

/**
 * A second reading of IDL that shares nothing with the reference: a sentence is rewritten, token by token, as an expression of
 * JavaScript, so that JavaScript's own grammar gives it structure, and its own numbers and dates give it meaning.
 *
 * @param fields what a request has, by the names that sentences use
 */
export function holdsInJavaScript(sentence: string, fields: ReadonlyMap<string, Json>): boolean {
  const { names, isAlone, evaluate } = rewritten.get(sentence) ?? rewrite(sentence);
  if (isAlone && !names.every((name) => fields.has(name))) return true;
  return evaluate(...Object.values(vocabularyOver(fields))) === true;
}

interface Rewritten {
  readonly names: readonly string[];
  /** Whether the sentence is a bare comparison, which says nothing of requests without one of its fields. */
  readonly isAlone: boolean;
  readonly evaluate: (...vocabulary: readonly unknown[]) => unknown;
}

const rewritten = new Map<string, Rewritten>();

function rewrite(sentence: string): Rewritten {
  const tokens = tokensOf(sentence);
  const words = Object.keys(vocabularyOver(new Map()));
  const evaluate = new Function(...words, `return ${expressionOf(tokens)};`);
  const result: Rewritten = {
    names: namesIn(tokens),
    isAlone: !/^(?:IF|NOT|Or|OnlyOne|AllOrNone|ZeroOrOne)$/.test(tokens[0] ?? ""),
    evaluate: (...vocabulary) => evaluate(...vocabulary),
  };
  rewritten.set(sentence, result);
  return result;
}

const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'[^']*'|"[^"]*"|\[(?:[^[\]]|\[[^[\]]*\])*\]|-?\d+(?:\.\d+)?|[\p{L}_.][\p{L}\w.]*|[<>=!]=|[<>()+\-*/|,]/gu;
const RELATION = /^[<>=!]=$|^[<>]$/;
const KEYWORD = /^(?:IF|THEN|AND|OR|NOT|LIKE|Or|OnlyOne|AllOrNone|ZeroOrOne|true|false)$/;

function tokensOf(sentence: string): string[] {
  return (sentence.match(TOKEN) ?? []).filter((token) => !/^\/[/*]/.test(token));
}

function isName(token: string | undefined): token is string {
  return token !== undefined && /^[\p{L}_.[]/u.test(token) && !KEYWORD.test(token);
}

function nameOf(token: string): string {
  return token.startsWith("[") ? token.slice(1, -1) : token;
}

function namesIn(tokens: readonly string[]): string[] {
  return tokens.filter(isName).map(nameOf);
}

function expressionOf(tokens: readonly string[]): string {
  const code: string[] = [];
  let isConditional = false;
  for (let at = 0; at < tokens.length; at += 1) {
    const arithmetic = arithmeticAt(tokens, at);
    const token = tokens[at] ?? "";
    if (arithmetic !== undefined) {
      const operation = tokens.slice(at, arithmetic);
      const names = JSON.stringify(namesIn(operation));
      const value = operation.map((part) => (isName(part) ? `value(${JSON.stringify(nameOf(part))})` : part)).join(" ");
      code.push(`result(${names}, () => ${value}, "${tokens[arithmetic]}", ${tokens[arithmetic + 1]})`);
      at = arithmetic + 1;
    } else if (isName(token)) {
      const [atom, length] = atomAt(tokens, at);
      code.push(atom);
      at += length - 1;
    } else if (token === "IF") {
      isConditional = true;
      code.push("!(");
    } else {
      code.push({ THEN: ") || (", AND: "&&", OR: "||", NOT: "!" }[token] ?? token);
    }
  }
  return `${code.join(" ")}${isConditional ? ")" : ""}`;
}

/** Where the relation of an arithmetic comparison stands that begins here: operands and operators, then a number. */
function arithmeticAt(tokens: readonly string[], start: number): number | undefined {
  const before = tokens[start - 1];
  if (before !== undefined && (isName(before) || /^[+\-*/]$/.test(before))) return undefined;
  let depth = 0;
  let hasOperator = false;
  for (let at = start; at < tokens.length; at += 1) {
    const token = tokens[at] ?? "";
    if (token === "(") depth += 1;
    else if (token === ")") depth -= 1;
    else if (/^[+\-*/]$/.test(token)) hasOperator = true;
    else if (!isName(token)) return depth === 0 && hasOperator && RELATION.test(token) ? at : undefined;
    if (depth < 0) return undefined;
  }
  return undefined;
}

/** An atom that begins with a name, and how many tokens it has. */
function atomAt(tokens: readonly string[], at: number): readonly [string, number] {
  const name = JSON.stringify(nameOf(tokens[at] ?? ""));
  const [by = "", right = ""] = tokens.slice(at + 1, at + 3);
  if (by === "LIKE") return [`like(${name}, ${literal(right)})`, 3];
  if (!RELATION.test(by)) return [`has(${name})`, 1];
  if (isName(right)) return [`related(${name}, "${by}", ${JSON.stringify(nameOf(right))})`, 3];
  if (/^-?\d/.test(right)) return [`compared(${name}, "${by}", ${right})`, 3];
  const values = [literal(right)];
  for (let next = at + 3; tokens[next] === "|"; next += 2) values.push(literal(tokens[next + 1] ?? ""));
  return [`equal(${name}, [${values.join(", ")}])`, 1 + 2 * values.length];
}

function literal(token: string): string {
  return /^["']/.test(token) ? JSON.stringify(token.slice(1, -1)) : token;
}

function vocabularyOver(fields: ReadonlyMap<string, Json>): Readonly<Record<string, (...given: never[]) => unknown>> {
  const items = (name: string): Json[] => (fields.has(name) ? [fields.get(name)].flat() : []);
  const count = (parts: readonly boolean[]): number => parts.filter(Boolean).length;
  return {
    Or: (...parts: boolean[]) => count(parts) > 0,
    OnlyOne: (...parts: boolean[]) => count(parts) === 1,
    ZeroOrOne: (...parts: boolean[]) => count(parts) < 2,
    AllOrNone: (...parts: boolean[]) => count(parts) % parts.length === 0,
    has: (name: string) => fields.has(name),
    value: (name: string) => (typeof fields.get(name) === "number" ? fields.get(name) : Number.NaN),
    equal: (name: string, values: Json[]) => items(name).some((item) => values.includes(item)),
    like: (name: string, glob: string) =>
      items(name).some((item) => typeof item === "string" && expressionFor(glob).test(item)),
    compared: (name: string, by: string, limit: number) =>
      items(name).some((item) => (typeof item === "number" ? isRelated(item - limit, by) : by === "!=")),
    related: (left: string, by: string, right: string) =>
      fields.has(left) && fields.has(right) && areRelated(fields.get(left), by, fields.get(right)),
    result: (names: string[], calculate: () => number, by: string, limit: number) =>
      names.every((name) => fields.has(name)) && Number.isFinite(calculate()) && isRelated(calculate() - limit, by),
  };
}

function expressionFor(glob: string): RegExp {
  const pieces = glob.split("*").map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${pieces.join("[^]*")}$`);
}

function areRelated(left: Json, by: string, right: Json): boolean {
  if (typeof left === "number" && typeof right === "number") return isRelated(left - right, by);
  const isDate = (value: Json): value is string => typeof value === "string" && /^\d{4}-\d\d-\d\d/.test(value);
  if (isDate(left) && isDate(right)) return isRelated(Date.parse(left) - Date.parse(right), by);
  return by === "==" ? left === right : by === "!=" && left !== right;
}

/** @param difference of binary numbers, of which IDL means the decimals */
function isRelated(difference: number, by: string): boolean {
  const sign = Math.abs(difference) < 1e-9 ? 0 : Math.sign(difference);
  const wanted = { "<": [-1], "<=": [-1, 0], ">": [1], ">=": [0, 1], "==": [0], "!=": [-1, 1] }[by];
  return wanted?.includes(sign) ?? false;
}
