import { type FormName, formNames, isFormName } from "./forms.ts";
import { nearest } from "./nearest.ts";
import {
  type Arithmetic,
  type Dependency,
  type Operation,
  type Predefined,
  type Predicate,
  type Problem,
  type Reference,
  type RelationalOperator,
  relationalOperators,
  type Sentence,
  type StringValue,
} from "./syntax.ts";
import { type Token, tokenize } from "./tokens.ts";

/**
 * Reads an IDL text: any number of sentences, the last `;` optional.
 *
 * The parser is written by hand because the grammar is small and needs two things that generators make hard: after a mistake
 * it continues with the next sentence, so that one run reports all of them, and it suggests what to write instead. One token of
 * lookahead decides everything but a `(`, which opens an arithmetic operation when nothing but names, operators and
 * parentheses comes before its `)`.
 */
export function parseSentences(source: string): { sentences: Sentence[]; problems: Problem[] } {
  const { tokens, problems } = tokenize(source);
  const parser = new Parser(source, tokens);
  const sentences: Sentence[] = [];
  while (!parser.atEnd()) {
    const result = parser.sentence();
    if ("problem" in result) {
      // The invalid token itself has been reported.
      if (!result.onInvalid) problems.push(result.problem);
      parser.skipSentence();
    } else sentences.push(result);
  }
  return { sentences, problems: problems.sort((a, b) => a.span.start - b.span.start) };
}

/** Far more than anyone writes, and far less than the call stack allows. */
const deepest = 100;

class UnexpectedToken extends Error {
  readonly token: Token;
  constructor(token: Token, message: string) {
    super(message);
    this.token = token;
  }
}

class Parser {
  private position = 0;
  /** How many predefined forms are open: inside one, NOT can't come directly before a term. */
  private insidePredefined = 0;
  /** How many parentheses are open, those of forms included. */
  private depth = 0;
  private readonly source: string;
  private readonly tokens: readonly Token[];

  constructor(source: string, tokens: readonly Token[]) {
    this.source = source;
    this.tokens = tokens;
  }

  atEnd(): boolean {
    return this.peek().kind === "end";
  }

  sentence(): Sentence | { problem: Problem; onInvalid: boolean } {
    const start = this.peek().span.start;
    this.insidePredefined = 0;
    this.depth = 0;
    try {
      const dependency = this.dependency();
      if (!this.take(";") && !this.atEnd()) throw this.unexpected("';' after the sentence");
      const end = this.tokens[this.position - 1]?.span.end ?? start;
      return { dependency, text: this.source.slice(start, end), span: { start, end } };
    } catch (error) {
      if (!(error instanceof UnexpectedToken)) throw error;
      return {
        problem: { message: error.message, span: error.token.span },
        onInvalid: error.token.kind === "invalid",
      };
    }
  }

  /** Skips to the end of a sentence that couldn't be read. */
  skipSentence(): void {
    while (!this.atEnd() && !this.take(";")) this.position++;
  }

  private dependency(): Dependency {
    const token = this.peek();
    if (this.take("IF")) {
      const condition = this.predicate();
      if (!this.take("THEN")) throw this.unexpected("AND, OR or THEN");
      return { kind: "conditional", condition, consequence: this.predicate() };
    }
    if (token.text === "NOT" || this.atPredefined()) return this.predefined("a sentence");
    if (this.atOperation()) return this.arithmetic();
    if (token.kind === "parameter") {
      const left = this.reference();
      const operator = this.relationalOperator();
      if (operator === undefined) {
        const hint = keywordHint(token);
        if (hint !== undefined) throw new UnexpectedToken(token, `Unexpected '${token.text}'. ${hint}`);
        throw this.unexpected(
          "a comparison",
          "A predicate isn't a sentence. Write IF … THEN …, Or(…) or a comparison.",
        );
      }
      if (this.peek().kind !== "parameter") {
        throw this.unexpected(
          "a parameter",
          "A comparison on its own has two parameters. Bounds and values of one parameter belong in its schema.",
        );
      }
      return { kind: "relational", left, operator, right: this.reference() };
    }
    throw this.unexpected(`IF, ${formNames.join(", ")} or a comparison of parameters`, this.formHint());
  }

  private predicate(): Predicate {
    return this.junction("or", "OR", () => this.junction("and", "AND", () => this.clause()));
  }

  private junction(kind: "and" | "or", keyword: string, operand: () => Predicate): Predicate {
    const operands = [operand()];
    while (this.take(keyword)) operands.push(operand());
    const [only] = operands;
    return only !== undefined && operands.length === 1 ? only : { kind, operands };
  }

