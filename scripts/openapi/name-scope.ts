import { allFields, type Field, fieldAt, fieldName, findFields } from "../language/field.ts";
import type { Scope } from "../language/lower.ts";

/** What names mean: on an operation any parameter or body property, on a schema its own properties. */
export function scopeOf(title: string, request: readonly Field[], object: readonly string[] | undefined): Scope {
  const holder = object && fieldAt(request, object);
  const fields = holder ? holder.fields : request.flatMap((container) => container.fields);
  const skip = object ? object.length - 1 : 0;
  return {
    title,
    object: holder,
    find: (name) => {
      const found = findFields(fields, name);
      // Forms write nested properties as `address[city]`.
      return found.length > 0 || !name.includes("[") ? found : findFields(fields, dottedName(name));
    },
    get names() {
      return allFields(fields, 3).map((field) => fieldName({ ...field, path: field.path.slice(skip) }));
    },
  };
}

/** `a[b][c]` as `a.b.c` */
function dottedName(name: string): string {
  return name.replaceAll(/\[([^\][]+)\]/g, ".$1");
}
