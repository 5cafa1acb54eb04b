import { applyChanges, type Change } from "./changes.ts";
import type { Condition, FieldIndex, Operation, Scale } from "./rule.ts";
import { type CompiledRule, type NamedField, valueAt } from "./rule-fields.ts";
import { showItems } from "./rule-words.ts";
import { calculate, compareFractions, type Fraction, toFraction } from "./values/decimal.ts";
import { parseInstant } from "./values/instant.ts";

type FieldPath = readonly string[];
type CompiledRules = readonly CompiledRule[];

/** What repairs need where rules compare numbers or points in time. */
export interface Scales {
  /** Changes of a field to a sample of each kind of values that rules tell apart; undefined for one without a scale. */
  samples(field: NamedField | undefined, object: unknown): readonly Change[] | undefined;
  /**
   * Changes in words that say all values which do as well as samples: "set n to 3 or more". Undefined where what one field may
   * be set to depends on another.
   *
   * @param keeps whether an object keeps a rule
   */
  tell(
    changes: readonly Change[],
    rules: CompiledRules,
    object: unknown,
    keeps: (rule: CompiledRule, object: unknown) => boolean,
  ): readonly string[] | undefined;
}

/** A change to a value that stands for others. */
class Sample implements Change {
  readonly path: FieldPath;
  readonly value: unknown;
  readonly name: string;

  constructor({ name, path }: NamedField, value: unknown) {
    this.path = path;
    this.value = value;
    this.name = name;
  }

  get words(): string {
    return `set ${this.name} to ${showItems(this.value)}`;
  }
}

export type ScalesOf = (rules: CompiledRules) => Scales;

export const scaleTools: ScalesOf = (all) => ({
  samples(field, object) {
    if (field === undefined || scaleAt(all, field.path) === undefined) return undefined;
    return (cellsOf(all, field.path, object, []) ?? []).map(({ sample }) => new Sample(field, sample));
  },
  tell(changes, rules, object, keeps) {
    const isRight = (some: readonly Change[]): boolean => {
      const changed = applyChanges(object, some);
      return rules.every((rule) => keeps(rule, changed));
    };
    const moved = changes.filter((change) => change instanceof Sample);
    /** The changes with every value that may stand for one of the samples in `words`. */
    let told: readonly (readonly Change[])[] = [changes];
    const words: string[] = [];
    for (const change of changes) {
      if (!(change instanceof Sample)) {
        words.push(change.words);
        continue;
      }
      const others = changes.filter((other) => other !== change);
      const apart = moved.flatMap((other) => (other === change ? [] : [keyOf(other.path)]));
      const cells = cellsOf(all, change.path, applyChanges(object, others), apart, change.value);
      if (cells === undefined) return undefined;
      const withCell = ({ sample }: Cell): (readonly Change[])[] =>
        told.map((some) => some.map((one) => (one.path === change.path ? { ...one, value: sample } : one)));
      const isGood = cells.map((cell) => withCell(cell).every(isRight));
      let first = cells.findIndex(({ sample }) => sample === change.value);
      let last = first;
      while (isGood[first - 1] === true) first--;
      while (isGood[last + 1] === true) last++;
      const run = cells.slice(first, last + 1);
      told = run.flatMap(withCell);
      words.push(`set ${change.name}${wordsOfRun(run, scaleAt(all, change.path) ?? {})}`);
    }
    return words;
  },
});

/** Values of which rules say the same: one, or all between two others. */
interface Cell {
  /** Undefined if values go on without end. */
  readonly low: Fraction | undefined;
  readonly high: Fraction | undefined;
  /** Whether the ends don't belong to it. */
  readonly isOpen: boolean;
  readonly sample: unknown;
}

const secondsPerDay = 86400;

/**
 * The values that a field's schema allows, in their order; undefined where it has no scale, or the rules don't divide it.
 *
 * @param apart the fields that what they say of this one must not depend on
 * @param own a value that has a cell of its own
 */