  private clause(): Predicate {
    const token = this.peek();
    if (token.text === "NOT") return this.negation();
    if (this.atPredefined()) return this.predefined("a predicate");
    if (this.atOperation()) return this.arithmetic();
    if (this.take("(")) {
      const inner = this.nested(token, () => this.predicate());
      if (!this.take(")")) throw this.unexpected("AND, OR or ')'");
      return inner;
    }
    return this.term();
  }

  private negation(): Predicate {
    const not = this.next();
    if (this.insidePredefined > 0 && this.peek().text !== "(") {
      throw new UnexpectedToken(
        not,
        `Inside ${formNames.join(", ")}, NOT can't come directly before '${this.peek().text}'. Write NOT (${this.peek().text} …).`,
      );
    }
    if (this.peek().text === "NOT")
      throw this.unexpected("a parameter, '(' or a predefined form", "NOT can't follow NOT.");
    if (this.atOperation() || this.relationalAhead()) {
      throw this.unexpected("a parameter", "Put the comparison in parentheses: NOT (…).");
    }
    return { kind: "not", operand: this.clause() };
  }

  private term(): Predicate {
    const token = this.peek();
    if (token.kind !== "parameter")
      throw this.unexpected("a parameter, '(', NOT or a predefined form", this.formHint());
    const parameter = this.reference();
    if (this.take("LIKE")) {
      if (this.peek().kind !== "string") throw this.unexpected("a quoted pattern");
      return { kind: "like", parameter, pattern: this.next().value };
    }
    const operatorToken = this.peek();
    const operator = this.relationalOperator();
    if (operator === undefined) return { kind: "presence", parameter };
    const right = this.peek();
    switch (right.kind) {
      case "parameter":
        return { kind: "relational", left: parameter, operator, right: this.reference() };
      case "number":
        this.position++;
        return {
          kind: "number-comparison",
          parameter,
          operator,
          value: Number(right.text),
          span: right.span,
        };
      case "string":
        if (operator !== "==") throw this.onlyEquality(operatorToken, token, right);
        return { kind: "string-equality", parameter, values: this.stringValues() };
      default:
        if (right.text === "true" || right.text === "false") {
          if (operator !== "==") throw this.onlyEquality(operatorToken, token, right);
          this.position++;
          return { kind: "boolean-equality", parameter, value: right.text === "true" };
        }
        throw this.unexpected("a quoted string, a number, true, false or a parameter");
    }
  }

  private onlyEquality(operator: Token, parameter: Token, value: Token): UnexpectedToken {
    const remedy = operator.text === "!=" ? `: write NOT ${parameter.text}==${value.text}` : "";
    return new UnexpectedToken(
      operator,
      `A ${value.kind === "string" ? "string" : "boolean"} can only be compared with '=='${remedy}.`,
    );
  }

  private stringValues(): StringValue[] {
    const values: StringValue[] = [];
    do {
      const token = this.peek();
      if (token.kind !== "string") throw this.unexpected("a quoted string");
      values.push({ value: token.value, span: token.span });
      this.position++;
    } while (this.take("|"));
    return values;
  }

  private predefined(where: string): Predefined | { kind: "not"; operand: Predefined } {
    const negated = this.take("NOT");
    const form = formNames.find((name) => name === this.peek().text);
    if (form === undefined) {
      throw this.unexpected(
        formNames.join(", "),
        this.formHint() ??
          (negated ? `At the start of ${where}, NOT can only come before a predefined form.` : undefined),
      );
    }
    this.position++;
    const operand = this.predefinedOperands(form);
    return negated ? { kind: "not", operand } : operand;
  }

  private predefinedOperands(form: FormName): Predefined {
    if (!this.take("(")) throw this.unexpected("'('", `Write a parameter called ${form} as [${form}].`);
    this.insidePredefined++;
    const operands: Predicate[] = [];
    do operands.push(this.nested(this.peek(), () => this.predicate()));
    while (this.take(","));
    if (!this.take(")")) throw this.unexpected("',', AND, OR or ')'");
    this.insidePredefined--;
    if (operands.length < 2) {
      const closing = this.tokens[this.position - 1];
      if (closing)
        throw new UnexpectedToken(closing, `${form} takes two or more operands, separated by ','. This one has one.`);
    }
    return { kind: "predefined", form, operands };
  }

  private arithmetic(): Arithmetic {
    const operation = this.operation();
    const operator = this.relationalOperator();
    if (operator === undefined) {
      throw this.unexpected(
        "+, -, *, / or a relational operator",
        "Put a name with special characters in brackets: [Accept-Language].",
      );
    }
    const token = this.peek();
    if (token.kind !== "number")
      throw this.unexpected("a number", "An arithmetic operation can only be compared with a number.");
    this.position++;
    return { kind: "arithmetic", operation, operator, value: Number(token.text) };
  }

  private operation(): Operation {
    return this.chain(["+", "-"], () => this.chain(["*", "/"], () => this.operand()));
  }

