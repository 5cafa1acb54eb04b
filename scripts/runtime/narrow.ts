import { isObject } from "./compiler.ts";
import { accepts, findViolations, type OperationChecks, type Part } from "./request.ts";
import type { Violation } from "./violation.ts";

/** What an assertion throws. */
export class InvalidRequestError extends Error {
  override readonly name = "InvalidRequestError";
  readonly violations: readonly Violation[];

  constructor(violations: readonly Violation[]) {
    super(violations.map(({ message }) => message).join("\n"));
    this.violations = violations;
  }
}

/** The violations in a request or a body; an empty list if it is valid. Never throws. */
export type RequestValidator = (value: unknown) => readonly Violation[];

export function validator(operation: OperationChecks, part: Part): RequestValidator {
  return (value) => findViolations(operation(part), value);
}

export function guard<Value>(operation: OperationChecks, part: Part): (value: unknown) => value is Value {
  return (value): value is Value => accepts(operation(part), value);
}

/** @returns a function that throws an InvalidRequestError with all violations */
export function assertion<Value>(operation: OperationChecks, part: Part): (value: unknown) => asserts value is Value {
  return (value): asserts value is Value => {
    const violations = findViolations(operation(part), value);
    if (violations.length > 0) throw new InvalidRequestError(violations);
  };
}

/** The interface of https://standardschema.dev, version 1. */
export interface StandardSchema<Value> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (
      value: unknown,
    ) =>
      | { readonly value: Value; readonly issues?: undefined }
      | { readonly issues: readonly { readonly message: string; readonly path: readonly (string | number)[] }[] };
    readonly types?: { readonly input: Value; readonly output: Value } | undefined;
  };
}

export function standardSchema<Value>(operation: OperationChecks, part: Part): StandardSchema<Value> {
  const isValue = (_: unknown, violations: readonly Violation[]): _ is Value => violations.length === 0;
  return {
    "~standard": {
      version: 1,
      vendor: "openapi-rules",
      validate(value) {
        const violations = findViolations(operation(part), value);
        if (isValue(value, violations)) return { value };
        return {
          issues: violations.map(({ message, path }) => ({ message, path: keysTo(path, value) })),
        };
      },
    },
  };
}

/** The keys on the way to a place, of which those of lists are numbers. */
function keysTo(pointer: string, value: unknown): (string | number)[] {
  const keys: (string | number)[] = [];
  for (const step of pointer.split("/").slice(1)) {
    const within = keys.reduce<unknown>((part, key) => (isObject(part) ? part[key] : undefined), value);
    keys.push(Array.isArray(within) ? Number(step) : step.replaceAll("~1", "/").replaceAll("~0", "~"));
  }
  return keys;
}

type ContentOf<RequestBody> = RequestBody extends { content: infer Content } ? Content[keyof Content] : never;

/** The body of an operation, as openapi-typescript describes the operation. */
export type BodyOf<Operation> = Operation extends { requestBody?: infer RequestBody }
  ? ContentOf<NonNullable<RequestBody>>
  : never;

/** A request: the parameters of an operation, and its body. */
export type RequestOf<Operation> = Operation extends { parameters: infer Parameters }
  ? (Record<never, never> extends Parameters ? { params?: Parameters } : { params: Parameters }) &
      (Operation extends { requestBody: infer RequestBody }
        ? { body: ContentOf<RequestBody> }
        : { body?: BodyOf<Operation> })
  : never;

/**
 * What is sent: nothing that openapi-typescript marks as read-only. Its own `Writable` takes lists with `readonly` for objects, tuples
 * for lists, and allows texts where an object is expected that requires nothing.
 */
export type Sent<Type> = Type extends { readonly $read: unknown }
  ? never
  : Type extends { readonly $write: infer Value }
    ? Sent<Value>
    : Type extends readonly unknown[]
      ? { [Key in keyof Type]: Sent<Type[Key]> }
      : Type extends object
        ? SentObject<Type> extends infer Whole
          ? { [Key in keyof Whole]: Whole[Key] }
          : never
        : Type;

type SentObject<Type> = {
  [Key in keyof Type as Key extends ReadKey<Type> ? never : Key]: Sent<Type[Key]>;
} & { [Key in ReadKey<Type>]?: never };

/** The properties that are read-only, and not those that can only be absent. */
type ReadKey<Type> = keyof {
  [Key in keyof Type as [NonNullable<Type[Key]>] extends [never]
    ? never
    : NonNullable<Type[Key]> extends { readonly $read: unknown }
      ? Key
      : never]: never;
};
