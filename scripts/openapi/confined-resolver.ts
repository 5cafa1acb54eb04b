import { stat } from "node:fs/promises";
import { dirname, relative, sep } from "node:path";
import { BaseResolver, type Config, type Document, isAbsoluteUrl, ResolveError, Source } from "@redocly/openapi-core";
import { type Diagnostic, DiagnosticsError, shownPath } from "../diagnostics.ts";
import { InputFiles } from "../files/input-files.ts";
import { describeSystemError, isSystemError } from "../files/system-error.ts";
import { deepest, excessiveAlias, excessiveChain } from "./document-limits.ts";
import { isEscaped } from "./json-text.ts";
import { type Origin, Origins, type Remarks } from "./origins.ts";
import { expectJson, positionOf, stepsOf } from "./source-position.ts";

export interface Confinement {
  /** Let `$ref` leave the folder of the root document, by file or URL. */
  readonly allowExternalRefs: boolean;
}

/**
 * Reads the files of one API description: those in the folder of its root document and below, and nothing else unless the
 * caller allows it. It records where each object comes from, because bundling moves objects and loses their places.
 */
export class ConfinedResolver extends BaseResolver {
  private readonly origins = new Origins();
  private readonly parsed = new Map<string, unknown>();
  /** Why files were refused: who follows a reference to one learns only that it failed. */
  readonly refusals: Diagnostic[] = [];
  private readonly root: string;
  private readonly folder: string;
  private readonly anywhere: boolean;
  private readonly files: InputFiles;

  /** @param files what was read before is not read again */
  constructor(root: string, { allowExternalRefs }: Confinement, files = new InputFiles(), resolve?: Config["resolve"]) {
    super(resolve);
    this.root = root;
    this.folder = dirname(root);
    this.anywhere = allowExternalRefs;
    this.files = files;
  }

  /** The files that were read. */
  readFiles(): string[] {
    return [...this.getFiles()].filter((file) => !isAbsoluteUrl(file)).sort();
  }

  originOf(value: unknown): Origin | undefined {
    return this.origins.of(value);
  }

  override async loadExternalRef(absoluteRef: string): Promise<Source> {
    if (!this.anywhere) await this.refuseOutside(absoluteRef);
    if (isAbsoluteUrl(absoluteRef)) return super.loadExternalRef(absoluteRef);
    if (absoluteRef !== this.root) await refuseEndless(absoluteRef);
    try {
      const text = await this.files.read(absoluteRef);
      return new Source(absoluteRef, text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n"));
    } catch (error) {
      if (!isSystemError(error)) throw error;
      const named = { ...error, code: error.code, message: error.message, path: absoluteRef };
      throw new ResolveError(new Error(describeSystemError(named, "read").replace(/\.$/, "")));
    }
  }

  override parseDocument(source: Source, isRoot?: boolean): Document {
    const document = parseAsJson(source) ?? super.parseDocument(source, isRoot);
    this.parsed.set(source.absoluteRef, document.parsed);
    this.refuseExcess(document, this.origins.remember(document.parsed, source));
    return document;
  }

  /** @throws DiagnosticsError for a document that is far larger than its text */
  private refuseExcess({ source, parsed }: Document, { hasAliases, tooDeep, references }: Remarks): void {
    const file = source.absoluteRef;
    const excess =
      (hasAliases ? excessiveAlias(parsed) : undefined) ??
      (tooDeep === undefined
        ? excessiveChain(references, file, (from, uri) => this.locate(from, uri))
        : {
            message: `This is nested deeper than ${deepest} levels. Flatten it, or move parts into components.`,
            path: stepsOf(tooDeep),
          });
    if (excess === undefined) return;
    const { message, path } = excess;
    this.refusals.push({ severity: "error", file, ...positionOf(source, path), message });
    throw new DiagnosticsError(this.refusals);
  }

  /** The document that the file part of a reference names, and its name; undefined where it isn't read. */
  locate(from: string, uri: string): { file: string; parsed: unknown } | undefined {
    const file = uri === "" ? from : this.resolveExternalRef(from, uri);
    return this.parsed.has(file) ? { file, parsed: this.parsed.get(file) } : undefined;
  }

  private async refuseOutside(absoluteRef: string): Promise<void> {
    if (absoluteRef === this.root) return;
    const remedy = "Move it there, or allow it with --allow-external-refs";
    const refusal = `is outside ${this.folder}. ${remedy}`;
    if (isAbsoluteUrl(absoluteRef)) throw new ResolveError(new Error(`${absoluteRef} ${refusal}`));
    // The loader reports a missing file as missing, wherever it would be.
    const [folder, file] = await Promise.all([
      this.files.realpath(this.folder),
      this.files.realpath(absoluteRef).catch(() => absoluteRef),
    ]);
    if (isInside(folder, file)) return;
    const link = isInside(this.folder, absoluteRef) ? `${shownPath(absoluteRef)} leads by a symbolic link to ` : "";
    const target = link === "" ? absoluteRef : `${file}, which`;
    throw new ResolveError(new Error(`${link}${target} ${refusal}`));
  }
}

function isInside(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return path !== ".." && !path.startsWith(`..${sep}`);
}

/** A pipe may never end, nor a device: one is read only where a person names it. */
async function refuseEndless(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || found.isFile() || found.isDirectory()) return;
  throw new ResolveError(new Error(`${shownPath(path)} isn't a regular file. Reference a regular file`));
}

/**
 * JSON is YAML, and parsing it as JSON is many times faster. A key that is given twice makes the results differ: YAML's parser
 * then reports it.
 */
function parseAsJson(source: Source): Document | undefined {
  if (!/^\s*\{/.test(source.body)) return undefined;
  try {
    const parsed: unknown = JSON.parse(source.body);
    if (countWrittenKeys(source.body) !== countKeys(parsed)) return undefined;
    expectJson(source);
    return { source, parsed };
  } catch {
    return undefined;
  }
}

/** How many strings of a JSON text are keys: those followed by a colon. */
function countWrittenKeys(text: string): number {
  let count = 0;
  for (let start = text.indexOf('"'); start >= 0; ) {
    let end = text.indexOf('"', start + 1);
    while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
    let next = end + 1;
    while (text.charCodeAt(next) <= 32) next++;
    if (text[next] === ":") count++;
    start = text.indexOf('"', end + 1);
  }
  return count;
}

function countKeys(value: unknown): number {
  let count = 0;
  const waiting = [value];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== "object" || next === null) continue;
    if (!Array.isArray(next)) count += Object.keys(next).length;
    for (const child of Object.values(next)) if (typeof child === "object" && child !== null) waiting.push(child);
  }
  return count;
}
