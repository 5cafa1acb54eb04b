/**
 * The generated types and validators: handwritten code imports them from here and nowhere else.
 */
import type { operations } from "../generated/restore-jobs.ts";

export type * from "../generated/restore-jobs.ts";
export * from "../generated/restore-jobs.validator.ts";

/** The JSON body that an operation takes: a union with one member for each combination the API's rules allow. */
export type RequestBody<Operation extends keyof operations> = operations[Operation] extends {
  requestBody: { content: infer Content };
}
  ? Content[keyof Content]
  : never;

/** The JSON body of an operation's 200 response. */
export type ResponseBody<Operation extends keyof operations> = operations[Operation] extends {
  responses: { 200: { content: infer Content } };
}
  ? Content[keyof Content]
  : never;

/** The path parameters of an operation. */
export type PathParameters<Operation extends keyof operations> = operations[Operation]["parameters"]["path"];

/** The media types an operation takes, as string literals: a constant that `satisfies` this follows the fragment. */
export type RequestMediaType<Operation extends keyof operations> = operations[Operation] extends {
  requestBody: { content: infer Content };
}
  ? keyof Content
  : never;

/** The query parameters of an operation. */
export type QueryParameters<Operation extends keyof operations> = NonNullable<
  operations[Operation]["parameters"]["query"]
>;
