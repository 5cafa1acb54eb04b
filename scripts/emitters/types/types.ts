import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { DiagnosticsError } from "../../diagnostics.ts";
import type { Spec } from "../../openapi/load-spec.ts";
import type { TypesOptions } from "../../openapi/types-options.ts";
import { cleanEnumTexts } from "./enum-texts.ts";

const [workerFile = ""] = ["./types-worker.js", "./emitters/types/types-worker.js"]
  .map((path) => new URL(path, import.meta.url))
  .filter((url) => existsSync(url));

interface Answer {
  readonly id: number;
  readonly text?: string;
  readonly error?: string;
}

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** openapi-typescript in its own thread, which starts to load when this is constructed. */
export class TypesMaker {
  private readonly worker = new Worker(workerFile);
  private readonly waiting = new Map<number, Waiting>();
  private made = 0;
  private failure: unknown;

  constructor() {
    this.worker.on("message", (answer: Answer) => {
      this.waiting.get(answer.id)?.resolve(answer);
      this.waiting.delete(answer.id);
    });
    this.worker.on("error", (error) => {
      this.failure = error;
      for (const { reject } of this.waiting.values()) reject(error);
    });
  }

  /**
   * The module that openapi-typescript makes of a bundled description, without a banner.
   *
   * @param root what to name in errors
   * @throws OpenApiRulesError `ERR_DESCRIPTION` where it can't
   */
  async make({ document }: Spec, options: TypesOptions, root: string): Promise<string> {
    const schema = cleanEnumTexts(document, options);
    const { text, error } = await new Promise<Answer>((resolve, reject) => {
      const id = this.made++;
      this.waiting.set(id, { resolve, reject });
      if (this.failure === undefined) this.worker.postMessage({ id, schema, options });
      else reject(this.failure);
    });
    if (text !== undefined) return text;
    const message = `openapi-typescript can't generate types from this description: ${error}`;
    throw new DiagnosticsError([{ severity: "error", file: root, line: 1, column: 1, message }]);
  }

  async stop(): Promise<void> {
    await this.worker.terminate();
  }
}

/** The same for one description. */
export async function emitTypes(spec: Spec, options: TypesOptions = {}): Promise<string> {
  const maker = new TypesMaker();
  try {
    return await maker.make(spec, options, "description");
  } finally {
    await maker.stop();
  }
}
