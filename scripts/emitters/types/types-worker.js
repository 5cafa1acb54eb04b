// Generates types in its own thread, because TypeScript takes as long to load as everything else together.
import { parentPort } from "node:worker_threads";
import { astToString, enumCache } from "openapi-typescript/dist/lib/ts.mjs";
import { resolveRef, scanDiscriminators } from "openapi-typescript/dist/lib/utils.mjs";
import transformSchema from "openapi-typescript/dist/transform/index.mjs";
import ts from "typescript";

/**
 * What openapi-typescript's own entry does after its resolver. That resolver follows references that ours has refused, so it gets
 * no description: this one is bundled already.
 *
 * @param {any} schema
 * @param {Readonly<Record<string, boolean>>} options
 */
function makeTypes(schema, { defaultNonNullable = true, ...options }) {
  // It would carry the enums of one description over to the next.
  enumCache.clear();
  const silent = { silent: true };
  const context = {
    ...options,
    defaultNonNullable,
    silent: true,
    injectFooter: [],
    discriminators: scanDiscriminators(schema, silent),
    resolve: (/** @type {string} */ ref) => resolveRef(schema, ref, silent),
  };
  const text = astToString(transformSchema(schema, context));
  if (Object.values(options).includes(true)) refuseOtherCode(text);
  return text;
}

/** Some options make names and comments of a description's text without escaping it: nothing but declarations may come of that. */
function refuseOtherCode(/** @type {string} */ text) {
  const file = ts.createSourceFile("types.ts", text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS);
  const stray = file.statements.find((statement) => !isDeclaration(statement));
  if (file.parseDiagnostics.length === 0 && stray === undefined) return;
  const place = stray?.pos ?? file.parseDiagnostics[0]?.start ?? 0;
  throw new Error(`a name or text of it would become code: ${JSON.stringify(text.slice(place, place + 80).trim())}`);
}

function isDeclaration(/** @type {ts.Statement} */ statement) {
  if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return true;
  if (ts.isEnumDeclaration(statement)) {
    return statement.members.every(
      ({ name, initializer }) => !ts.isComputedPropertyName(name) && isLiteral(initializer),
    );
  }
  return (
    ts.isVariableStatement(statement) &&
    statement.declarationList.declarations.every(
      ({ initializer }) =>
        initializer && ts.isArrayLiteralExpression(initializer) && initializer.elements.every(isLiteral),
    )
  );
}

function isLiteral(/** @type {ts.Expression | undefined} */ value) {
  if (value === undefined) return false;
  return (
    ts.isStringLiteral(value) ||
    ts.isNumericLiteral(value) ||
    (ts.isPrefixUnaryExpression(value) && ts.isNumericLiteral(value.operand))
  );
}

parentPort?.on("message", ({ id, schema, options }) => {
  try {
    parentPort?.postMessage({ id, text: makeTypes(schema, options) });
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
