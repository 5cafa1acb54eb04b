import type { Diagnostic } from "../../diagnostics.ts";
import { distinctNames, pascalCase } from "../../language/identifiers.ts";
import type { Description } from "../../openapi/description.ts";
import { asObject, type JsonObject } from "../../openapi/json.ts";
import type { Operation } from "../../openapi/operations.ts";
import { contentOf } from "../../openapi/request-fields.ts";
import { operationsToCheck } from "../../openapi/request-graph.ts";
import { operationTitle } from "../../openapi/rule-set.ts";
import { listEnums } from "./enum-lists.ts";
import { camelCase, distinctParts, type OperationNames, operationNames, startingName } from "./identifiers.ts";
import { lowerDescription } from "./lower-description.ts";
import type { LoweredRequest } from "./lower-operation.ts";
import { type DataText, inOrderOfUse, toDataText } from "./module-data.ts";
import { kitSource, neededParts } from "./runtime-parts.ts";
import { runtimeSource } from "./runtime-source.ts";
import { docComment, literal, quotedText, stringLiteral } from "./source-text.ts";

export interface ValidatorOptions {
  /** Which operations get a validator: those with rules, or all. */
  readonly operations: "ruled" | "all";
  /** The module with the types, as the validators import it: `./restore-jobs.ts`. */
  readonly types: string;
  /** Whether these types mark what is read-only: requests are `Sent` without it then. */
  readonly isMarked?: boolean;
  /** Whether these types have template literals for paths with parameters. */
  readonly hasTypedPaths?: boolean;
}

/**
 * The module of a description's validators, without a banner. It holds schemas and rules as data, the part of the runtime that
 * they need, and exports for each operation: `validateCreatePet`, `isCreatePetRequest`, `assertCreatePetRequest`,
 * `createPetRequestSchema`, the same for its body alone, and their types. It imports nothing but types.
 *
 * @throws DiagnosticsError for schemas that can't be checked
 */
export function emitValidators(
  description: Description,
  options: ValidatorOptions,
): { readonly text: string; readonly problems: readonly Diagnostic[] } {
  const all = description.operations;
  const names = operationNames(all);
  const wanted = options.operations === "all" ? new Set(all) : operationsToCheck(description);
  const chosen = all
    .flatMap((operation, index) => names.slice(index, index + 1).map((named) => ({ operation, named })))
    .filter(({ operation }) => wanted.has(operation));
  const { requests, table, problems } = lowerDescription(
    description,
    chosen.map(({ operation }) => operation),
  );
  const writer = new ModuleWriter(table, options);
  const lists = enumLists(
    chosen.map(({ named }) => named),
    requests,
    table,
  );
  const operations = requests.flatMap((request, index) => {
    const at = chosen[index];
    return at === undefined ? [] : [writer.operation(at.operation, at.named, request, lists[index] ?? [])];
  });
  const text = [
    "// @ts-nocheck: a consumer may compile it with any options",
    `import type { ${writer.imported().join(", ")} } from ${stringLiteral(options.types)};`,
    "",
    "// The runtime, which makes checks of schemas and rules on first use",
    "",
    runtimeSource(writer.used()),
    "",
    "export type { RequestValidator, StandardSchema, Violation };",
    "export { InvalidRequestError };",
    "",
    "// The parts of the runtime that operations need",
    "",
    ...writer.kitConstants(),
    "",
    "// Schemas that are used more than once",
    "",
    ...writer.sharedSchemas(),
    "",
    "// Operations",
    "",
    ...operations,
  ];
  const unread = uncheckedContents(
    description,
    chosen.map(({ operation }) => operation),
  );
  return { text: text.join("\n"), problems: [...problems, ...unread] };
}

/** The parameters that contain what no validator looks at. */
function uncheckedContents(description: Description, operations: readonly Operation[]): Diagnostic[] {
  const parameters = new Set(operations.flatMap((operation) => operation.parameters));
  return [...parameters].flatMap((parameter): Diagnostic[] => {
    if (contentOf(parameter)?.media["schema"] === undefined || parameter["in"] === "querystring") return [];
    const message = `'${String(parameter["name"])}' is a string, because the parameter has 'content'. The validator doesn't check what the string contains.`;
    return [{ severity: "warn", ...description.placeOf(parameter, "content"), message }];
  });
}

class ModuleWriter {
  private readonly table: ReadonlyMap<string, JsonObject>;
  private readonly schemaNames: ReadonlyMap<string, string>;
  private readonly kits = new Map<string, string>();
  private readonly declared = new Set<string>([
    "Data",
    "InvalidRequestError",
    "Kit",
    "RequestOf",
    "RequestValidator",
    "StandardSchema",
    "Violation",
    "assertion",
    "guard",
    "operation",
    "standardSchema",
    "validator",
  ]);

  private readonly types = new Set<string>();
  private readonly options: ValidatorOptions;

  constructor(table: ReadonlyMap<string, JsonObject>, options: ValidatorOptions) {
    this.table = table;
    this.options = options;
    const ids = [...table.keys()];
    this.schemaNames = new Map(distinctParts(ids).map((part, index) => [ids[index] ?? "", `$${part}`]));
  }

