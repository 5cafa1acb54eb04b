/** One reason why a request would be refused. */
export interface Violation {
  /** JSON Pointer (RFC 6901) into `{ params, body }`, or into the body where it is checked alone: the value at fault, or the object whose fields break a rule. */
  readonly path: string;
  /** The fields concerned, by the names that the sentence uses; a single one for a violation of the schema. */
  readonly fields: readonly string[];
  /** What is wrong, in words. */
  readonly message: string;
  /** The IDL sentence that is broken, as its author wrote it; undefined for a violation of the schema. */
  readonly sentence: string | undefined;
  /** The id that its author gave the rule. */
  readonly id?: string;
  /**
   * The smallest change that would satisfy the rule: "remove oplogTs, or remove snapshotId". It is searched when it is read, as
   * `JSON.stringify` does; a copy by `{ ...violation }` hasn't got it.
   */
  readonly repair?: string | undefined;
}

/** A value for a message: short, because it may be anything. */
export function showValue(value: unknown): string {
  if (typeof value === "string") return value.length > 40 ? `a string of ${value.length} characters` : `'${value}'`;
  if (Array.isArray(value)) return "a list";
  if (isFile(value)) return "a file";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}

/** A file or the bytes of one, as forms carry them: it has no properties to look at. */
export function isFile(value: unknown): boolean {
  return (
    value instanceof ArrayBuffer || ArrayBuffer.isView(value) || (typeof Blob !== "undefined" && value instanceof Blob)
  );
}

/** What could change what a terminal or an editor shows around it. Engines take long to read such classes: only when one is needed. */
const controls = "[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]";

/** Text without such characters. */
export function escapeControls(text: string): string {
  if (!/[^ -~]/.test(text)) return text;
  return text.replace(new RegExp(controls, "gu"), (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
