import type { Diagnostic } from "../diagnostics.ts";
import type { Field } from "../language/field.ts";
import type { Rule } from "../language/rule.ts";

/** What the rules belong to: an operation, with the body of one media type, or a schema: of `components`, or in place in another. */
export type RuleOwner =
  | {
      readonly kind: "operation";
      readonly path: string;
      readonly method: string;
      readonly operationId: string | undefined;
      readonly mediaType: string | undefined;
      /** What names call that body: `body`, `form body`. */
      readonly bodyName: string;
    }
  | { readonly kind: "schema"; readonly name: string }
  /** The names of its types start with `name`; `place` is where it stands; `alias` stands for its type until they are written. */
  | { readonly kind: "inline"; readonly name: string; readonly place: string; readonly alias: string };

/** All rules that a request, or an object of a schema, must follow. */
export interface RuleSet {
  readonly owner: RuleOwner;
  /** The request as fields; for a schema its object alone, as `body`. */
  readonly request: readonly Field[];
  /** The owner's own rules first, then those of the schemas in its body. */
  readonly rules: readonly Rule[];
  /** Those of the owner itself. */
  readonly own: readonly Rule[];
  /** Rules of schemas below the owner's, which express them: the owner's types do so as well where a rule of its own reaches them. */
  readonly below: readonly Rule[];
  /** Whether the owner's types must express rules: each schema expresses its own. */
  readonly typed: boolean;
  /** Whether docs list the rules with the owner. */
  readonly listed: boolean;
  /** Names that the author chose for variants, by the names that would be derived: `x-variant-names`. */
  readonly variantNames: ReadonlyMap<string, string>;
  readonly diagnose: Diagnose;
}

/** Makes a diagnostic at a place of the rules: within a sentence, at the declaration of a field, of the list, or of variants' names. */
export type Diagnose = (
  severity: Diagnostic["severity"],
  message: string,
  at?: Rule | Field | "x-variant-names",
) => Diagnostic;

/** The operation in messages: its `operationId`, or `GET /path`. */
export function operationTitle(operation: { operationId: string | undefined; method: string; path: string }): string {
  return operation.operationId ?? `${operation.method.toUpperCase()} ${operation.path}`;
}

/** The schemas with rules that no operation contains, because operations have no names for the fields: those of items of lists. */
export function schemasAlone(ruleSets: readonly RuleSet[]): RuleSet[] {
  const ofOperations = ruleSets.filter(({ owner }) => owner.kind === "operation").flatMap(({ rules }) => rules);
  const contained = new Set(ofOperations.map(({ sentence }) => sentence));
  return ruleSets.filter(
    ({ owner, own }) => owner.kind !== "operation" && own.some(({ sentence }) => !contained.has(sentence)),
  );
}
