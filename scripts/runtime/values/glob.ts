/** IDL's `LIKE`: `*` stands for any run of characters, all else for itself. Linear in the length of `value`, for any pattern. */
export function matchesGlob(value: string, pattern: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === undefined) return value === pattern;
  if (!value.startsWith(first) || value.length < first.length + last.length || !value.endsWith(last)) return false;
  let from = first.length;
  for (const part of rest) {
    const found = value.indexOf(part, from);
    if (found < 0 || found + part.length > value.length - last.length) return false;
    from = found + part.length;
  }
  return true;
}
