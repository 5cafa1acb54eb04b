import { realpath } from "node:fs/promises";
import { dirname, relative, sep } from "node:path";
import { BaseResolver, type Document, isAbsoluteUrl, ResolveError, type Source } from "@redocly/openapi-core";

/** Where an object of a parsed document stood in its file. */
export interface Origin {
  readonly source: Source;
  readonly pointer: string;
}

/**
 * Reads the files of one API description: those in the folder of its root document and below, and nothing else, unless the
 * caller allows it. It remembers where each object came from, because bundling moves objects and forgets their places.
 */
export class ConfinedResolver extends BaseResolver {
  private readonly origins = new WeakMap<object, Origin>();
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
    return typeof value === "object" && value !== null ? this.origins.get(value) : undefined;
  }

  override async loadExternalRef(absoluteRef: string): Promise<Source> {
    if (!this.anywhere) await this.refuseOutside(absoluteRef);
    return super.loadExternalRef(absoluteRef);
  }

  override parseDocument(source: Source, isRoot?: boolean): Document {
    const document = super.parseDocument(source, isRoot);
    this.remember(document.parsed, source, "#");
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

  private remember(value: unknown, source: Source, pointer: string): void {
    if (typeof value !== "object" || value === null || this.origins.has(value)) return;
    this.origins.set(value, { source, pointer });
    for (const [key, child] of Object.entries(value)) {
      this.remember(child, source, `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`);
    }
  }
}
