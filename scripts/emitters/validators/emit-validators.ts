import type { Diagnostic } from "../../diagnostics.ts";
import { pascalCase } from "../../language/identifiers.ts";
import type { Description } from "../../openapi/description.ts";
import type { JsonObject } from "../../openapi/json.ts";
import type { Operation } from "../../openapi/operations.ts";
import { contentOf } from "../../openapi/request-fields.ts";
import { operationsWithRules } from "../../openapi/request-graph.ts";
import { operationTitle } from "../../openapi/rule-set.ts";
import { listEnums } from "./enum-lists.ts";
import { camelCase, distinctParts, operationParts, startingName } from "./identifiers.ts";
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
  /** Whether these types mark what is read-only: requests are `Writable` then. */
  readonly isMarked?: boolean;
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
  const parts = operationParts(all);
  const wanted = options.operations === "all" ? new Set(all) : operationsWithRules(description);
  const chosen = all
    .map((operation, index) => ({ operation, part: parts[index] ?? "" }))
    .filter(({ operation }) => wanted.has(operation));
  const { requests, table, problems } = lowerDescription(
    description,
    chosen.map(({ operation }) => operation),
  );
  const writer = new ModuleWriter(table, parts, options.isMarked === true);
  const operations = requests.flatMap((request, index) => {
    const at = chosen[index];
    return at === undefined ? [] : [writer.operation(at.operation, at.part, request)];
  });
  const text = [
    "// @ts-nocheck: a consumer may compile it with any options",
    `import type { ${options.isMarked ? "Writable, " : ""}paths } from ${stringLiteral(options.types)};`,
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
  const clashes = writer.clashes.map(
    ({ operation, message }): Diagnostic => ({
      severity: "warn",
      ...description.placeOf(operation),
      message,
    }),
  );
  const unread = uncheckedContents(
    description,
    chosen.map(({ operation }) => operation),
  );
  return { text: text.join("\n"), problems: [...problems, ...unread, ...clashes] };
}

/** The parameters that contain what no validator looks at. */
function uncheckedContents(description: Description, operations: readonly Operation[]): Diagnostic[] {
  const parameters = new Set(operations.flatMap((operation) => operation.parameters));
  return [...parameters].flatMap((parameter): Diagnostic[] => {
    if (contentOf(parameter)?.media["schema"] === undefined) return [];
    const message = `'${String(parameter["name"])}' is a string, because the parameter has 'content'. The validator doesn't check what the string contains.`;
    return [{ severity: "warn", ...description.placeOf(parameter, "content"), message }];
  });
}

class ModuleWriter {
  private readonly table: ReadonlyMap<string, JsonObject>;
  private readonly parts: ReadonlySet<string>;
  private readonly schemaNames: ReadonlyMap<string, string>;
  private readonly kits = new Map<string, string>();
  /** The fields that took each name of a list. */
  private readonly enumNames = new Map<string, string>();
  /** Lists of values that aren't exported. */
  readonly clashes: { readonly operation: JsonObject; readonly message: string }[] = [];
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

  private readonly isMarked: boolean;

  /** @param parts what the names of each operation of the description have in common */
  constructor(table: ReadonlyMap<string, JsonObject>, parts: readonly string[], isMarked: boolean) {
    this.table = table;
    this.isMarked = isMarked;
    this.parts = new Set(parts);
    const ids = [...table.keys()];
    this.schemaNames = new Map(distinctParts(ids).map((part, index) => [ids[index] ?? "", `$${part}`]));
  }

  operation(operation: Operation, part: string, request: LoweredRequest): string {
    const title = operationTitle(operation);
    const checks = `$checks${part}`;
    const data = this.data(toDataText(request), () => false);
    const type = `paths[${stringLiteral(operation.path)}][${stringLiteral(operation.method)}]`;
    const lines = [
      `const ${checks} = /* @__PURE__ */ operation(${this.kit(request)}, ${data});`,
      "",
      docComment(`A request of \`${title}\`: its parameters and body.`),
      `export type ${startingName(part)}Request = ${this.sent(`RequestOf<${type}>`)};`,
      ...this.exports(part, "Request", checks, title),
    ];
    if (request.forms.some(({ body }) => body !== undefined)) {
      this.declared.add("BodyOf");
      // The validator of a body must not be called like that of another operation.
      const kind = this.parts.has(`${part}Body`) ? "_Body" : "Body";
      lines.push(
        "",
        docComment(`The body of \`${title}\`.`),
        `export type ${startingName(part)}${kind} = ${this.sent(`BodyOf<${type}>`)};`,
        ...this.exports(part, kind, checks, title),
      );
    }
    lines.push(...this.enumLists(request, part, operation), "");
    return lines.join("\n");
  }

  /** A type without what is read-only, where the types mark it. */
  private sent(type: string): string {
    return this.isMarked ? `Writable<${type}>` : type;
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
  private exports(part: string, kind: "Request" | "Body" | "_Body", checks: string, title: string): string[] {
    const name = `${part}${kind}`;
    const type = startingName(name);
    const [what, whole] = kind === "Request" ? ["request", "a request"] : ["body", "the body alone"];
    const call = (maker: string): string => `/* @__PURE__ */ ${maker}(${checks}, "${what}")`;
    return [
      docComment(`What \`${title}\` would refuse in ${whole}.`),
      `export const validate${kind === "Request" ? part : name}: RequestValidator = ${call("validator")};`,
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

  /** The values of each field that has a list of them, for forms. */
  private enumLists(request: LoweredRequest, part: string, operation: Operation): string[] {
    const title = operationTitle(operation);
    return listEnums(request, this.table).flatMap(({ path, values }) => {
      const name = `${camelCase(part)}${pascalCase(path.join(" "))}Values`;
      const field = `'${path.join(".")}' of ${title}`;
      const taken = this.enumNames.get(name);
      if (taken !== undefined) {
        const message = `The values of ${field} aren't exported, because their list would be called '${name}' like that of ${taken}. Rename one of them.`;
        this.clashes.push({ operation: operation.operation, message });
        return [];
      }
      this.enumNames.set(name, field);
      return [
        docComment(`The values of \`${path.join(".")}\` in \`${title}\`.`),
        `export const ${name} = ${literal(values)} as const;`,
      ];
    });
  }
}
