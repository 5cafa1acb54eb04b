import type { Description } from "./description.ts";
import { componentSchemas, isObject } from "./json.ts";
import type { Operation } from "./operations.ts";
import type { RuleSet } from "./rule-set.ts";

/**
 * Every object and list within the requests of operations, through references, with those that hold or refer to it. Iterative:
 * descriptions may nest deeper than the call stack.
 */
export function requestGraph(
  description: Description,
  operations: readonly Operation[],
): ReadonlyMap<unknown, readonly unknown[]> {
  const users = new Map<unknown, unknown[]>(operations.flatMap(requestRoots(description)).map((root) => [root, []]));
  // A map grows while it is walked through.
  for (const [holder] of users) {
    for (const listed of Object.values(Object(holder))) {
      const part: unknown = isObject(listed) ? description.resolve(listed) : listed;
      if (typeof part !== "object" || part === null) continue;
      const known = users.get(part);
      if (known === undefined) users.set(part, [holder]);
      else known.push(holder);
    }
  }
  return users;
}

/** The operations whose requests have rules: their own, or those of a schema for whose fields they have no names. */
export function operationsWithRules(description: Description): ReadonlySet<Operation> {
  const found = description.operations.filter(({ requests }) => requests.some(({ rules }) => rules !== undefined));
  const ofSchemas = description.ruleSets.filter(({ owner }) => owner.kind !== "operation");
  const schemas = ofSchemas.map((ruleSet) => schemaOf(description, ruleSet));
  return new Set([...found, ...operationsWith(description, schemas)]);
}

/** Those operations, and those with keywords that the types leave to the validator. */
export function operationsToCheck(description: Description): ReadonlySet<Operation> {
  const schemas = description.openKeywords.map(({ schema }) => schema);
  return new Set([...operationsWithRules(description), ...operationsWith(description, schemas)]);
}

/** The operations whose requests have one of the schemas in them. */
function operationsWith(description: Description, schemas: readonly unknown[]): Operation[] {
  if (schemas.length === 0) return [];
  const { operations } = description;
  const graph = requestGraph(description, operations);
  const parts = new Set<unknown>(schemas);
  for (const part of parts) for (const user of graph.get(part) ?? []) parts.add(user);
  const roots = requestRoots(description);
  return operations.filter((operation) => roots(operation).some((root) => parts.has(root)));
}

/** The schema that a rule set belongs to; undefined for an operation's. */
export function schemaOf(description: Description, { owner }: RuleSet): unknown {
  if (owner.kind === "operation") return undefined;
  const schema =
    owner.kind === "inline"
      ? description.inlineSchemas.get(owner.alias)
      : componentSchemas(description.root)[owner.name];
  return description.resolve(schema);
}

function requestRoots(description: Description): (operation: Operation) => unknown[] {
  return ({ operation, parameters }) => [description.resolve(operation["requestBody"]), ...parameters].filter(isObject);
}
