/** Generates types in its own thread, because TypeScript takes as long to load as everything else together. */
import { stripVTControlCharacters } from "node:util";
import { parentPort } from "node:worker_threads";
import { astToString, enumCache } from "openapi-typescript/dist/lib/ts.mjs";
import { resolveRef, scanDiscriminators } from "openapi-typescript/dist/lib/utils.mjs";
import transformSchema from "openapi-typescript/dist/transform/index.mjs";
import transformSchemaObject from "openapi-typescript/dist/transform/schema-object.mjs";
import ts from "typescript";

/**
 * What openapi-typescript's own entry does after its resolver. That resolver follows references that ours has refused, so it gets
 * no description: this one is bundled already.
 *
 * @param {any} document
 * @param {ReadonlyMap<object, string>} aliases of schemas that get a type of their own
 * @param {Readonly<Record<string, boolean>>} options
 * @returns the module, and what openapi-typescript warns of
 */
function makeTypes(document, aliases, { defaultNonNullable = true, ...options }) {
  /** @type {string[]} */
  const warnings = [];
  // It prints its warnings, each in yellow behind a sign.
  console.warn = (text) => warnings.push(stripVTControlCharacters(text).replace(/^[\s\u26a0]+/, ""));
  // It would carry the enums of one description over to the next.
  enumCache.clear();
  const silent = { silent: false };
  const footer = new Footer();
  const inline = new InlineTypes(aliases);
  const context = {
    ...options,
    defaultNonNullable,
    silent: false,
    injectFooter: footer,
    transform: inline.transform,
    discriminators: scanDiscriminators(document, silent),
    resolve: (/** @type {string} */ ref) => resolveRef(document, ref, silent),
  };
  const declarations = transformSchema(inline.withStubs(document), context);
  footer.finish();
  const text = astToString([...declarations, ...inline.declarations()]);
  if (Object.values(options).includes(true)) {
    // Some options make names and comments of a description's text without escaping it.
    const stray = findStray(text, isTypeDeclaration);
    if (stray !== undefined) throw new Error(`a name or string in it would become code: ${stray}`);
  }
  return { text, warnings: [...new Set(warnings)] };
}

/** The types of the schemas that have an alias, which stands in their places. */
class InlineTypes {
  /** @type {Map<object, { alias: string, schema: object }>} */
  stubs = new Map();
  /** @type {Map<string, ts.TypeNode>} */
  types = new Map();

  /** @param {ReadonlyMap<object, string>} aliases */
  constructor(aliases) {
    this.aliases = aliases;
  }

  /**
   * The document with a stub in place of each such schema: an object of which openapi-typescript asks its hook for the type.
   *
   * @param {any} value
   * @returns {any}
   */
  withStubs(value) {
    if (this.aliases.size === 0 || typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => this.withStubs(item));
    const schema = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, this.withStubs(part)]));
    const alias = this.aliases.get(value);
    if (alias === undefined) return schema;
    const kept = Object.entries(schema).filter(([key]) => !addedToTypes.includes(key));
    const stub = { ...Object.fromEntries(kept), type: "object" };
    this.stubs.set(stub, { alias, schema });
    return stub;
  }

  /**
   * openapi-typescript's hook for schemas with a `type`.
   *
   * @param {Tuple | NamedProperties | { type?: unknown, items?: Tuple }} schema
   * @param {Options} options
   */
  transform = (schema, options) => {
    if (schema.type === "tuple") return tupleOf(schema, options);
    if (schema.type === "names") return namesOf(schema, options);
    // It would take a list of tuples for one of them.
    if (schema.type === "array" && schema.items?.type === "tuple")
      return listOf(ts.factory.createArrayTypeNode(tupleOf(schema.items, options)), options);
    const stub = this.stubs.get(schema);
    if (stub === undefined) return undefined;
    if (!this.types.has(stub.alias)) this.types.set(stub.alias, transformSchemaObject(stub.schema, options));
    return ts.factory.createTypeReferenceNode(stub.alias);
  };

  declarations() {
    return [...this.types].map(([alias, type]) =>
      ts.factory.createTypeAliasDeclaration(undefined, alias, undefined, type),
    );
  }
}

