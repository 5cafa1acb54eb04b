import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { performance } from "node:perf_hooks";
import { DiagnosticsError, OpenApiRulesError, shownPath } from "../diagnostics.ts";
import { checkOutputs } from "../files/check-outputs.ts";
import { InputFiles } from "../files/input-files.ts";
import { withLock } from "../files/lock.ts";
import type { OutputFile } from "../files/output-file.ts";
import { cacheFolder } from "../files/run-record.ts";
import { writeFiles } from "../files/write-files.ts";
import { ConfinedResolver } from "../openapi/confined-resolver.ts";
import type { Description } from "../openapi/description.ts";
import { asObject, asText } from "../openapi/json.ts";
import { type Api, apiOfInput, loadApis } from "../openapi/load-apis.ts";
import { loadApi } from "../openapi/load-file.ts";
import type { Stage } from "../pipeline.ts";
import { addRules } from "./add-rules.ts";
import { allDeprecated, arrangeOperations, isDeprecated } from "./arrange-operations.ts";
import { callTemplate } from "./call-template.ts";
import { findCallouts, quoteCallouts } from "./callouts.ts";
import { disarmMarkdown } from "./disarm-markdown.ts";
import { guideMarkup } from "./guide-markup.ts";
import { guideOperations, type OperationGuide } from "./operation-guide.ts";
import { bundlePageScript, pageStyles } from "./page-script.ts";
import { renderPage, TooDeepToRender } from "./render-page.ts";
import { type PageParts, sealPage } from "./seal-page.ts";
import { sealReferences } from "./seal-references.ts";
import { staticReference } from "./static-reference.ts";

export interface DocsOptions {
  /** Absolute path of the redocly.yaml. */
  readonly config: string;
  /** Whether it may be missing, as it may if an input is given. */
  readonly configIsOptional: boolean;
  /** The path of a description, instead of those of the redocly.yaml. */
  readonly input: string | undefined;
  readonly allowExternalRefs: boolean;
  readonly onStage?: (stage: Stage) => void;
}

/**
 * Makes the pages and returns their paths.
 *
 * @throws OpenApiRulesError with everything that is wrong
 */
export async function writeDocs(options: DocsOptions): Promise<readonly string[]> {
  const files = new InputFiles();
  const { input } = options;
  const config = options.configIsOptional && !existsSync(options.config) ? undefined : options.config;
  const loaded = config === undefined ? undefined : await loadApis(config, files);
  const apis = input === undefined ? (loaded?.apis ?? []) : [await apiOfInput(input, undefined, loaded)];
  if (apis.length === 0) {
    throw new OpenApiRulesError(
      "ERR_CONFIG",
      `No entry of apis in ${shownPath(options.config)} has x-openapi-ts: { output: FILE }. Add one, or pass the path of a description.`,
    );
  }
  const project = input === undefined ? dirname(options.config) : process.cwd();
  const paths = pagePaths(apis, join(project, "dist", "docs"), options.config);
  const pages: OutputFile[] = [];
  for (const [path, api] of paths) {
    const start = performance.now();
    pages.push({
      path,
      content: await makePage(api, config, options, files),
      setting: `The page of ${api.configured ? `apis.${api.name}` : api.name}`,
    });
    // The same for all: each page is one line, which needs no heading.
    options.onStage?.({
      api: "",
      name: "docs",
      outcome: api.name,
      hasErrors: false,
      milliseconds: performance.now() - start,
    });
  }
  // Pages have no banner: their folder is for nothing else.
  checkOutputs(pages, { folder: project, inputs: [...files.digests().keys()], force: true, former: [] });
  withLock(cacheFolder(project), () => writeFiles(pages, []));
  return [...paths.keys()];
}

async function makePage(
  api: Api,
  config: string | undefined,
  options: DocsOptions,
  files: InputFiles,
): Promise<string> {
  const resolver = new ConfinedResolver(api.root, options, files, api.config.resolve);
  const { spec, description } = await loadApi(api, resolver);
  const guides = guideOperations(description);
  const links = new Map<string, string>();
  for (const { id, operation } of guides) {
    const key = `${operation.method} ${operation.path}`;
    // The first guide of an operation with several is the top of all.
    if (!links.has(key)) links.set(key, `#${id}`);
  }
  const documented = addRules(spec.document, description, (owner) =>
    owner.kind === "operation" ? links.get(`${owner.method} ${owner.path}`) : undefined,
  );
  const arranged = arrangeOperations(disarmMarkdown(documented), description);
  const sealed = sealReferences(quoteCallouts(arranged));
  const rendered = await renderPage(sealed, config, shownPath(api.root)).catch((error: unknown) => {
    throw error instanceof TooDeepToRender ? refuseDepth(description, error.levels) : error;
  });
  return sealPage(rendered, pageStyles(), await guideParts(api, description, guides));
}

function refuseDepth(description: Description, levels: number): DiagnosticsError {
  const deep = filledAt(description.root, levels) ?? description.root;
  const message = `This is nested too deeply for redocly build-docs, which renders the page: it reads ${levels} levels. Flatten it, or move parts into components.`;
  return new DiagnosticsError([{ severity: "error", ...description.placeOf(deep), message }]);
}

/** The first object or list with something in it on a level of a document, which itself is the first level. */
function filledAt(value: unknown, level: number): object | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const parts: readonly unknown[] = Object.values(value);
  if (level === 1) return parts.length > 0 ? value : undefined;
  for (const part of parts) {
    const found = filledAt(part, level - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The guide and its script; nothing for a description without rules, whose page is Redoc's alone. */
async function guideParts(
  api: Api,
  description: Description,
  operations: readonly OperationGuide[],
): Promise<PageParts | undefined> {
  const types = `./${basename(api.types ?? "types.ts")}`;
  const guides = operations.map((guide) => ({
    guide,
    template: callTemplate(description, guide, types),
  }));
  if (guides.length === 0) return undefined;
  const info = asObject(description.root["info"]);
  const markup = guideMarkup({
    title: asText(info["title"]),
    summary: asText(info["summary"]),
    callouts: [
      ...findCallouts(asText(info["description"])),
      ...(isDeprecated(description) ? [{ kind: "Note" as const, text: allDeprecated }] : []),
    ],
    guides,
    reference: staticReference(description),
  });
  return { markup: markup.text, script: await bundlePageScript(description, guides) };
}

/** @throws DiagnosticsError when two APIs would have one page */
function pagePaths(apis: readonly Api[], folder: string, config: string): ReadonlyMap<string, Api> {
  const paths = new Map<string, Api>();
  for (const api of apis) {
    const name = apis.length === 1 ? "index" : api.name.replaceAll(/[^\w.-]+/g, "-");
    const path = join(folder, `${name}.html`);
    const other = paths.get(path);
    if (other !== undefined) {
      const message = `The pages of apis.${other.name} and apis.${api.name} would both be ${name}.html: rename one of them.`;
      throw new DiagnosticsError([{ severity: "error", file: config, line: 1, column: 1, message }]);
    }
    paths.set(path, api);
  }
  return paths;
}
