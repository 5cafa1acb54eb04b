import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { type Diagnostic, DiagnosticsError, OpenApiRulesError } from "../../diagnostics.ts";
import type { TypesDocument } from "../../openapi/types-document.ts";
import type { TypesOptions } from "../../openapi/types-options.ts";
import { cleanEnumTexts } from "./enum-texts.ts";
import type { UnionPlan } from "./union-plan.ts";
import type { OpenType } from "./unions.ts";

/** The thread runs what is built: from the sources, openapi-typescript and ts-morph would each load a TypeScript of their own. */
const [workerFile = ""] = ["../../dist/types-worker.js", "./types-worker.js"]
  .map((path) => new URL(path, import.meta.url))
  .filter((url) => existsSync(url));

/** What the thread replies: `error` to a question that it can't answer. */
interface Answer {
  readonly id: number;
  readonly text?: string;
  readonly warnings?: readonly string[];
  readonly open?: readonly OpenType[];
  readonly stray?: string;
  readonly error?: string;
}

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** openapi-typescript's module. */
export interface PlainTypes {
  readonly text: string;
  /** What openapi-typescript warns of. */
  readonly warnings: readonly Diagnostic[];
}

/** openapi-typescript in its own thread, which starts to load when this is constructed. */
export class TypesMaker {
  private readonly worker = new Worker(workerFile);
  private readonly waiting = new Map<number, Waiting>();
  private questions = 0;
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
  async make(given: TypesDocument, options: TypesOptions, root: string): Promise<PlainTypes> {
    const { document, aliases } = cleanEnumTexts(given, options);
    const { text, warnings = [], error } = await this.ask("make", { document, aliases, options });
    const at = { file: root, line: 1, column: 1 };
    if (text !== undefined)
      return { text, warnings: warnings.map((message) => ({ severity: "warn", ...at, message })) };
    const message = `openapi-typescript can't generate types from this description: ${error}`;
    throw new DiagnosticsError([{ severity: "error", ...at, message }]);
  }

  /**
   * Puts unions into a module of openapi-typescript.
   *
   * @returns also the plans that a type can't express, by their index, and why
   */
  async unite(types: string, plans: readonly UnionPlan[]): Promise<{ text: string; open: readonly OpenType[] }> {
    const { text, open = [], error } = await this.ask("unite", { text: types, plans });
    if (text !== undefined) return { text, open };
    throw new OpenApiRulesError("ERR_INTERNAL", `Can't add the unions to the types: ${error}.`);
  }

  /**
   * Parses a module before it is written: it may hold nothing but the declarations of its kind, whatever names and texts a
   * description has.
   *
   * @throws OpenApiRulesError `ERR_INTERNAL` with what stands there instead
   */
  async check(module: "types" | "validators", text: string): Promise<void> {
    const { stray, error } = await this.ask("check", { module, text });
    if (stray === undefined && error === undefined) return;
    const cause = error ?? `it contains more than declarations, or isn't TypeScript, at ${stray}`;
    throw new OpenApiRulesError(
      "ERR_INTERNAL",
      `The generated module of ${module} is invalid, so it wasn't written: ${cause}.`,
    );
  }

  private ask(kind: "make" | "unite" | "check", question: object): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const id = this.questions++;
      this.waiting.set(id, { resolve, reject });
      if (this.failure === undefined) this.worker.postMessage({ id, kind, ...question });
      else reject(this.failure);
    });
  }

  async stop(): Promise<void> {
    await this.worker.terminate();
  }
}
