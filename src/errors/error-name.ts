/**
 * Gives an error class its `name` on the prototype, where the built-in errors have theirs: the first line of a stack
 * shows it, a minifier can't change it, and it is no field that `JSON.stringify` or `util.inspect` would repeat.
 */
export function nameErrorClass(errorClass: { readonly prototype: Error }, name: string): void {
  Object.defineProperty(errorClass.prototype, "name", { value: name, configurable: true, writable: true });
}
