/** A parser yields every way to read a text from a place on: the value, and the place behind it. */
export type Parser<Value> = (text: string, at: number) => Iterable<readonly [Value, number]>;

/** Whitespace and comments may stand before everything. */
const GAP = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;

export function behindGap(text: string, at: number): number {
  GAP.lastIndex = at;
  return at + (GAP.exec(text)?.[0].length ?? 0);
}

export function lexeme<Value>(parser: Parser<Value>): Parser<Value> {
  return (text, at) => parser(text, behindGap(text, at));
}

/** @param pattern sticky */
export function regex(pattern: RegExp): Parser<string> {
  return lexeme(function* (text, at) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) yield [found, at + found.length];
  });
}

export function exactly<const Text extends string>(word: Text): Parser<Text> {
  return lexeme(function* (text, at) {
    const ends = !/\w$/.test(word) || !/[\w.]/.test(text[at + word.length] ?? "");
    if (text.startsWith(word, at) && ends) yield [word, at + word.length];
  });
}

export function map<From, To>(parser: Parser<From>, change: (value: From) => To): Parser<To> {
  return function* (text, at) {
    for (const [value, next] of parser(text, at)) yield [change(value), next];
  };
}

export function within<Value>(parser: Parser<Value>, allowed: (value: Value) => boolean): Parser<Value> {
  return function* (text, at) {
    for (const result of parser(text, at)) if (allowed(result[0])) yield result;
  };
}

export function defined<Value>(parser: Parser<Value | undefined>): Parser<Value> {
  return function* (text, at) {
    for (const [value, next] of parser(text, at)) if (value !== undefined) yield [value, next];
  };
}

export function anyOf<Value>(...parsers: readonly Parser<Value>[]): Parser<Value> {
  return function* (text, at) {
    for (const parser of parsers) yield* parser(text, at);
  };
}

export function optional<Value>(parser: Parser<Value>): Parser<Value | undefined> {
  return function* (text, at) {
    yield* parser(text, at);
    yield [undefined, at];
  };
}

export function repeated<Value>(parser: Parser<Value>, least: number): Parser<readonly Value[]> {
  return function* (text, at) {
    for (const [first, next] of parser(text, at)) {
      for (const [rest, end] of repeated(parser, least - 1)(text, next)) yield [[first, ...rest], end];
    }
    if (least <= 0) yield [[], at];
  };
}

export function separated<Value>(parser: Parser<Value>, separator: string, least: number): Parser<readonly Value[]> {
  const more = map(sequence(exactly(separator), parser), ([, value]) => value);
  return map(sequence(parser, repeated(more, least - 1)), ([first, rest]) => [first, ...rest]);
}

export function sequence<A, B>(first: Parser<A>, second: Parser<B>): Parser<readonly [A, B]>;
export function sequence<A, B, C>(a: Parser<A>, b: Parser<B>, c: Parser<C>): Parser<readonly [A, B, C]>;
export function sequence<A, B, C, D>(
  a: Parser<A>,
  b: Parser<B>,
  c: Parser<C>,
  d: Parser<D>,
): Parser<readonly [A, B, C, D]>;
export function sequence(...parsers: readonly Parser<unknown>[]): Parser<readonly unknown[]> {
  return parsers.reduceRight<Parser<readonly unknown[]>>(
    (rest, first) =>
      function* (text, at) {
        for (const [value, next] of first(text, at)) {
          for (const [values, end] of rest(text, next)) yield [[value, ...values], end];
        }
      },
    (_text, at) => [[[], at]],
  );
}
