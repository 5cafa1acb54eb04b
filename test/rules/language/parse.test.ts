import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type Dependency, type Operation, type Predicate, parseSentences } from "../engine.ts";

/** A dependency with every pair of parentheses that its structure has, so that precedence shows. */
function structure(node: Dependency | Predicate): string {
  switch (node.kind) {
    case "presence":
      return node.parameter.name;
    case "string-equality":
      return `${node.parameter.name}==${node.values.map(({ value }) => `'${value}'`).join("|")}`;
    case "boolean-equality":
      return `${node.parameter.name}==${node.value}`;
    case "like":
      return `${node.parameter.name} LIKE '${node.pattern}'`;
    case "number-comparison":
      return `${node.parameter.name}${node.operator}${node.value}`;
    case "relational":
      return `${node.left.name}${node.operator}${node.right.name}`;
    case "arithmetic":
      return `${operation(node.operation)}${node.operator}${node.value}`;
    case "not":
      return `NOT (${structure(node.operand)})`;
    case "and":
    case "or":
      return `(${node.operands.map(structure).join(` ${node.kind.toUpperCase()} `)})`;
    case "predefined":
      return `${node.form}(${node.operands.map(structure).join(", ")})`;
    case "conditional":
      return `IF ${structure(node.condition)} THEN ${structure(node.consequence)}`;
  }
}

function operation(node: Operation): string {
  return node.kind === "operand"
    ? node.parameter.name
    : `(${operation(node.left)}${node.operator}${operation(node.right)})`;
}

