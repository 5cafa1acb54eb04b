import { semverLevels } from "../diff/change.ts";
import { configPath } from "../generate-request.ts";
import { type CommandSpec, command, commonOptions, configOption, needed, type Option, oneOf } from "./options.ts";
import { diffAsJson, diffAsMarkdown, diffAsText } from "./print-diff.ts";
import { print } from "./terminal.ts";

const options = {
  config: configOption,
  format: { type: "string", value: "FORMAT", help: "text, json, or markdown for a pull request; without it text" },
  json: { type: "boolean", help: "the same as --format json" },
  "fail-on": {
    type: "string",
    value: "LEVEL",
    help: "exit with code 1 for a change of this level or a higher one: patch, minor, major, or none; without it major",
  },
  ...commonOptions,
} as const satisfies Readonly<Record<string, Option>>;

const spec: CommandSpec<typeof options> = {
  name: "diff",
  usage: "openapi-rules diff BASE [REVISION] [options]",
  about: `
Reports what a change means: whether each operation accepts the same requests as before, more, or
fewer, with a request that shows it; what changes in responses, security, deprecation and the
names of generated types; and which part of the package's version to raise (major, minor, patch).

  openapi-rules diff main                            every API of the redocly.yaml, against a git revision
  openapi-rules diff v1.2.0 main                     the same, in two revisions
  openapi-rules diff main openapi.yaml               one file, against a git revision
  openapi-rules diff HEAD~1:api.yaml api.yaml        REVISION:FILE as git has it
  openapi-rules diff base.yaml revision.yaml         two files

Nothing is checked out or written. What can't be decided is reported, and counts as major.
Exit code 1 for a breaking (major) change; see --fail-on.`,
  positionals: { name: "BASE and REVISION", most: 2 },
  options,
};

const printers = { text: diffAsText, json: diffAsJson, markdown: diffAsMarkdown } as const;
const formats = ["text", "json", "markdown"] as const satisfies readonly (keyof typeof printers)[];

/** `openapi-rules diff`: compares two versions of descriptions. */
export const run = command(spec, async ({ values, positionals }) => {
  const [given, revision] = positionals;
  const base = needed(spec, given, "Pass what to compare with: a git revision, such as main, or a file.");
  const format = oneOf("format", values.format ?? (values.json ? "json" : "text"), formats);
  const limit = oneOf("fail-on", values["fail-on"] ?? "major", semverLevels);
  const { diff } = await import("../index.ts");
  const result = await diff(base, revision, {
    config: configPath(values.config),
    allowExternalRefs: values["allow-external-refs"] === true,
  });
  const text = printers[format](result);
  if (format === "json") process.stdout.write(text);
  else print(text);
  return limit !== "none" && semverLevels.indexOf(result.semver) >= semverLevels.indexOf(limit) ? 1 : 0;
});
