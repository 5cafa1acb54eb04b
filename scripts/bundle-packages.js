import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

/**
 * Lets openapi-typescript and ts-morph share one TypeScript, in a form that loads in half of the time: without the function around
 * it all, which JavaScript engines parse once more, and without the files of TypeScript's library, which only a type checker reads.
 *
 * @type {import("esbuild").Plugin}
 */
export const oneTypeScript = {
  name: "one-typescript",
  setup({ onResolve, onLoad }) {
    const typescript = createRequire(import.meta.url).resolve("typescript");
    onResolve({ filter: /^\.\/typescript$/ }, ({ importer }) =>
      importer.includes(join("@ts-morph", "common")) ? { path: typescript } : undefined,
    );
    onLoad({ filter: /[\\/]typescript[\\/]lib[\\/]typescript\.js$/ }, ({ path }) => ({
      contents: unwrapTypeScript(readFileSync(path, "utf8")),
    }));
    onLoad({ filter: /[\\/]ts-morph-common\.js$/ }, ({ path }) => ({
      contents: replaceAll(readFileSync(path, "utf8"), [
        [/require\('\.\/typescript'\)/, "require('./typescript').default"],
        [/^const libFiles = \[\{[\s\S]*?^ *\}\];/m, "const libFiles = [];"],
      ]),
    }));
  },
};

/** @param {string} source typescript.js: a function that fills `module.exports` by `__export(typescript_exports, { name: () => value })` */
function unwrapTypeScript(source) {
  let exported = "";
  const body = replaceAll(source, [
    [/^var ts = \{\}; \(\(module\) => \{\n"use strict";/m, ""],
    [
      /^__export\(typescript_exports, (\{[\s\S]*?^\})\);/m,
      (_, names) => {
        exported = names.replaceAll(/: \(\) => /g, ": ");
        return "";
      },
    ],
    [/^module\.exports = __toCommonJS\(typescript_exports\);/m, ""],
    [/^\/\/ Annotate the CommonJS export names[\s\S]*/m, ""],
  ]);
  const scope =
    'import { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);\n' +
    "const { filename: __filename, dirname: __dirname } = import.meta;";
  return `${scope}\n${body}\nexport default ${exported};`;
}

/**
 * @param {string} text
 * @param {readonly (readonly [RegExp, string | ((match: string, ...groups: string[]) => string)])[]} replacements each is found
 */
function replaceAll(text, replacements) {
  return replacements.reduce((current, [pattern, replacement]) => {
    if (!pattern.test(current)) throw new Error(`${pattern} is not in the package any more: see bundle-packages.js`);
    return typeof replacement === "string"
      ? current.replace(pattern, () => replacement)
      : current.replace(pattern, replacement);
  }, text);
}

/**
 * The licenses of the packages that a bundle contains, as these require.
 *
 * @param {import("esbuild").Metafile} metafile
 * @param {string} folder that its paths start from
 */
export function licensesOf({ outputs }, folder) {
  const files = Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs));
  const roots = files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0] ?? []);
  const texts = [...new Set(roots)].map((root) => {
    const path = resolve(folder, ...root.split("/"));
    const { name, version, license } = JSON.parse(readFileSync(join(path, "package.json"), "utf8"));
    const notices = readdirSync(path).filter((file) => /^(licen[cs]e|copyright|notice|thirdpartynotice)/i.test(file));
    const text = notices.sort().map((file) => readFileSync(join(path, file), "utf8").trim());
    return [`${name} ${version} (${license})`, ...text].join("\n\n");
  });
  return `${[...new Set(texts)].sort().join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}