function cellsOf(
  rules: CompiledRules,
  path: FieldPath,
  object: unknown,
  apart: readonly string[],
  own?: unknown,
): Cell[] | undefined {
  const scale = scaleAt(rules, path);
  if (scale === undefined) return undefined;
  const points = dividingPoints(rules, scale, path, object, apart);
  if (points === undefined) return undefined;
  const bounds = [
    scale.minimum,
    scale.exclusiveMinimum,
    scale.maximum,
    scale.exclusiveMaximum,
    ...(scale.values ?? []),
  ];
  const limits = bounds.flatMap((bound) => (bound === undefined ? [] : [toFraction(bound)]));
  const sorted = [...points, ...limits, ...[readPoint(own, scale) ?? []].flat()]
    .sort(compareFractions)
    .filter((point, index, all) => index === 0 || !isSamePoint(point, all[index - 1]));
  const cells = [undefined, ...sorted].flatMap((point, index) => [
    ...(point === undefined ? [] : cellAt(point, scale)),
    ...cellBetween(point, sorted[index], scale),
  ]);
  return cells.filter(({ sample }) => isInBounds(sample, scale));
}

function isSamePoint(one: Fraction | undefined, other: Fraction | undefined): boolean {
  return one !== undefined && other !== undefined && compareFractions(one, other) === 0;
}

function isInBounds(sample: unknown, scale: Scale): boolean {
  if (scale.format !== undefined) return true;
  if (typeof sample !== "number" || scale.values?.includes(sample) === false) return false;
  const { minimum: least = sample, maximum: most = sample } = scale;
  const { exclusiveMinimum: above = -Infinity, exclusiveMaximum: below = Infinity } = scale;
  return least <= sample && sample <= most && above < sample && sample < below;
}

/** The cell of one value; none where the schema has no such value. */
function cellAt(point: Fraction, scale: Scale): Cell[] {
  const sample = writePoint(point, scale);
  return isSamePoint(readPoint(sample, scale), point) && isOnGrid(point, scale)
    ? [{ low: point, high: point, isOpen: false, sample }]
    : [];
}

/** Whether a schema with that scale allows a number. */
export function allowsNumber(scale: Scale, value: number): boolean {
  return isInBounds(value, scale) && isOnGrid(toFraction(value), scale);
}

function isOnGrid(point: Fraction, scale: Scale): boolean {
  const step = stepOf(scale);
  return step === undefined || isSamePoint(point, onGrid(point, step, 0n));
}

/** The cell of all values between two. */
function cellBetween(low: Fraction | undefined, high: Fraction | undefined, scale: Scale): Cell[] {
  const step = stepOf(scale);
  const [one, two, zero] = [toFraction(1), toFraction(2), toFraction(0)];
  if (step !== undefined) {
    const first = low && onGrid(low, step, 1n);
    const last = high && negated(onGrid(negated(high), step, 1n));
    const some = first ?? last ?? zero;
    const sample = writePoint(some, scale);
    const isEmpty = first !== undefined && last !== undefined && compareFractions(first, last) > 0;
    return isEmpty || !isSamePoint(readPoint(sample, scale), some)
      ? []
      : [{ low: first, high: last, isOpen: false, sample }];
  }
  const middle =
    low && high
      ? calculate("/", calculate("+", low, high) ?? zero, two)
      : calculate("+", low ?? high ?? zero, low ? one : negated(high ? one : zero));
  const sample = writePoint(middle ?? zero, scale);
  const found = readPoint(sample, scale);
  const isBetween =
    found !== undefined &&
    (low === undefined || compareFractions(low, found) < 0) &&
    (high === undefined || compareFractions(found, high) < 0);
  return isBetween ? [{ low, high, isOpen: true, sample }] : [];
}

/** What the values are multiples of. */
function stepOf({ format, step }: Scale): bigint | undefined {
  return format === "date" ? BigInt(secondsPerDay) : step === undefined ? undefined : BigInt(step);
}

