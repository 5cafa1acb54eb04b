import { type Field, fieldAt } from "../language/field.ts";
import type { Structure } from "./compile.ts";

/**
 * What the objects of a request impose on its fields, as seen from one of them: `site` is present, and so is everything that it and
 * the objects around it require.
 */
export function structureOf(request: readonly Field[], site: readonly string[]): Structure {
  const parentOf = (field: Field): Field | undefined => fieldAt(request, field.path.slice(0, -1));
  /** The site itself, and the objects that hold it. */
  const holdsSite = ({ path }: Field): boolean =>
    path.length <= site.length && path.every((step, index) => step === site[index]);

  const guaranteed = (field: Field): boolean => {
    if (holdsSite(field)) return true;
    const parent = parentOf(field);
    return field.required && (parent === undefined || guaranteed(parent));
  };
  const requiredBelow = (field: Field): Field[] =>
    field.fields.filter((child) => child.required).flatMap((child) => [child, ...requiredBelow(child)]);
  const impliedBy = (field: Field): Field[] => {
    const parent = parentOf(field);
    const above =
      parent === undefined || holdsSite(parent) ? [] : [parent, ...requiredBelow(parent), ...impliedBy(parent)];
    return [...requiredBelow(field), ...above].filter((implied) => implied !== field);
  };
  return { guaranteed, impliedBy };
}
