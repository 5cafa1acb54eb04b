import { shownPath } from "../diagnostics.ts";
import type { Drift, DriftDifference } from "../drift/find-drift.ts";
import { onOneLine } from "./terminal.ts";

/** What `--json` prints. Paths are relative to the current folder. */
export function driftAsJson({ api, upstream, operations, differences, unused }: Drift): string {
  const result = {
    api,
    upstream,
    operations,
    unknown: differences.filter(isUnknown).length,
    differences: differences.map(({ kind, file, ...rest }) => ({
      status: rest.known === undefined ? kind : "known",
      kind,
      ...rest,
      file: shownPath(file),
    })),
    unused: unused.map(({ file, ...rest }) => ({ ...rest, file: shownPath(file) })),
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}

export function driftAsText(drift: Drift): string {
  const unknown = drift.differences.filter(isUnknown);
  return [...unknown.map(differenceText), summary(drift), ""].join("\n");
}

function differenceText({
  kind,
  place,
  what,
  ours,
  upstream,
  file,
  line,
  column,
  operations,
}: DriftDifference): string {
  return [
    `${kind.padEnd(8)} ${place}: ${what}`,
    ...(ours === undefined ? [] : [`           ours      ${JSON.stringify(ours)}`]),
    ...(upstream === undefined ? [] : [`           upstream  ${JSON.stringify(upstream)}`]),
    `           at ${shownPath(file)}:${line}:${column}${showsIn(place, operations)}`,
    "",
  ]
    .map(onOneLine)
    .join("\n");
}

/** The operations, where the place doesn't begin with the only one. */
function showsIn(place: string, operations: readonly string[]): string {
  const [first = "", ...others] = operations;
  if (others.length > 0) return `, in ${operations.length} operations, such as ${first}`;
  return place.startsWith(first) ? "" : `, in ${first}`;
}

/** For a pull request: unknown differences first, then the known ones with their reasons. */
export function driftAsMarkdown(drift: Drift): string {
  const unknown = drift.differences.filter(isUnknown);
  const known = drift.differences.filter((difference) => !isUnknown(difference));
  return [
    `### Drift of ${code(drift.api)} from ${code(drift.upstream)}`,
    "",
    summary(drift),
    "",
    ...table(["Difference", "Place", "What", "Ours", "Upstream"], unknown.map(cells)),
    ...(known.length === 0
      ? []
      : [
          "<details><summary>Known differences</summary>",
          "",
          ...table(
            ["Difference", "Place", "What", "Reason"],
            known.map((difference) => [...cells(difference).slice(0, 3), escaped(difference.known ?? "")]),
          ),
          "</details>",
          "",
        ]),
    ...drift.unused.map(({ kind, place, what }) => `- No longer needed: ${kind} ${code(place)} ${escaped(what)}`),
    "",
  ].join("\n");
}

function cells({ kind, place, what, ours, upstream }: DriftDifference): string[] {
  const value = (given: unknown): string => (given === undefined ? "" : code(JSON.stringify(given)));
  return [kind, code(place), escaped(what), value(ours), value(upstream)];
}

function table(head: readonly string[], rows: readonly string[][]): string[] {
  if (rows.length === 0) return [];
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).concat("");
}

/** Code in a cell of a table: GitHub needs `|` escaped there, even in code. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const space = longest > 0 ? " " : "";
  return `${fence}${space}${text.replaceAll(/\s+/g, " ").replaceAll("|", "\\|")}${space}${fence}`;
}

function escaped(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll(/[\\`*_{}[\]<>()#+!|@~-]/g, "\\$&");
}

/** Entries for the list of known differences, which lack their reasons only. */
export function driftAsKnown({ differences }: Drift): string {
  return differences
    .filter(isUnknown)
    .map(({ kind, place, what, ours, upstream }) => {
      const entry = {
        kind,
        place,
        what,
        ...(ours !== undefined && { ours }),
        ...(upstream !== undefined && { upstream }),
      };
      const lines = Object.entries(entry).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
      return `- ${[...lines, 'reason: "" # Write why this difference is right.'].join("\n  ")}\n`;
    })
    .join("");
}

function summary({ operations, differences, unused }: Drift): string {
  const unknown = differences.filter(isUnknown).length;
  const counts = [
    `${operations} ${operations === 1 ? "operation" : "operations"}`,
    unknown === 0 ? "nothing new" : `${unknown} ${unknown === 1 ? "difference" : "differences"}`,
    `${differences.length - unknown} known`,
    ...(unused.length === 0 ? [] : [`${unused.length} known before, and gone`]),
  ];
  return `${counts.join(", ")}.`;
}

function isUnknown({ known }: DriftDifference): boolean {
  return known === undefined;
}
