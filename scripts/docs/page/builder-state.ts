import type { BuilderCell, BuilderChoice, BuilderOperation } from "./builder-data.ts";

/** The values that are set, by the index of their field. */
export type FieldValues = ReadonlyMap<number, unknown>;

/** The request `{ params, body }` with these values. Objects that every request has are there, even if empty. */
export function buildRequest({ fields, objects }: BuilderOperation, values: FieldValues): Record<string, unknown> {
  const request: Record<string, unknown> = {};
  for (const path of objects) objectAt(request, path);
  fields.forEach(({ path }, index) => {
    const key = path.at(-1);
    if (values.has(index) && key !== undefined) objectAt(request, path.slice(0, -1))[key] = values.get(index);
  });
  return request;
}

function objectAt(request: Record<string, unknown>, path: readonly string[]): Record<string, unknown> {
  let current = request;
  for (const key of path) {
    const inner = current[key];
    const next: Record<string, unknown> = isRecord(inner) ? inner : {};
    current[key] = next;
    current = next;
  }
  return current;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/**
 * Why a field can't be set, or have a value, beside the values of the others; undefined where it can. While the others
 * contradict each other already, nothing is ruled out: what is wrong comes first.
 *
 * @param value the value to set; undefined stands for any
 */
export function whyNot(
  operation: BuilderOperation,
  values: FieldValues,
  index: number,
  value: unknown,
): string | undefined {
  const others = new Map([...values].filter(([other]) => other !== index));
  const candidates = value === undefined ? candidatesOf(operation, index) : [value];
  for (const choice of operation.choices) {
    if (!choice.fields.includes(index) || !isPossible(choice, others)) continue;
    const fits = (set: FieldValues): boolean =>
      candidates.some((one) => isPossible(choice, new Map([...set, [index, one]])));
    if (fits(others)) continue;
    const culprits = [...others].filter(
      ([other, set]) => choice.fields.includes(other) && !fits(new Map([[other, set]])),
    );
    return explain("Not available", operation, index, culprits);
  }
  return undefined;
}

/**
 * Why a field must be set beside the values of the others; undefined where it need not be, and where nothing that is set asks for it.
 */
export function whyNeeded(operation: BuilderOperation, values: FieldValues, index: number): string | undefined {
  for (const choice of operation.choices) {
    const column = choice.fields.indexOf(index);
    if (column < 0 || !isPossible(choice, values)) continue;
    const isNeeded = (set: FieldValues): boolean =>
      choice.variants
        .filter((cells) => cells.every((cell, other) => allows(cell, set, choice.fields[other] ?? -1)))
        .every((cells) => cells[column]?.presence === "required");
    const others = [...values].filter(([other]) => choice.fields.includes(other));
    if (!isNeeded(values) || isNeeded(new Map())) continue;
    const alone = others.filter(([other, set]) => isNeeded(new Map([[other, set]])));
    return explain("Needed", operation, index, alone.length > 0 ? alone : others);
  }
  return undefined;
}

function candidatesOf({ fields }: BuilderOperation, index: number): readonly unknown[] {
  const field = fields[index];
  return field?.kind === "choice" ? field.values : [field?.example];
}

/** Whether some variant allows what is set so far. */
function isPossible({ fields, variants }: BuilderChoice, values: FieldValues): boolean {
  return variants.some((cells) => cells.every((cell, column) => allows(cell, values, fields[column] ?? -1)));
}

function allows({ presence, values: listed }: BuilderCell, values: FieldValues, index: number): boolean {
  if (!values.has(index)) return true;
  return presence !== "forbidden" && (listed === undefined || listed.includes(values.get(index)));
}

function explain(
  verdict: string,
  { fields, rules }: BuilderOperation,
  index: number,
  culprits: readonly (readonly [number, unknown])[],
): string {
  const named = culprits.map(([other, value]) => {
    const field = fields[other];
    return `${field?.name ?? ""} is ${field?.kind === "choice" ? String(value) : "set"}`;
  });
  const about = rules.filter((rule) => rule.fields.includes(index));
  const both = about.filter((rule) => culprits.some(([other]) => rule.fields.includes(other)));
  const words = (both.length > 0 ? both : about).map((rule) => rule.words).join(" ");
  return `${verdict}${named.length > 0 ? ` because ${named.join(" and ")}` : ""}. ${words}`;
}
