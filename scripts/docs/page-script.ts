import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { DiagnosticsError } from "../diagnostics.ts";
import { emitValidators } from "../emitters/validators/emit-validators.ts";
import { operationNames } from "../emitters/validators/identifiers.ts";
import { requestPath } from "../emitters/validators/to-rule.ts";
import { type Domain, type Field, fieldAt, fieldId, fieldKey, fieldName } from "../language/field.ts";
import { explainRuleInPlace } from "../language/words.ts";
import type { Description } from "../openapi/description.ts";
import { asArray, asObject, asText, isObject } from "../openapi/json.ts";
import { declarationsOf, schemaField, schemaParts } from "../openapi/request-fields.ts";
import { findCallouts, withoutCallouts } from "./callouts.ts";
import { matrixWidths, narrowestScroll } from "./guide-markup.ts";
import { describeField, type OperationGuide } from "./operation-guide.ts";
import type { BuilderExample, BuilderField, BuilderOperation, FieldKind } from "./page/builder-data.ts";
import { type CallTemplate, ownValue } from "./page/written-call.ts";

/** The folder of the page's own scripts: beside this file, or beside the built package. */
const folder = [join(import.meta.dirname, "page"), join(import.meta.dirname, "docs-page")].find(existsSync) ?? "";

/** Where a matrix doesn't fit, on a screen or on paper, its rows are lists. Where there is room, its text is larger. */
export function pageStyles(): string {
  const [page, lists] = ["page.css", "matrix-lists.css"].map((name) => readFileSync(join(folder, name), "utf8"));
  const ofWidths = matrixWidths.map((width) => {
    const matrix = `.or-matrix[data-width="${width}"]`;
    const narrowest = Math.min(width, narrowestScroll);
    return `@container (width < ${narrowest}rem) {\n${matrix} {\n${lists}}\n}\n@container (width >= ${width * 1.3}rem) {\n${matrix} {\nfont-size: 0.9375rem;\n& :is(th, td) {\npadding: 0.5rem 0.75rem;\n}\n}\n}\n`;
  });
  return [page, ...ofWidths].join("");
}

/** The script of the page: its views, and a request builder with the generated validator for each operation of the guide. */
export async function bundlePageScript(
  description: Description,
  guides: readonly { readonly guide: OperationGuide; readonly template: CallTemplate }[],
): Promise<string> {
  const { operations } = description;
  const names = operationNames(operations);
  const validators = validatorModule(description);
  const builders = (validators === undefined ? [] : guides).map(({ guide, template }) => {
    const validator = `validate${names[operations.indexOf(guide.operation)]?.request}`;
    const data = JSON.stringify(builderOperation(description, guide, template));
    return `mountBuilder(document.querySelector('.or-builder[data-operation="${guide.id}"]'), JSON.parse(${JSON.stringify(data)}), validators.${validator});`;
  });
  const entry = [
    'import { mountBuilder } from "./builder.ts";',
    'import { addCopyButtons } from "./copy.ts";',
    'import { startSearch } from "./search.ts";',
    'import { completeReference, openForPrint, startContents, startThemeSwitch, startViews } from "./views.ts";',
    'import * as validators from "openapi-rules:validators";',
    "startThemeSwitch();",
    "openForPrint();",
    ...builders,
    "addCopyButtons();",
    "startSearch();",
    "startViews();",
    "startContents();",
    "completeReference();",
  ].join("\n");
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: folder, loader: "ts" },
    plugins: [provide("openapi-rules:validators", validators ?? "")],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: "es2022",
    charset: "ascii",
    logLevel: "silent",
  });
  // These occur only in strings and patterns, where the escape means the same, so nothing ends the script too early.
  return (outputFiles[0]?.text ?? "").replaceAll(/<(?=!--|\/?script)/gi, "\\x3C");
}

/** Undefined where a schema can't be checked: `generate` says which, and the page does without the form. */
function validatorModule(description: Description): string | undefined {
  try {
    return emitValidators(description, { operations: "ruled", types: "./types.ts" }).text;
  } catch (error) {
    if (error instanceof DiagnosticsError) return undefined;
    throw error;
  }
}

function provide(name: string, contents: string): Plugin {
  return {
    name,
    setup: (bundle) => {
      bundle.onResolve({ filter: /^openapi-rules:/ }, ({ path }) => ({ path, namespace: name }));
      bundle.onLoad({ filter: /.*/, namespace: name }, () => ({ contents, loader: "ts" }));
    },
  };
}

function builderOperation(description: Description, guide: OperationGuide, template: CallTemplate): BuilderOperation {
  const request = withWholeBody(description, guide, template);
  const leaves = request.flatMap((field) => leavesOf(field));
  const ids = leaves.map(fieldId);
  const indicesOf = (fields: readonly Field[]): number[] => fields.map((field) => ids.indexOf(fieldId(field)));
  const requests = guide.choices.flatMap(({ variants }) => variants.flatMap(({ request }) => request ?? []));
  return {
    id: guide.id,
    template,
    fields: leaves.map((field) => builderField(description, guide, template, request, field, requests)),
    examples: describedExamples(description, guide, template),
    objects: request.flatMap((field) => requiredObjects(field)).map((field) => requestPath(field.path)),
    choices: guide.choices.map(({ fields, variants }) => ({
      fields: indicesOf(fields),
      variants: variants.map(({ cells }) =>
        cells.map(({ presence, values }) => ({ presence, ...(values !== undefined && { values }) })),
      ),
    })),
    rules: guide.rules.map((rule) => ({
      words: explainRuleInPlace(rule).replaceAll("`", ""),
      fields: indicesOf([...rule.names.values()]),
    })),
  };
}

