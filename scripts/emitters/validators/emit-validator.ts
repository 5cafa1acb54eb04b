import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { type Diagnostic, DiagnosticsError } from "../../diagnostics.ts";
import { pascalCase } from "../../language/identifiers.ts";
import type { Description } from "../../openapi/description.ts";
import type { JsonObject } from "../../openapi/json.ts";
import type { Operation } from "../../openapi/operations.ts";
import { operationTitle } from "../../openapi/rule-set.ts";
import { compileSchemas } from "./compile-schemas.ts";
import { SchemaTranslator } from "./json-schema.ts";
import { requestSchemas } from "./request-schema.ts";
import { requestPath, toRule } from "./to-rule.ts";

/**
 * The module of a description's validators, without a banner: for each operation a function that says of a request
 * `{ params, body }` why it would be refused. It imports nothing.
 *
 * @throws DiagnosticsError for a pattern that is no regular expression
 */
export async function emitValidators(
  description: Description,
  level: "ruled" | "all" = "all",
): Promise<{ text: string; problems: readonly Diagnostic[] }> {
  const operations = description.operations.filter(
    ({ requests }) => level === "all" || requests.some(({ rules }) => rules !== undefined),
  );
  const { code, names, problems } = await bundleValidators(description, operations);
  const exported = names.map(
    ({ name, title }) =>
      `/** Why \`${title}\` would refuse a request. */\nexport const ${name}: RequestValidator = ${name}_;\n`,
  );
  const plain = code.slice(0, code.lastIndexOf("export {")).trimEnd();
  const text = [
    "// @ts-nocheck: plain JavaScript up to the exports",
    "",
    plain,
    "",
    violationType(),
    validatorType,
    ...exported,
  ].join("\n");
  return { text, problems };
}

const validatorType = `/**
 * Says of a request \`{ params: { query, header, path, cookie }, body }\` all that is wrong with it; nothing, if it is right.
 * Never throws, whatever it is given.
 */
export type RequestValidator = (request: unknown) => readonly Violation[];
`;

interface ValidatorSource {
  readonly code: string;
  readonly names: readonly { readonly name: string; readonly title: string }[];
  /** What is doubtful about the schemas. */
  readonly problems: readonly Diagnostic[];
}

/** Plain JavaScript that exports a validator for each operation, under its name with a `_` behind it. */
export async function bundleValidators(
  description: Description,
  operations: readonly Operation[],
): Promise<ValidatorSource> {
  const source = validatorSource(description, operations);
  return { ...source, code: await bundleSource(source.code) };
}

/** The module before it is bundled with what it imports. */
function validatorSource(description: Description, operations: readonly Operation[]): ValidatorSource {
  const translator = new SchemaTranslator(description, description.rulesOf);
  const schemas = new Map<string, JsonObject>();
  const names: { name: string; title: string }[] = [];
  const validators = operations.map((operation, index) => {
    const forms = requestSchemas(description, operation, translator).map((schema, form) => {
      const key = `schema_${index}_${form}`;
      schemas.set(key, schema);
      // A rule of a schema is the schema's to check; here are those of the operation itself.
      const own = (operation.requests[form]?.rules?.own ?? []).map((rule) =>
        toRule(rule, ({ path }) => requestPath(path)),
      );
      return `{ schema: ${key}, rules: ${JSON.stringify(own)} }`;
    });
    const name = freeName(
      `validate${pascalCase(operation.operationId ?? `${operation.method} ${operation.path}`)}`,
      names,
    );
    names.push({ name, title: operationTitle(operation) });
    const headers = operation.parameters.flatMap((parameter) =>
      parameter["in"] === "header" ? [parameter["name"]] : [],
    );
    return `export const ${name}_ = /* @__PURE__ */ createValidator([${forms.join(", ")}], schemaRules, ${JSON.stringify(headers)});`;
  });
  if (translator.problems.some(({ severity }) => severity === "error")) throw new DiagnosticsError(translator.problems);
  const compiled = compileSchemas(schemas, translator.definitions);
  const code = [
    ...imports,
    `const schemaRules = ${JSON.stringify(translator.rules)};`,
    "const followsRule = (rule, object) => follows(schemaRules[rule], object);",
    compiled,
    ...validators,
  ].join("\n");
  return { code, names, problems: translator.problems };
}

const runtime =
  [join(import.meta.dirname, "../../runtime"), join(import.meta.dirname, "runtime")].find(existsSync) ?? "";
const imports = [
  ["createValidator", "validate.ts"],
  ["follows", "evaluate.ts"],
  ["checkAlternatives", "alternatives.ts"],
  ["tableMatcher, boundedMatcher", "pattern-matcher.ts"],
  ["formats, toRegExp, areUnique, isMultipleOf, joinErrors", "schema-support.ts"],
].map(([names, file]) => `import { ${names} } from "./${file}";`);

function freeName(name: string, taken: readonly { readonly name: string }[]): string {
  const isTaken = (candidate: string): boolean => taken.some((other) => other.name === candidate);
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}${number}`;
    if (!isTaken(candidate)) return candidate;
  }
}

async function bundleSource(code: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: runtime, loader: "ts" },
    absWorkingDir: join(runtime, ".."),
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["main"],
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}

/** The declaration of `Violation`, as the runtime has it. */
function violationType(): string {
  const text = readFileSync(join(runtime, "violation.ts"), "utf8");
  return text.slice(text.indexOf("/** One reason"), text.indexOf("\n}\n") + 3);
}