/** The largest multiple of a step up to a point, or a number of steps beyond it. */
function onGrid({ numerator, denominator }: Fraction, step: bigint, beyond: bigint): Fraction {
  const size = denominator * step;
  const rest = ((numerator % size) + size) % size;
  return { numerator: (numerator - rest) / denominator + beyond * step, denominator: 1n };
}

function negated({ numerator, denominator }: Fraction): Fraction {
  return { numerator: -numerator, denominator };
}

function readPoint(value: unknown, { format }: Scale): Fraction | undefined {
  if (format === undefined) return typeof value === "number" && Number.isFinite(value) ? toFraction(value) : undefined;
  const instant = typeof value === "string" ? parseInstant(value) : undefined;
  if (instant === undefined) return undefined;
  const { seconds, fraction } = instant;
  const denominator = 10n ** BigInt(fraction.length);
  return { numerator: BigInt(seconds) * denominator + BigInt(fraction || 0), denominator };
}

/** The value nearest to a fraction. */
function writePoint({ numerator, denominator }: Fraction, { format }: Scale): unknown {
  if (format === undefined) return Number(numerator) / Number(denominator);
  const seconds = onGrid({ numerator, denominator }, 1n, 0n).numerator;
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return undefined;
  const text = date.toISOString();
  if (format === "date") return text.slice(0, -14);
  const digits = String(denominator).length + 1;
  const rest = ((numerator - seconds * denominator) * 10n ** BigInt(digits)) / denominator;
  const fraction = String(rest).padStart(digits, "0").replace(/0+$/, "");
  return `${text.slice(0, -5)}${fraction && `.${fraction}`}Z`;
}

function scaleAt(rules: CompiledRules, path: FieldPath): Scale | undefined {
  const key = keyOf(path);
  for (const { rule, fields } of rules)
    for (const [index, scale] of rule.scales ?? []) if (keyOf(fields[index]?.path ?? []) === key) return scale;
  return undefined;
}

function keyOf(path: FieldPath): string {
  return JSON.stringify(path);
}

/** The values at which what rules say of a field changes; undefined where it changes elsewhere, too. */
function dividingPoints(
  rules: CompiledRules,
  scale: Scale,
  path: FieldPath,
  object: unknown,
  apart: readonly string[],
): readonly Fraction[] | undefined {
  const own = keyOf(path);
  const points: (Fraction | undefined)[] = [];
  for (const { rule, fields } of rules) {
    const isOwn = (field: FieldIndex): boolean => keyOf(fields[field]?.path ?? []) === own;
    const lookUp = (field: FieldIndex): unknown => valueAt(object, fields[field]?.path ?? []);
    const isApart = (field: FieldIndex): boolean => apart.includes(keyOf(fields[field]?.path ?? []));
    const visit = (condition: Condition): void => {
      if (typeof condition === "number") return;
      if (condition[0] === "not") visit(condition[1]);
      else if (condition[0] === "count") for (const part of condition[2]) visit(part);
      else if (condition[0] === "relation") {
        const [, left, , right, as] = condition;
        if (!isOwn(left) && !isOwn(right)) return;
        const other = isOwn(left) ? right : left;
        // Texts that aren't compared as points in time are equal only as they are written.
        if (isOwn(other) || isApart(other) || (scale.format !== undefined && as !== "dates")) points.push(undefined);
        else if (typeof lookUp(other) === (scale.format === undefined ? "number" : "string"))
          points.push(readPoint(lookUp(other), scale));
      } else if (condition[0] === "arithmetic") {
        const [, operation, , limit] = condition;
        const used = operands(operation);
        if (!used.some(isOwn)) return;
        const line = lineOf(operation, isOwn, lookUp);
        if (line === undefined || used.some(isApart)) points.push(undefined);
        else if (line !== "none" && line.slope.numerator !== 0n) {
          const rest = calculate("-", toFraction(limit), line.start);
          points.push(rest && calculate("/", rest, line.slope));
        }
      } else if (isOwn(condition[1])) {
        if (condition[0] === "compare") points.push(toFraction(condition[3]));
        else if (scale.format !== undefined) points.push(undefined);
        else if (condition[0] === "equals")
          for (const value of condition[2]) if (typeof value === "number") points.push(toFraction(value));
      }
    };
    visit(rule.condition);
  }
  return points.every((point) => point !== undefined) ? points : undefined;
}