/**
 * @typedef {{ type: "tuple", prefixItems: readonly unknown[], items: unknown, minItems?: number }} Tuple as restated schemas have it
 * @typedef {{ type: "names", names: readonly (readonly string[])[], schema: unknown }} NamedProperties as restated schemas have them
 * @typedef {{ ctx: { immutable?: boolean } }} Options
 */

/** A list that may be shorter than `prefixItems`, or longer. */
function tupleOf(/** @type {Tuple} */ { prefixItems, items, minItems = 0 }, /** @type {Options} */ options) {
  const typeOf = (/** @type {unknown} */ schema) => transformSchemaObject(schema, options);
  const { createArrayTypeNode, createOptionalTypeNode, createRestTypeNode } = ts.factory;
  const elements = prefixItems.map((schema, index) =>
    index < minItems ? typeOf(schema) : createOptionalTypeNode(typeOf(schema)),
  );
  const rest = items === false ? [] : [createRestTypeNode(createArrayTypeNode(typeOf(items)))];
  return listOf(ts.factory.createTupleTypeNode([...elements, ...rest]), options);
}

/** The properties whose names have one of several forms, which leave anything between texts. */
function namesOf(/** @type {NamedProperties} */ { names, schema }, /** @type {Options} */ options) {
  const { factory } = ts;
  const value = transformSchemaObject(schema, options);
  const string = factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword);
  const modifiers = options.ctx.immutable ? [factory.createModifier(ts.SyntaxKind.ReadonlyKeyword)] : undefined;
  const distinct = new Map(names.map((texts) => [texts.join("\n"), texts]));
  const members = [...distinct.values()].map(([first = "", ...others]) => {
    if (others.length === 0) {
      const name = factory.createStringLiteral(first);
      return factory.createPropertySignature(modifiers, name, factory.createToken(ts.SyntaxKind.QuestionToken), value);
    }
    const spans = others.map((text, index) => {
      const isLast = index === others.length - 1;
      const end = isLast ? factory.createTemplateTail(text) : factory.createTemplateMiddle(text);
      return factory.createTemplateLiteralTypeSpan(string, end);
    });
    const isAny = names.every((texts) => texts.every((text) => text === ""));
    const key = isAny ? string : factory.createTemplateLiteralType(factory.createTemplateHead(first), spans);
    const parameter = factory.createParameterDeclaration(undefined, undefined, "key", undefined, key);
    return factory.createIndexSignature(modifiers, [parameter], value);
  });
  return factory.createTypeLiteralNode(members);
}

function listOf(/** @type {ts.TypeNode} */ type, /** @type {Options} */ { ctx }) {
  return ctx.immutable ? ts.factory.createTypeOperatorNode(ts.SyntaxKind.ReadonlyKeyword, type) : type;
}

/** What openapi-typescript adds to the type that its hook answers. */
const addedToTypes = ["allOf", "anyOf", "oneOf", "enum", "const", "nullable"];

/**
 * The declarations after openapi-typescript's own. It makes a new list of all operations for each one that it adds, which would take
 * the square of their number: here it adds each to an empty list.
 */
class Footer extends Array {
  /** @type {ts.Node | undefined} */
  operations;
  /** @type {ts.TypeElement[]} */
  members = [];

  /** @param {ts.Node} declaration */
  push(declaration) {
    if (ts.isInterfaceDeclaration(declaration) && declaration.name.text === "operations") {
      this.operations = declaration;
      const { members } = this;
      Object.defineProperty(declaration, "members", {
        configurable: true,
        get: () => [],
        set: ([member]) => members.push(member),
      });
    }
    return super.push(declaration);
  }

  finish() {
    if (this.operations)
      Object.defineProperty(this.operations, "members", { value: ts.factory.createNodeArray(this.members) });
  }
}

/**
 * The first thing in a module that isn't one of the declarations that it should have; undefined where there is none.
 *
 * A module is parsed in pieces of whole statements: the syntax tree of all of it takes thirty times the memory of the text.
 *
 * @param {string} text
 * @param {(statement: ts.Statement) => boolean} isExpected
 */