/** The fields of a request, with a body that has none: a text, bytes, or a list. Rules have no names for it. */
function withWholeBody(
  description: Description,
  { operation, request }: OperationGuide,
  { body }: CallTemplate,
): readonly Field[] {
  if (body === undefined || request.some(({ path }) => path[0] === "body")) return request;
  const requestBody = description.resolve(operation.operation["requestBody"]);
  const { schema } = asObject(asObject(requestBody?.["content"])[body.mediaType]);
  const isRequired = requestBody?.["required"] === true;
  return [...request, schemaField(description, schema ?? { type: "string" }, ["body"], isRequired)];
}

function builderField(
  description: Description,
  { operation, mediaType }: OperationGuide,
  template: CallTemplate,
  request: readonly Field[],
  field: Field,
  requests: readonly unknown[],
): BuilderField {
  const path = requestPath(field.path);
  const { domain } = field;
  const isWhole = field.path.length === 1;
  // Of an object that may be left out, nothing is required. A body that may be is there for what it holds.
  const holders = field.path.slice(2).flatMap((_, index) => fieldAt(request, field.path.slice(0, index + 2)) ?? []);
  const listed = domain.kind === "array" ? domain.items : domain;
  const isFile =
    field.path[0] === "body" &&
    (isWhole ? template.body?.kind === "file" : ownValue(template.body?.parts, fieldKey(field))?.isFile === true);
  const isText = isWhole && (template.body?.kind === "text" || template.body?.kind === "file");
  const text = describeField(description, operation, mediaType, field);
  const plain = (markdown: string): string => markdown.replaceAll(/[`*]/g, "").replaceAll(/\s+/g, " ").trim();
  return {
    path,
    name: isWhole ? "body" : fieldName(field),
    kind: isText ? "longText" : kindOf(domain),
    values: listed.kind === "finite" ? listed.values : [],
    required: field.required && holders.every(({ required }) => required),
    requiredBySome: isRequiredBySome(description, fieldAt(request, field.path.slice(0, -1)), fieldKey(field)),
    // The first paragraph, as text.
    description: [
      plain(withoutCallouts(text).split(/\n[ \t]*\n/)[0] ?? ""),
      ...(isFile ? ["Any text stands for the file here."] : []),
    ]
      .join(" ")
      .trim(),
    callouts: findCallouts(text).map((callout) => ({ ...callout, text: plain(callout.text) })),
    example: requests.map((request) => valueAt(request, path)).find((value) => value !== undefined),
  };
}

function kindOf(domain: Domain): FieldKind {
  switch (domain.kind) {
    case "finite":
      return "choice";
    case "string":
      return "text";
    case "number":
      return "number";
    case "array": {
      const item = kindOf(domain.items);
      return item === "text" || item === "number" || item === "choice" ? { list: item } : "json";
    }
    default:
      return "json";
  }
}

/** Whether one of the alternatives for an object requires a property. */
function isRequiredBySome(description: Description, holder: Field | undefined, key: string): boolean {
  if (holder === undefined || (holder.path.length === 1 && holder.path[0] !== "body")) return false;
  return declarationsOf(holder)
    .flatMap((schema) => schemaParts(description, schema))
    .some(({ schema, alternative }) => alternative && asArray(schema["required"]).includes(key));
}

/** The requests that the description itself shows. */
function describedExamples(
  description: Description,
  { operation }: OperationGuide,
  template: CallTemplate,
): BuilderExample[] {
  const body = description.resolve(operation.operation["requestBody"]);
  const { example, examples } = asObject(asObject(body?.["content"])[template.body?.mediaType ?? ""]);
  const text = (value: unknown): string => asText(value).replaceAll(/[`*]/g, "").trim();
  const named = Object.entries(asObject(examples)).flatMap(([name, listed]) => {
    const resolved = description.resolve(listed);
    return resolved === undefined || !("value" in resolved)
      ? []
      : [
          {
            title: text(resolved["summary"]) || name,
            description: text(resolved["description"]),
            body: resolved["value"],
          },
        ];
  });
  return example === undefined ? named : [{ title: "Example", description: "", body: example }, ...named];
}

/** What has no fields of its own; and objects at the last level, which are written as JSON: a schema may contain itself. */
function leavesOf(field: Field, levels = 5): readonly Field[] {
  return (field.fields.length === 0 || levels === 1) && (field.path.length > 1 || field.path[0] === "body")
    ? [field]
    : field.fields.flatMap((inner) => leavesOf(inner, levels - 1));
}

/** Objects that every request has, with those around them. */
function requiredObjects(field: Field, levels = 5): readonly Field[] {
  const isThere = field.required && field.fields.length > 0 && levels > 1;
  return isThere ? [field, ...field.fields.flatMap((inner) => requiredObjects(inner, levels - 1))] : [];
}

function valueAt(request: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), request);
}