function operands(operation: Operation): readonly FieldIndex[] {
  return typeof operation === "number" ? [operation] : [...operands(operation[1]), ...operands(operation[2])];
}

/** How the result of an operation depends on one operand. */
interface Line {
  readonly start: Fraction;
  readonly slope: Fraction;
}

/** "none" where it has no result, whatever the operand; undefined where it isn't a line. */
function lineOf(
  operation: Operation,
  isOwn: (field: FieldIndex) => boolean,
  lookUp: (field: FieldIndex) => unknown,
): Line | "none" | undefined {
  const zero = toFraction(0);
  if (typeof operation === "number") {
    if (isOwn(operation)) return { start: zero, slope: toFraction(1) };
    const start = readPoint(lookUp(operation), {});
    return start === undefined ? "none" : { start, slope: zero };
  }
  const [operator, left, right] = operation;
  const [one, other] = [lineOf(left, isOwn, lookUp), lineOf(right, isOwn, lookUp)];
  if (one === undefined || other === undefined) return undefined;
  if (one === "none" || other === "none") return "none";
  const join = (a: Fraction, b: Fraction): Fraction => calculate(operator, a, b) ?? zero;
  if (operator === "+" || operator === "-")
    return { start: join(one.start, other.start), slope: join(one.slope, other.slope) };
  if (other.slope.numerator === 0n) {
    if (operator === "/" && other.start.numerator === 0n) return "none";
    return { start: join(one.start, other.start), slope: join(one.slope, other.start) };
  }
  return operator === "*" && one.slope.numerator === 0n
    ? { start: join(one.start, other.start), slope: join(one.start, other.slope) }
    : undefined;
}

/** What stands behind the name of a field that may be set to any value of some cells. */
function wordsOfRun(run: readonly Cell[], scale: Scale): string {
  const samples = run.map(({ sample }) => showItems(sample));
  if (scale.values !== undefined)
    return ` to ${[samples.slice(0, -1).join(", "), ...samples.slice(-1)].filter(Boolean).join(" or ")}`;
  const [first, last] = [run[0], run.at(-1)];
  const show = (point: Fraction): string => showItems(writePoint(point, scale));
  const [low, high] = [first?.low && show(first.low), last?.high && show(last.high)];
  const [isAbove, isBelow] = [first?.isOpen, last?.isOpen];
  const multiple = (scale.step ?? 1) > 1 ? `a multiple of ${scale.step}` : "";
  if (low === undefined && high === undefined) return multiple && ` to ${multiple}`;
  const isTime = scale.format !== undefined;
  const [after, before] = isTime ? ["a time after", "before"] : ["more than", "less than"];
  const from = isAbove ? `${after} ${low}` : `${low} or ${isTime ? "later" : "more"}`;
  const alone = isBelow ? `${isTime ? "a time " : ""}${before} ${high}` : `${high} or ${isTime ? "earlier" : "less"}`;
  const upTo = isBelow ? `${before} ${high}` : `${isTime ? "no later than" : "at most"} ${high}`;
  if (low === high) return ` to ${low}`;
  const both = isAbove || isBelow ? `${from} but ${upTo}` : `from ${low} to ${high}`;
  const range = low === undefined ? alone : high === undefined ? from : both;
  return ` to ${isAbove || isBelow || low === undefined || high === undefined ? range : `a value ${range}`}${multiple && ` (${multiple})`}`;
}
