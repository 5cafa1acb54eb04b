import { join, resolve } from "node:path";
import type { CompilerHost, CompilerOptions } from "typescript";

export interface Complaint {
  readonly file: string;
  /** From 0. */
  readonly line: number;
  readonly message: string;
}

const ts = shared.typescript;
const parsed = shared.parsedFiles;
const root = resolve(import.meta.dirname, "../..");

/**
 * What the compiler says of modules that exist in memory only, next to those on disk.
 *
 * @param files their texts by file name; they lie in the project's test folder, and import `../generated/restore-jobs.ts` and the like
 */
export function compile(files: Readonly<Record<string, string>>, options: CompilerOptions = {}): Complaint[] {
  const compilerOptions: CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts"],
    types: [],
    skipLibCheck: true,
    ...options,
  };
  const texts = new Map(Object.entries(files).map(([name, text]) => [join(root, "test", name), text]));
  const host = ts.createCompilerHost(compilerOptions);
  const overlay: CompilerHost = {
    ...host,
    directoryExists: () => true,
    fileExists: (file) => texts.has(file) || host.fileExists(file),
    readFile: (file) => texts.get(file) ?? host.readFile(file),
    getSourceFile: (file, version, ...rest) => {
      const text = texts.get(file);
      if (text !== undefined) return ts.createSourceFile(file, text, version);
      if (!parsed.has(file)) parsed.set(file, host.getSourceFile(file, version, ...rest));
      return parsed.get(file);
    },
  };
  const program = ts.createProgram([...texts.keys()], compilerOptions, overlay);
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => ({
    file: diagnostic.file?.fileName.slice(join(root, "test").length + 1) ?? "",
    line: diagnostic.file ? diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line : -1,
    message: ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n"),
  }));
}

/** For each statement, one a line, what the compiler says of it: nothing, if it accepts it. */
export function judgeLines(prelude: string, lines: readonly string[], options: CompilerOptions = {}): string[][] {
  const before = prelude.split("\n").length;
  const complaints = compile({ "lines.ts": [prelude, ...lines].join("\n") }, options);
  const outside = complaints.filter(({ file, line }) => file !== "lines.ts" || line < before);
  if (outside.length > 0) throw new Error(`the compiler complains of something else: ${JSON.stringify(outside[0])}`);
  const messages = lines.map((): string[] => []);
  for (const { line, message } of complaints) messages[line - before]?.push(message);
  return messages;
}
