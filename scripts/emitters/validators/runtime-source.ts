import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A top-level declaration of the runtime, with the comment before it. */
interface Declaration {
  readonly name: string;
  readonly text: string;
  /** Names of other declarations that it mentions. */
  readonly uses: readonly string[];
}

const folder =
  [join(import.meta.dirname, "../../runtime"), join(import.meta.dirname, "runtime")].find(existsSync) ?? "";
let declarations: ReadonlyMap<string, Declaration> | undefined;

/**
 * The source of the runtime for a generated module: the declarations with these names and what they use, in the order of the
 * files, without imports and exports.
 */
export function runtimeSource(names: readonly string[]): string {
  declarations ??= readDeclarations();
  const needed = new Set<string>();
  const add = (name: string): void => {
    if (needed.has(name)) return;
    needed.add(name);
    for (const used of declarations?.get(name)?.uses ?? []) add(used);
  };
  for (const name of names) add(name);
  return [...declarations.values()]
    .filter(({ name }) => needed.has(name))
    .map(({ text }) => text)
    .join("\n\n");
}

/** Files that others use come first, because a class must be declared before it is used. */
const firstFiles = ["violation.ts", "schema.ts", "rule.ts", "place.ts"];

function readDeclarations(): ReadonlyMap<string, Declaration> {
  // A full build puts declarations beside the sources.
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => /(?<!\.d)\.ts$/.test(file));
  const rank = (file: string): number => (firstFiles.indexOf(file) + firstFiles.length + 1) % (firstFiles.length + 1);
  const inOrder = files.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const found = inOrder.flatMap((file) => splitDeclarations(readFileSync(join(folder, file), "utf8")));
  const names = new Set(found.map(({ name }) => name));
  if (names.size < found.length) throw new TypeError("two declarations of the runtime have the same name");
  return new Map(
    found.map(({ name, text }) => [
      name,
      { name, text, uses: wordsOf(text).filter((word) => word !== name && names.has(word)) },
    ]),
  );
}

/**
 * The files are formatted: each declaration starts a line with its keyword, and lines within it are indented or close it.
 * Comments count as mentions, which only ever adds a declaration.
 */
function splitDeclarations(source: string): { name: string; text: string }[] {
  const plain = source.replaceAll("\r\n", "\n").replace(/^import [^;]*;\n/gm, "");
  const starts = [
    ...plain.matchAll(
      /^(?:\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?(?:export )?(?:const|let|function|class|interface|type) (\w+|\[[^\]]*\])/gm,
    ),
  ];
  return starts.map((match, index) => ({
    name: (match[1] ?? "").replace(/^\[(\w+)[\s\S]*/, "$1"),
    text: plain
      .slice(match.index, starts[index + 1]?.index)
      .trim()
      .replace(/^export /m, ""),
  }));
}

function wordsOf(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
  return [...new Set(code.match(/\b[A-Za-z_]\w*\b/g) ?? [])];
}
