import { realpath } from "node:fs/promises";
import { dirname, relative, sep } from "node:path";
import { BaseResolver, type Document, isAbsoluteUrl, ResolveError, type Source } from "@redocly/openapi-core";
import { type Origin, Origins } from "./origins.ts";

/**
 * Reads the files of one API description: those in the folder of its root document and below, and nothing else, unless the
 * caller allows it. It remembers where each object came from, because bundling moves objects and forgets their places.
 */
export class ConfinedResolver extends BaseResolver {
  private readonly origins = new Origins();
  private readonly folder: string;
  private readonly anywhere: boolean;

  constructor(root: string, options: { allowExternalRefs: boolean }) {
    super();
    this.folder = dirname(root);
    this.anywhere = options.allowExternalRefs;
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
    return super.loadExternalRef(absoluteRef);
  }

  override parseDocument(source: Source, isRoot?: boolean): Document {
    const document = super.parseDocument(source, isRoot);
    this.origins.remember(document.parsed, source, "#");
    return document;
  }

  private async refuseOutside(absoluteRef: string): Promise<void> {
    const outside = async (): Promise<boolean> => {
      if (isAbsoluteUrl(absoluteRef)) return true;
      // A file that is missing is reported as missing by the loader, wherever it would be.
      const [folder, file] = await Promise.all([realpath(this.folder), realpath(absoluteRef).catch(() => absoluteRef)]);
      const path = relative(folder, file);
      return path === ".." || path.startsWith(`..${sep}`);
    };
    if (await outside()) {
      throw new ResolveError(
        new Error(
          `${absoluteRef} is outside of ${this.folder}: move it there, or allow it with --allow-external-refs.`,
        ),
      );
    }
  }
}
