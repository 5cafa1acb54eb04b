import { dirname, join } from "node:path";
import type { DocsOptions } from "../commands/docs-options.ts";
import type { Progress } from "../commands/progress.ts";
import { commitFiles } from "../files/commit-files.ts";
import type { OutputFile } from "../files/output-file.ts";
import { workFolderOf } from "../files/run-record.ts";
import { ConfinedResolver } from "../openapi/confined-resolver.ts";
import { readDescription } from "../openapi/description.ts";
import { type Diagnostic, DiagnosticsError } from "../openapi/diagnostic.ts";
import { bundledDocuments } from "../openapi/documents.ts";
import { type Api, loadApis } from "../openapi/load-apis.ts";
import { bundleApi } from "../openapi/load-spec.ts";
import { addRuleTables } from "./add-rule-tables.ts";
import { disarmMarkdown } from "./disarm-markdown.ts";
import { renderPage } from "./render-page.ts";
import { sealPage } from "./seal-page.ts";

/**
 * Makes the pages and returns their paths.
 *
 * @throws DiagnosticsError with everything that is wrong
 */
export async function writeDocs(options: DocsOptions, progress: Progress): Promise<readonly string[]> {
  const apis = await loadApis(options.config);
  const paths = pagePaths(apis, options.config);
  const pages: OutputFile[] = [];
  for (const [path, api] of paths) {
    pages.push({
      path,
      content: await progress.stage(
        "docs",
        () => makePage(api, options),
        () => api.name,
      ),
    });
  }
  commitFiles(pages, [], workFolderOf(options.config));
  return [...paths.keys()];
}

async function makePage(api: Api, options: DocsOptions): Promise<string> {
  const resolver = new ConfinedResolver(api.root, options);
  const loaded = await bundleApi(api, resolver);
  stopOnErrors(loaded.problems);
  const description = readDescription(bundledDocuments(loaded.spec, resolver));
  stopOnErrors(description.problems);
  const documented = disarmMarkdown(addRuleTables(loaded.spec.document, description.ruleSets));
  return sealPage(await renderPage(documented, options.config));
}

function stopOnErrors(problems: readonly Diagnostic[]): void {
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new DiagnosticsError(errors);
}

/** @throws DiagnosticsError when two APIs would have one page */
function pagePaths(apis: readonly Api[], config: string): ReadonlyMap<string, Api> {
  const paths = new Map<string, Api>();
  for (const api of apis) {
    const name = apis.length === 1 ? "index" : api.name.replaceAll(/[^\w.-]+/g, "-");
    const path = join(dirname(config), "dist", "docs", `${name}.html`);
    const other = paths.get(path);
    if (other !== undefined) {
      const message = `The pages of apis.${other.name} and apis.${api.name} would both be ${name}.html: rename one of them.`;
      throw new DiagnosticsError([{ severity: "error", file: config, line: 1, column: 1, message }]);
    }
    paths.set(path, api);
  }
  return paths;
}