describe("IDL", () => {
  test.each([
    ["Or(a, b)", ["Or(a, b)"]],
    ["OnlyOne(a AND x=='1'|\"2\", b);", ["OnlyOne((a AND x=='1'|'2'), b)"]],
    ["NOT AllOrNone(a, b);", ["NOT (AllOrNone(a, b))"]],
    ["IF a OR b AND c THEN d;", ["IF (a OR (b AND c)) THEN d"]],
    ["IF (a OR b) AND NOT c THEN NOT (d OR e);", ["IF ((a OR b) AND NOT (c)) THEN NOT ((d OR e))"]],
    ["IF NOT a=='x' THEN NOT ZeroOrOne(b, c);", ["IF NOT (a=='x') THEN NOT (ZeroOrOne(b, c))"]],
    ["IF a LIKE 'x*' THEN b==true AND c>=-3.5;", ["IF a LIKE 'x*' THEN (b==true AND c>=-3.5)"]],
    ["a <= b; c!=d", ["a<=b", "c!=d"]],
    ["a + b * c - d < 10;", ["((a+(b*c))-d)<10"]],
    ["(a + b) * c == 0; a + (b - c) / d > 1", ["((a+b)*c)==0", "(a+((b-c)/d))>1"]],
    ["IF a + b > 3 THEN (c < d OR (e * f) <= 2);", ["IF (a+b)>3 THEN (c<d OR (e*f)<=2)"]],
    ["Or(Or(a, b), OnlyOne(c, d, e AND f));", ["Or(Or(a, b), OnlyOne(c, d, (e AND f)))"]],
    ["IF [Accept-Language] THEN [package_dimensions[height]];", ["IF Accept-Language THEN package_dimensions[height]"]],
    ["Or([x:y/z.1], .hidden); // why\n/* not\nthis */ Or(_a, b.c.d);", ["Or(x:y/z.1, .hidden)", "Or(_a, b.c.d)"]],
    ["Or([Or], [NOT]);", ["Or(Or, NOT)"]],
    ["", []],
    [" // nothing\n", []],
  ])("%j is read as meant", (text, want) => {
    const { sentences, problems } = parseSentences(text);
    expect(problems).toEqual([]);
    expect(sentences.map(({ dependency }) => structure(dependency))).toEqual(want);
  });

  test.each([
    ["Or(a, b", 7, "Expected ',', AND, OR or ')', but found the end of the text."],
    ["Or(a b);", 5, "but found 'b'"],
    ["Or(a);", 4, "takes two or more operands"],
    ["Or(NOT a, b);", 3, "Write NOT (a …)"],
    ["a AND b;", 2, "A predicate isn't a sentence"],
    ["a > 3;", 4, "belong in its schema"],
    ["IF a THEN b and c;", 12, "Write keywords in capitals: AND."],
    ["onlyone(a, b);", 0, "Unknown form 'onlyone'. Write the predefined form as OnlyOne."],
    ["ONLYONE(a, b);", 0, "Write the predefined form as OnlyOne."],
    ["or(a, b);", 0, "Unknown form 'or'. Write the predefined form as Or."],
    ["OR(a, b);", 0, "but found 'OR'. Write the predefined form as Or."],
    ["NOT OR(a, b);", 4, "but found 'OR'. Write the predefined form as Or."],
    ["IF OR(a, b) THEN c;", 3, "but found 'OR'. Write the predefined form as Or."],
    ["IF a THEN or(b, c);", 10, "Write the predefined form as Or."],
    ["Or(a, b) OR (c);", 9, "Expected ';' after the sentence, but found 'OR'."],
    ["Or(a or b);", 5, "Write keywords in capitals: OR."],
    ["if a THEN b;", 0, "Unexpected 'if'. Write keywords in capitals: IF."],
    ["If (a) THEN b;", 0, "Unknown form 'If'. Write keywords in capitals: IF."],
    ["IF a Then b;", 5, "Write keywords in capitals: THEN."],
    ["IF a like 'x' THEN b;", 5, "Write keywords in capitals: LIKE."],
    ["OnlyOn(a, b);", 0, "Unknown form 'OnlyOn'. Did you mean OnlyOne?"],
    ["IF a THEN Xor(b, c);", 10, "Unknown form 'Xor'. Did you mean Or?"],
    ["IF not (a) THEN b;", 3, "Write keywords in capitals: NOT."],
    ["IF a='x' THEN b;", 4, "Write '=='"],
    ["IF a!='x' THEN b;", 4, "write NOT a=='x'"],
    ["IF a=='x THEN b;", 6, "This string isn't closed"],
    ["IF a == THEN b;", 8, "Expected a quoted string, a number, true, false or a parameter"],
    ["IF Accept-Language THEN b;", 19, "in brackets: [Accept-Language]"],
    ["IF [a THEN c;", 3, "[a THEN c isn't a name. Close each bracket"],
    ["IF [a\u200Bb] THEN c;", 3, "nor invisible characters"],
    ["IF [] THEN c;", 3, "The brackets are empty"],
    ["IF a THEN b; /* open", 13, "This comment isn't closed"],
    ["IF ä THEN b;", 3, "Unexpected character 'ä'"],
    ["NOT a;", 4, "can only come before a predefined form"],
    ["IF a AND THEN b;", 9, "Expected a parameter"],
  ])("%j is refused at the place of the mistake", (text, offset, message) => {
    const { problems } = parseSentences(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.span.start).toBe(offset);
    expect(problems[0]?.message).toContain(message);
  });

  test("goes on behind a mistake, and keeps each sentence as its author wrote it", () => {
    const { sentences, problems } = parseSentences("Or(a,b);  IF ; OnlyOne( a,\n b ) ; Or(c;");
    expect(sentences.map(({ text }) => text)).toEqual(["Or(a,b);", "OnlyOne( a,\n b ) ;"]);
    expect(problems.map(({ span }) => span.start)).toEqual([13, 38]);
  });

  test("is read without an exception whatever the text, and every problem lies in it", () => {
    const pieces = [
      "IF",
      "THEN",
      "AND",
      "OR",
      "NOT",
      "LIKE",
      "Or",
      "(",
      ")",
      ",",
      ";",
      "==",
      "=",
      "<",
      "+",
      "a",
      "[b-c]",
      "[",
      "'x'",
      "'",
      "3",
      "/*",
      "//",
      "\n",
      " ",
    ];
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(fc.constantFrom(...pieces)).map((parts) => parts.join(" ")),
          fc.string(),
        ),
        (text) => {
          for (const { span } of parseSentences(text).problems) {
            expect(span.start).toBeGreaterThanOrEqual(0);
            expect(span.end).toBeLessThanOrEqual(text.length);
          }
        },
      ),
      { numRuns: 3000, seed: 7 },
    );
  });
});