  operation(
    operation: Operation,
    named: OperationNames,
    request: LoweredRequest,
    lists: readonly EnumExport[],
  ): string {
    const title = operationTitle(operation);
    const checks = `$checks${named.request}`;
    const data = this.data(toDataText(request), () => false);
    const type = this.typeOf(operation);
    const lines = [
      `const ${checks} = /* @__PURE__ */ operation(${this.kit(request)}, ${data});`,
      "",
      docComment(`A request of \`${title}\`: its parameters and body.`),
      `export type ${startingName(named.request)}Request = ${this.sent(`RequestOf<${type}>`)};`,
      ...this.exports(named.request, "request", checks, title),
    ];
    if (request.forms.some(({ body }) => body !== undefined)) {
      this.declared.add("BodyOf");
      lines.push(
        "",
        docComment(`The body of \`${title}\`.`),
        `export type ${startingName(named.body)} = ${this.sent(`BodyOf<${type}>`)};`,
        ...this.exports(named.body, "body", checks, title),
      );
    }
    const constants = lists.flatMap(({ name, field, values }) => [
      docComment(`The values of \`${field}\` in \`${title}\`.`),
      `export const ${name} = ${literal(values)} as const;`,
    ]);
    return [...lines, ...constants, ""].join("\n");
  }

  /** What the types call an operation. A path with parameters may be one of several templates that fit it, so its name is better. */
  private typeOf({ path, method, operationId, parameters }: Operation): string {
    const isTyped = this.options.hasTypedPaths === true && path.includes("{");
    const [root, key] =
      isTyped && operationId !== undefined
        ? ["operations", stringLiteral(operationId)]
        : ["paths", isTyped ? pathTemplate(path, parameters) : stringLiteral(path)];
    this.types.add(root);
    return root === "operations" ? `${root}[${key}]` : `${root}[${key}][${stringLiteral(method)}]`;
  }

  /** A type without what is read-only, where the types mark it. */
  private sent(type: string): string {
    if (this.options.isMarked !== true) return type;
    this.declared.add("Sent");
    return `Sent<${type}>`;
  }

  sharedSchemas(): string[] {
    const written = new Set<string>();
    return [...inOrderOfUse(this.table)].map(([id, data]) => {
      const text = this.data(data, (used) => !written.has(used));
      written.add(id);
      return `const ${this.schemaNames.get(id) ?? ""}: Data = ${text};`;
    });
  }

  kitConstants(): string[] {
    return [...this.kits].map(([text, name]) => `const ${name}: Kit = ${text};`);
  }

  /** What the module needs of the types. */
  imported(): string[] {
    return [...this.types].sort();
  }

  /** The names that the module needs of the runtime. */
  used(): string[] {
    return [...this.declared];
  }

  /** @param isLater whether a schema is declared further below */
  private data({ text, used }: DataText, isLater: (id: string) => boolean): string {
    const references = used.map((id) => `${isLater(id) ? "() => " : ""}${this.schemaNames.get(id) ?? ""}`);
    return `[${[quotedText(text), ...references].join(", ")}]`;
  }

  /** What is exported for a request, or for a body alone. */
  private exports(part: string, what: "request" | "body", checks: string, title: string): string[] {
    const name = what === "request" ? `${part}Request` : part;
    const type = startingName(name);
    const whole = what === "request" ? "a request" : "the body alone";
    const call = (maker: string): string => `/* @__PURE__ */ ${maker}(${checks}, "${what}")`;
    return [
      docComment(`What \`${title}\` would refuse in ${whole}.`),
      `export const validate${part}: RequestValidator = ${call("validator")};`,
      `export const is${name}: (value: unknown) => value is ${type} = ${call("guard")};`,
      docComment("@throws InvalidRequestError with all violations"),
      `export const assert${name}: (value: unknown) => asserts value is ${type} = ${call("assertion")};`,
      `export const ${camelCase(name)}Schema: StandardSchema<${type}> = ${call("standardSchema")};`,
    ];
  }

  /** The name of the kit of a request: equal ones are written once. */
  private kit(request: LoweredRequest): string {
    const { text, names } = kitSource(neededParts(request, this.table));
    for (const name of names) this.declared.add(name);
    const known = this.kits.get(text) ?? `$kit${this.kits.size + 1}`;
    this.kits.set(text, known);
    return known;
  }
}

/** The template literal that openapi-typescript makes of a path with `pathParamsAsTypes`. */
function pathTemplate(path: string, parameters: readonly JsonObject[]): string {
  const typeOf = (name: string): string => {
    const own = parameters.find((parameter) => parameter["in"] === "path" && parameter["name"] === name);
    const schema = asObject(own?.["schema"]);
    return ["number", "integer"].includes(String(schema["type"])) ? "number" : "string";
  };
  const safe = path.replaceAll(/[`\\$]/g, "\\$&");
  return `\`${safe.replaceAll(/\{([^}]+)\}/g, (_, name: string) => `\${${typeOf(name)}}`)}\``;
}

/** The values of a field, for forms. */
interface EnumExport {
  readonly name: string;
  readonly field: string;
  readonly values: readonly unknown[];
}

/** For each request, what is exported of the fields that have a list of values. */
function enumLists(
  names: readonly OperationNames[],
  requests: readonly LoweredRequest[],
  table: ReadonlyMap<string, JsonObject>,
): EnumExport[][] {
  const lists = requests.map((request, index) => {
    const part = names[index]?.request ?? "";
    const found = listEnums(request, table);
    return found.map(({ path, container, values }) => {
      const key = pascalCase(path.join(" "));
      const isAlone = found.every((other) => other.container === container || pascalCase(other.path.join(" ")) !== key);
      return {
        name: `${camelCase(part)}${isAlone ? "" : pascalCase(container)}${key}`,
        of: JSON.stringify([part, container, path, values]),
        field: path.join("."),
        values,
      };
    });
  });
  const all = lists.flat();
  const distinct = new Map(distinctNames(all).map((name, index) => [all[index], `${name}Values`]));
  return lists.map((some) => some.map((list) => ({ ...list, name: distinct.get(list) ?? "" })));
}
