/** What rules are about: a request as a tree of fields. Each container (`query`, `body`, …) is a field too. */

export type Value = string | number | boolean | null;

/** The bounds of a number, as JSON Schema names them. */
export interface NumberBounds {
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly exclusiveMinimum?: number | undefined;
  readonly exclusiveMaximum?: number | undefined;
  readonly multipleOf?: number | undefined;
}

/** What a text has to be like, as JSON Schema names it; `patterns` are those of all schemas. */
export interface TextBounds {
  readonly patterns?: readonly string[] | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
}

/** What a field may hold. `any`: its schemas don't say, or allow several types. */
export type Domain =
  | { readonly kind: "finite"; readonly values: readonly Value[] }
  | ({ readonly kind: "string"; readonly date: boolean } & TextBounds)
  | ({ readonly kind: "number"; readonly integer: boolean } & NumberBounds)
  | { readonly kind: "object" }
  | { readonly kind: "array"; readonly items: Domain }
  | { readonly kind: "any" };

export interface Field {
  /** From the container down: `["body", "delivery", "methodName"]`, `["query", "limit"]`. */
  readonly path: readonly string[];
  /** Whether the object that holds it must hold it. */
  readonly required: boolean;
  /** Whether each of several schemas, of which the object has to fit one, requires it: that is for them to check. */
  readonly requiredByEach?: boolean;
  readonly domain: Domain;
  /** Whether a value may be something else than an object, such as null, though it has fields as an object. */
  readonly mayBeOther?: boolean;
  /** The properties of an object. */
  readonly fields: readonly Field[];
}

const fieldIds = new WeakMap<Field, string>();

/** One field's identity within a request. */
export function fieldId(field: Field): string {
  const id = fieldIds.get(field) ?? JSON.stringify(field.path);
  fieldIds.set(field, id);
  return id;
}

/** The last step of a field's path: its key in the object that holds it. */
export function fieldKey(field: Pick<Field, "path">): string {
  return field.path.at(-1) ?? "";
}

/** The name that a sentence on the operation uses: without the container. */
export function fieldName(field: Field): string {
  return field.path.slice(1).join(".");
}

/** All fields that `name` can mean below `fields`: a key, or keys with dots between them. */
export function findFields(fields: readonly Field[], name: string): Field[] {
  const positions = positionsByKey(fields);
  const found: number[] = [...(positions.get(name) ?? [])];
  for (let dot = name.indexOf("."); dot >= 0; dot = name.indexOf(".", dot + 1))
    found.push(...(positions.get(name.slice(0, dot)) ?? []));
  return found
    .sort((a, b) => a - b)
    .flatMap((position) => {
      const field = fields[position];
      if (field === undefined) return [];
      const key = fieldKey(field);
      return key === name ? [field] : findFields(field.fields, name.slice(key.length + 1));
    });
}

const knownPositions = new WeakMap<readonly Field[], ReadonlyMap<string, readonly number[]>>();

/** Each name of each sentence is looked up among the same fields. */
function positionsByKey(fields: readonly Field[]): ReadonlyMap<string, readonly number[]> {
  const known = knownPositions.get(fields);
  if (known !== undefined) return known;
  const positions = new Map<string, number[]>();
  for (const [position, field] of fields.entries()) {
    const key = fieldKey(field);
    const others = positions.get(key);
    if (others === undefined) positions.set(key, [position]);
    else others.push(position);
  }
  knownPositions.set(fields, positions);
  return positions;
}

/** The field with exactly this path. */
export function fieldAt(fields: readonly Field[], path: readonly string[]): Field | undefined {
  const depth = path.length - 1;
  const next = fields.find((field) => path.length > 0 && isPrefix(field.path, path));
  return next === undefined || next.path.length > depth ? next : fieldAt(next.fields, path);
}

/** Whether a path starts with another one, which may be the same. */
export function isPrefix(prefix: readonly string[], path: readonly string[]): boolean {
  return prefix.length <= path.length && prefix.every((step, index) => step === path[index]);
}

/** The path of the innermost object that holds all of the fields; empty where they are in several containers. */
export function commonObject(fields: readonly Field[]): readonly string[] {
  const [first = [], ...others] = fields.map(({ path }) => path.slice(0, -1));
  const different = first.findIndex((step, index) => others.some((path) => path[index] !== step));
  return different < 0 ? first : first.slice(0, different);
}

/** The chosen ones of all fields below `fields`, each once, in the order in which a description lists them. */
export function inDocumentOrder(fields: readonly Field[], chosen: readonly Field[]): Field[] {
  return fields.flatMap((field) => {
    const below = chosen.filter(({ path }) => isPrefix(field.path, path));
    if (below.length === 0) return [];
    const isChosen = below.some(({ path }) => path.length === field.path.length);
    return [...(isChosen ? [field] : []), ...inDocumentOrder(field.fields, below)];
  });
}

/** Every field below `fields`, parents first, down to `depth` levels: a schema may contain itself. */
export function allFields(fields: readonly Field[], depth = 5): Field[] {
  return fields.flatMap((field) => [field, ...(depth > 1 ? allFields(field.fields, depth - 1) : [])]);
}