function findStray(text, isExpected) {
  for (let start = 0, end = 0; end < text.length; ) {
    end = endOfStatement(text, end + Math.max(end - start, pieceSize));
    const piece = text.slice(start, end);
    const { parseDiagnostics, statements } = ts.createSourceFile("module.ts", piece, parsing, false, ts.ScriptKind.TS);
    const stray = statements.find((statement) => !isExpected(statement));
    const [error] = parseDiagnostics;
    if (error === undefined && stray === undefined) start = end;
    // A line in a comment or in a string may look like the start of a statement: the piece then ends with a later one.
    else if (end === text.length) {
      const place = error?.start ?? stray?.pos ?? 0;
      return JSON.stringify(piece.slice(place, place + 80).trim());
    }
  }
  return undefined;
}

/** Characters, at least. */
const pieceSize = 2 ** 16;

/** Comments are left alone. */
const parsing = { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };

/** Where the first statement after an index starts: what follows then isn't a part of the one before. */
function endOfStatement(/** @type {string} */ text, /** @type {number} */ from) {
  const next = /^(?:export|import|const|interface|type|function|class) /gm;
  next.lastIndex = from;
  return next.exec(text)?.index ?? text.length;
}

/** What openapi-typescript and our unions are made of. */
function isTypeDeclaration(/** @type {ts.Statement} */ statement) {
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

function isLiteral(/** @type {ts.Node | undefined} */ value) {
  if (value === undefined) return false;
  return (
    ts.isStringLiteral(value) ||
    ts.isNumericLiteral(value) ||
    (ts.isPrefixUnaryExpression(value) && ts.isNumericLiteral(value.operand))
  );
}

/** The runtime, and what stands for each operation: declarations, with the schemas and rules as data. */
function isValidatorDeclaration(/** @type {ts.Statement} */ statement) {
  if (ts.isImportDeclaration(statement)) return statement.importClause?.isTypeOnly === true;
  if (ts.isExportDeclaration(statement)) return statement.moduleSpecifier === undefined;
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.every(isValue);
  return (
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement)
  );
}

function isValue(/** @type {ts.VariableDeclaration} */ { name, initializer, type }) {
  if (!ts.isIdentifier(name) || initializer === undefined) return ts.isObjectBindingPattern(name);
  if (type && ts.isTypeReferenceNode(type) && isNamed(type.typeName, "Data")) return isData(initializer);
  if (ts.isCallExpression(initializer) && isNamed(initializer.expression, "operation"))
    return initializer.arguments.slice(1).every(isData);
  return true;
}

function isNamed(/** @type {ts.Node} */ node, /** @type {string} */ name) {
  return ts.isIdentifier(node) && node.text === name;
}

/** A list of JSON in a string, and of names of schemas, which stand in functions where a schema contains itself. */
function isData(/** @type {ts.Node} */ value) {
  return ts.isArrayLiteralExpression(value) && value.elements.every((part) => ts.isStringLiteral(part) || isName(part));
}

function isName(/** @type {ts.Node} */ node) {
  const name = ts.isArrowFunction(node) ? node.body : node;
  return ts.isIdentifier(name) && name.text.startsWith("$");
}

function explain(/** @type {unknown} */ error) {
  if (error instanceof URIError) return "a path or a name in it has a '%' that encodes nothing: write %25";
  if (error instanceof RangeError)
    return "its objects are nested, or refer to each other, too deeply for the call stack";
  return error instanceof Error ? error.message : String(error);
}

const expected = { types: isTypeDeclaration, validators: isValidatorDeclaration };

/** What the thread does, by the kind of a question. See `TypesMaker`. */
const answers = {
  make: (/** @type {any} */ { document, aliases, options }) => makeTypes(document, aliases, options),
  unite: async (/** @type {any} */ { text, plans }) => {
    const { applyUnions } = await import("./unions.ts");
    return applyUnions(text, plans);
  },
  check: (/** @type {any} */ { module, text }) => ({
    stray: findStray(text, expected[/** @type {keyof typeof expected} */ (module)]),
  }),
};

parentPort?.on("message", async ({ id, kind, ...question }) => {
  try {
    parentPort?.postMessage({ id, ...(await answers[/** @type {keyof typeof answers} */ (kind)](question)) });
  } catch (error) {
    parentPort?.postMessage({ id, error: explain(error) });
  }
});
