import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { DiagnosticsError, OpenApiRulesError, shownPath } from "../diagnostics.ts";
import { readInput } from "../files/read-file.ts";
import { fileError } from "../files/system-error.ts";
import { ConfinedResolver } from "../openapi/confined-resolver.ts";
import type { Documents } from "../openapi/documents.ts";
import { dereference } from "../openapi/json.ts";
import { readDocument } from "../openapi/load-spec.ts";
import { download, downloadLimits } from "./download.ts";

/**
 * The description in one file or at one https URL. References to other files are not followed.
 *
 * @throws OpenApiRulesError `ERR_USAGE`, `ERR_FILE`; `ERR_DESCRIPTION` for anything but OpenAPI 3
 */
export async function readUpstream(upstream: string): Promise<Documents> {
  const isUrl = /^[a-z][a-z0-9+.-]*:\/\//i.test(upstream);
  const name = isUrl ? upstream : resolve(upstream);
  const text = isUrl ? await download(upstream) : await readLocal(name);
  if (/^\s*</.test(text)) {
    const message = "This is an HTML or XML page, not an OpenAPI description. Pass the URL of the JSON or YAML file.";
    throw new DiagnosticsError([{ severity: "error", file: name, line: 1, column: 1, message }]);
  }
  const resolver = new ConfinedResolver(name, { allowExternalRefs: false });
  const root = readDocument(name, text, resolver);
  return {
    root,
    resolve: (value) => dereference(root, value),
    originOf: (value) => resolver.originOf(value),
  };
}

async function readLocal(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > downloadLimits.size) {
      const most = downloadLimits.size / 1024 / 1024;
      throw new OpenApiRulesError(
        "ERR_FILE",
        `${shownPath(path)} is larger than ${most} MiB, the limit for a description.`,
      );
    }
    return (await readInput(path)).bytes.toString("utf8");
  } catch (error) {
    throw fileError(error, "read", path);
  }
}