  private chain(operators: readonly ("+" | "-" | "*" | "/")[], operand: () => Operation): Operation {
    let left = operand();
    for (let length = 1; ; length++) {
      if (length > deepest)
        throw this.unexpected("a relational operator", `An operation has at most ${deepest} operands.`);
      const operator = operators.find((symbol) => this.peek().kind === "symbol" && this.peek().text === symbol);
      if (operator === undefined) return left;
      this.position++;
      left = { kind: "binary", operator, left, right: operand() };
    }
  }

  private operand(): Operation {
    const token = this.peek();
    if (this.take("(")) {
      const inner = this.nested(token, () => this.operation());
      if (!this.take(")")) throw this.unexpected("+, -, *, / or ')'");
      return inner;
    }
    if (this.peek().kind !== "parameter") throw this.unexpected("a parameter or '('");
    return { kind: "operand", parameter: this.reference() };
  }

  private nested<Part>(at: Token, read: () => Part): Part {
    if (this.depth === deepest) {
      throw new UnexpectedToken(at, `Parentheses are nested deeper than ${deepest} levels. Split the sentence.`);
    }
    this.depth++;
    const part = read();
    this.depth--;
    return part;
  }

  private reference(): Reference {
    const token = this.next();
    if (this.peek().kind === "symbol" && this.peek().text === "(") {
      const [similar] = nearest(token.value, formNames);
      const remedy = similar === undefined ? `The forms are ${formNames.join(", ")}.` : `Did you mean ${similar}?`;
      throw new UnexpectedToken(
        token,
        `Unknown form '${token.text}'. ${formHint(token) ?? keywordHint(token) ?? remedy}`,
      );
    }
    return { name: token.value, span: token.span };
  }

  private relationalOperator(): RelationalOperator | undefined {
    const token = this.peek();
    const operator = relationalOperators.find((symbol) => token.kind === "symbol" && token.text === symbol);
    if (operator !== undefined) this.position++;
    return operator;
  }

  private atPredefined(): boolean {
    return this.peek().kind === "keyword" && isFormName(this.peek().text);
  }

  private relationalAhead(): boolean {
    return (
      this.peek().kind === "parameter" &&
      relationalOperators.some((operator) => operator === this.peek(1).text) &&
      this.peek(2).kind === "parameter"
    );
  }

  private atOperation(): boolean {
    if (this.peek().kind === "parameter") return isMathOperator(this.peek(1));
    if (this.peek().text !== "(" || this.peek().kind !== "symbol") return false;
    let depth = 0;
    let operators = 0;
    for (let ahead = 0; ; ahead++) {
      const token = this.peek(ahead);
      if (token.kind === "symbol" && token.text === "(") depth++;
      else if (token.kind === "symbol" && token.text === ")") {
        depth--;
        if (depth === 0) return operators > 0;
      } else if (isMathOperator(token)) operators++;
      else if (token.kind !== "parameter") return false;
    }
  }

  private peek(ahead = 0): Token {
    const token = this.tokens[Math.min(this.position + ahead, this.tokens.length - 1)];
    if (token === undefined) throw new RangeError("a token list ends with its end token");
    return token;
  }

  private next(): Token {
    const token = this.peek();
    this.position++;
    return token;
  }

  private take(text: string): boolean {
    const token = this.peek();
    const taken = (token.kind === "symbol" || token.kind === "keyword") && token.text === text;
    if (taken) this.position++;
    return taken;
  }

  /** What to write instead of the next word, where it calls a form that is spelt otherwise: `OR(` is `Or(`. */
  private formHint(): string | undefined {
    return this.peek(1).text === "(" ? formHint(this.peek()) : undefined;
  }

  private unexpected(expected: string, remedy?: string): UnexpectedToken {
    const token = this.peek();
    const found = token.kind === "end" ? "the end of the text" : `'${token.text}'`;
    const hint = remedy ?? keywordHint(token);
    return new UnexpectedToken(token, `Expected ${expected}, but found ${found}.${hint ? ` ${hint}` : ""}`);
  }
}

function isMathOperator(token: Token): boolean {
  return (
    token.kind === "symbol" && (token.text === "+" || token.text === "-" || token.text === "*" || token.text === "/")
  );
}

function keywordHint(token: Token): string | undefined {
  const upper = token.text.toUpperCase();
  if (token.kind === "parameter" && ["AND", "OR", "NOT", "IF", "THEN", "LIKE"].includes(upper)) {
    return `Write keywords in capitals: ${upper}.`;
  }
  return token.kind === "parameter" ? formHint(token) : undefined;
}

function formHint(token: Token): string | undefined {
  const form = formNames.find((name) => name.toLowerCase() === token.text.toLowerCase());
  return form === undefined ? undefined : `Write the predefined form as ${form}.`;
}
