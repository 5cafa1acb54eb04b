import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "@jest/globals";

const root = resolve(import.meta.dirname, "../../..");

/** What `npx redocly lint` says of several descriptions, each in a folder of its own: `file:line:column rule severity`. */
function redoclyLint(descriptions: readonly Readonly<Record<string, string>>[]): {
  code: number | null;
  problems: string[][];
} {
  const folder = mkdtempSync(join(tmpdir(), "openapi-rules-"));
  try {
    const apis = descriptions.map((_, index) => `  api${index}: { root: ${index}/api.yaml }\n`);
    writeFileSync(join(folder, "redocly.yaml"), `apis:\n${apis.join("")}${config}`);
    for (const [index, files] of descriptions.entries()) {
      mkdirSync(join(folder, String(index)));
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, String(index), name), text);
    }
    const { status, stdout } = spawnSync(
      process.execPath,
      [join(root, "node_modules/@redocly/cli/bin/cli.js"), "lint", "--format=json"],
      { cwd: folder, encoding: "utf8", env: { ...process.env, REDOCLY_TELEMETRY: "off" } },
    );
    const problems = readReports(stdout).map(({ ruleId, severity, location: [place] }) => {
      const { line, col } = place?.start ?? { line: 0, col: 0 };
      return `${place?.source.ref}:${line}:${col} ${ruleId} ${severity}`;
    });
    const ofDescription = (index: number): string[] =>
      problems.flatMap((problem) => (problem.startsWith(`${index}/`) ? [problem.slice(`${index}/`.length)] : []));
    return { code: status, problems: descriptions.map((_, index) => ofDescription(index).sort()) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Redocly prints a JSON document for each description. */
function readReports(stdout: string): Problem[] {
  return stdout.split(/(?<=^\})(?=\{)|(?<=^\}\n)(?=\{)/m).flatMap((report): Problem[] => JSON.parse(report).problems);
}

interface Problem {
  readonly ruleId: string;
  readonly severity: string;
  readonly location: readonly { source: { ref: string }; start: { line: number; col: number } }[];
}

const config = `
plugins: [${JSON.stringify(join(root, "scripts/dist/redocly.js"))}]
extends: [x-dependencies/recommended]
rules: { struct: error }
telemetry: off
`;

/** A request of many files: parameters of the path item, a path item, a body and halves of its schema by reference. */
const files = {
  "api.yaml": `openapi: 3.1.0
info: { title: t, version: '1' }
paths:
  /things/{id}:
    $ref: things.yaml
`,
  "things.yaml": `parameters:
  - { name: id, in: path, required: true, schema: { type: string } }
  - $ref: parameters.yaml#/mode
post:
  operationId: create
  x-dependencies:
    - IF mode=='fast' THEN size.height;
    - IF id THEN NOT (size.width AND mode=='slow');
  requestBody:
    required: true
    content:
      application/json:
        schema: { $ref: thing.yaml }
        example: { name: x }
  responses: { '204': { description: Done } }
`,
  "parameters.yaml": `mode: { name: mode, in: query, schema: { enum: [fast, slow] } }
`,
  "thing.yaml": `allOf:
  - $ref: parts.yaml#/Base
  - type: object
    properties:
      size: { $ref: parts.yaml#/Size }
      code: { type: string, pattern: '^\\d+$', example: '7' }
`,
  "parts.yaml": `Base:
  type: object
  properties:
    name: { type: string }
    nick: { type: string }
  x-dependencies:
    - Or(name, nick);
Size:
  type: object
  x-dependencies: ['Or(width, height);']
  properties:
    width: { type: integer }
    height: { type: integer }
`,
};

function changed(file: keyof typeof files, from: string, to: string): typeof files {
  expect(files[file]).toContain(from);
  return { ...files, [file]: files[file].replace(from, () => to) };
}

const mistakes: readonly (readonly [string, typeof files, readonly string[]])[] = [
  [
    "a rule with an id and a message, in which nothing is wrong",
    changed("things.yaml", "- IF id THEN", "- id: slow\n      message: Too wide.\n      rule: IF id THEN"),
    [],
  ],
  [
    "a rule with an unknown key",
    changed("things.yaml", "- IF id THEN", "- identity: slow\n      rule: IF id THEN"),
    ["things.yaml:8:17 x-dependencies/valid-dependencies error", "things.yaml:8:7 struct error"],
  ],
  [
    "an unknown name",
    changed("things.yaml", "THEN size.height", "THEN size.heigth"),
    ["things.yaml:7:28 x-dependencies/valid-dependencies error"],
  ],
  [
    "a contradiction",
    changed("things.yaml", "IF id THEN NOT (size.width AND mode=='slow')", "NOT Or(id, mode)"),
    ["things.yaml:8:7 x-dependencies/satisfiable-dependencies error"],
  ],
  [
    "a dead parameter",
    changed("things.yaml", "size.width AND mode=='slow'", "mode"),
    [
      "parameters.yaml:1:7 x-dependencies/no-dead-parameter error",
      "things.yaml:7:7 x-dependencies/no-implied-dependency warn",
    ],
  ],
  [
    "a false optional",
    changed("parts.yaml", "Or(width, height);", "Or(width, height); IF height THEN width;"),
    ["parts.yaml:12:12 x-dependencies/no-false-optional error"],
  ],
  [
    "an example that breaks the rules of a schema",
    changed("things.yaml", "example: { name: x }", "example: { size: {} }"),
    [
      "things.yaml:14:18 x-dependencies/example-follows-dependencies error",
      "things.yaml:14:26 x-dependencies/example-follows-dependencies error",
    ],
  ],
  [
    "a pattern that rejects its example",
    changed("thing.yaml", "example: '7'", "example: x"),
    ["thing.yaml:6:56 x-dependencies/pattern-accepts-example error"],
  ],
  [
    "a pattern with doubled backslashes",
    changed("thing.yaml", "'^\\d+$', example: '7'", "'^\\\\d+$'"),
    ["thing.yaml:6:38 x-dependencies/pattern-is-matchable error"],
  ],
  [
    "x-dependencies that are no list",
    changed("parts.yaml", "['Or(width, height);']", "Or(width, height);"),
    ["parts.yaml:10:19 struct error", "parts.yaml:10:19 x-dependencies/valid-dependencies error"],
  ],
  [
    "an entry that isn't a text",
    changed("things.yaml", "IF mode=='fast' THEN size.height;", "{ if: mode }"),
    [
      "things.yaml:7:7 struct error",
      "things.yaml:7:7 x-dependencies/valid-dependencies error",
      "things.yaml:7:9 struct error",
    ],
  ],
];

/** A superfluous sentence is a warning. */
const superfluous = changed("things.yaml", "IF id THEN NOT (size.width AND mode=='slow')", "IF mode=='slow' THEN mode");

test("the lint passes where rules are right, and where there are warnings only", () => {
  expect(redoclyLint([files, superfluous])).toEqual({
    code: 0,
    problems: [[], ["things.yaml:8:7 x-dependencies/no-implied-dependency warn"]],
  });
});

test("every mistake is an error in the file where it stands", () => {
  const { code, problems } = redoclyLint(mistakes.map(([, given]) => given));
  const found = mistakes.map(([mistake], index) => [mistake, problems[index]]);
  expect({ code, found }).toEqual({ code: 1, found: mistakes.map(([mistake, , want]) => [mistake, want]) });
});
