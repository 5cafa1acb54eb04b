import { type Field, fieldAt, isPrefix } from "../language/field.ts";
import type { Structure } from "./compile.ts";

/**
 * What the objects of a request impose on its fields, as seen from one of them: `site` is present, and so is everything that it and
 * the objects around it require.
 */
export function structureOf(request: readonly Field[], site: readonly string[]): Structure {
  const parentOf = (field: Field): Field | undefined => fieldAt(request, field.path.slice(0, -1));
  /** The site itself, and the objects that hold it. */
  const holdsSite = ({ path }: Field): boolean => isPrefix(path, site);

  const isObject = (field: Field): boolean => holdsSite(field) || field.mayBeOther !== true;
  const guaranteed = (field: Field): boolean => {
    if (holdsSite(field)) return true;
    const parent = parentOf(field);
    return field.required && (parent === undefined || (isObject(parent) && guaranteed(parent)));
  };
  // Each of thousands of fields asks for what its parent requires.
  const requiredBelow = remembering((object: Field): readonly Field[] =>
    object.fields
      .filter((child) => child.required)
      .flatMap((child) => [child, ...(isObject(child) ? requiredBelow(child) : [])]),
  );
  const impliedBy = remembering((field: Field): readonly Field[] => {
    const parent = parentOf(field);
    const above =
      parent === undefined || holdsSite(parent) ? [] : [parent, ...requiredBelow(parent), ...impliedBy(parent)];
    const below = isObject(field) ? requiredBelow(field) : [];
    return [...below, ...above].filter((implied) => implied !== field);
  });
  return { guaranteed, isObject, impliedBy };
}

function remembering<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const found = known.get(key) ?? { value: compute(key) };
    known.set(key, found);
    return found.value;
  };
}
