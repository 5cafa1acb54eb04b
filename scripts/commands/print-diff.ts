import type { SemverLevel } from "../diff/change.ts";
import type { RequestChange, Witness } from "../diff/compare-requests.ts";
import type { ApiDiff, OperationDiff } from "../diff/compare-versions.ts";
import type { DiffResult } from "../diff/diff.ts";
import { onOneLine } from "./terminal.ts";

/** What `--format json` prints. */
export function diffAsJson(result: DiffResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}

const verdicts = {
  same: "accepts the same requests",
  looser: "accepts more requests",
  tighter: "accepts fewer requests",
  both: "accepts other requests: some more, some no longer",
  undecided: "may accept other requests: undecided",
} as const;

const advice: Readonly<Record<SemverLevel, string>> = {
  major: "Major: callers may have to change. Below 1.0.0, raise the minor version.",
  minor: "Minor: something is new or different, and callers need not change.",
  patch: "Patch: callers notice nothing.",
  none: "None: nothing has changed.",
};

/** The result as plain text, for a terminal. */
export function diffAsText({ apis, semver }: DiffResult): string {
  return `${apis.map(apiText).join("\n")}\n${advice[semver]}\n`;
}

function apiText({ base, revision, operations, names, changes }: ApiDiff): string {
  return [
    `${base} -> ${revision}`,
    "",
    ...operations.flatMap((operation) => [...operationText(operation), ""]),
    ...section("Exported names", nameLines(names)),
    ...section(
      "Description",
      changes.map(({ level, message }) => `${level.padEnd(5)}  ${message}`),
    ),
  ]
    .map(onOneLine)
    .join("\n");
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), ""];
}

function operationText(diff: OperationDiff): string[] {
  const { operation, method, path, requests, sentences, changes } = diff;
  const address = `${method.toUpperCase()} ${path}`;
  return [
    operation === address ? operation : `${operation} (${address})`,
    ...(requests === undefined ? [] : [`  ${verdicts[requests.verdict]}`, ...requestLines(requests)]),
    ...sentences.removed.map((text) => `  - ${text}`),
    ...sentences.added.map((text) => `  + ${text}`),
    ...changes.map(({ level, message }) => `  ${level.padEnd(5)}  ${message}`),
  ];
}

function requestLines({ refusedNow, acceptedNow, undecided }: RequestChange): string[] {
  return [
    ...witnessLines("refused now", refusedNow),
    ...witnessLines("accepted now", acceptedNow),
    ...undecided.map(
      ({ question, reasons }) => `    undecided whether a request is ${question}: ${reasons.join("; ")}`,
    ),
  ];
}

function witnessLines(title: string, witness: Witness | undefined): string[] {
  if (witness === undefined) return [];
  return [
    `    ${title.padEnd(12)} ${JSON.stringify(witness.request)}`,
    ...witness.violations.map(
      ({ message }) => `    ${title === "accepted now" ? "before:     " : "            "} ${message}`,
    ),
  ];
}

function nameLines({ renamed, removed, moved, added }: ApiDiff["names"]): string[] {
  return [
    ...renamed.map(({ from, to }) => `major  ${from} is now called ${to}`),
    ...removed.map((name) => `major  ${name} was removed`),
    ...moved.map(({ from, to }) => `major  ${from} means something else: what it was is called ${to}`),
    ...added.map((name) => `minor  ${name} is new`),
  ];
}

/** The result as Markdown for a pull request, with long parts folded. */
export function diffAsMarkdown({ apis, semver }: DiffResult): string {
  return [`## API changes: ${semver}`, "", advice[semver], "", ...apis.flatMap(apiMarkdown)].join("\n");
}

function apiMarkdown({ base, revision, operations, names, changes }: ApiDiff): string[] {
  return [
    `${code(base)} → ${code(revision)}`,
    "",
    ...(operations.length === 0
      ? []
      : ["| operation | version | requests | changes |", "| --- | --- | --- | --- |", ...operations.map(tableRow), ""]),
    ...operations.flatMap(detailsMarkdown),
    ...listMarkdown("Exported names", nameLines(names)),
    ...listMarkdown(
      "Description",
      changes.map(({ level, message }) => `${level}: ${message}`),
    ),
  ];
}

function tableRow({ operation, semver, requests, changes }: OperationDiff): string {
  const cells = [
    code(operation),
    semver,
    requests?.verdict ?? "",
    changes.map(({ message }) => escapeMarkdown(message)).join("<br>"),
  ];
  return `| ${cells.join(" | ")} |`;
}

function detailsMarkdown({ operation, requests, sentences }: OperationDiff): string[] {
  const rules = [...sentences.removed.map((text) => `- ${text}`), ...sentences.added.map((text) => `+ ${text}`)];
  const hasWitness = requests?.refusedNow !== undefined || requests?.acceptedNow !== undefined;
  const undecided = requests?.undecided ?? [];
  if (rules.length === 0 && !hasWitness && undecided.length === 0) return [];
  return [
    `<details><summary>${code(operation)}</summary>`,
    "",
    ...(rules.length === 0 ? [] : block("diff", rules.join("\n"))),
    ...witnessMarkdown("Accepted before, refused now", requests?.refusedNow),
    ...witnessMarkdown("Refused before, accepted now", requests?.acceptedNow),
    ...undecided.map(
      ({ question, reasons }) => `Undecided whether a request is ${question}: ${escapeMarkdown(reasons.join("; "))}.\n`,
    ),
    "</details>",
    "",
  ];
}

function witnessMarkdown(title: string, witness: Witness | undefined): string[] {
  if (witness === undefined) return [];
  return [
    `${title}:`,
    "",
    ...block("json", JSON.stringify(witness.request, null, 2)),
    ...witness.violations.map(({ message }) => `- ${escapeMarkdown(message)}`),
    "",
  ];
}

function listMarkdown(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`**${title}**`, "", ...lines.map((line) => `- ${escapeMarkdown(line)}`), ""];
}

/** A block whose fence is longer than any in the text. */
function block(language: string, text: string): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return [fence + language, text, fence, ""];
}

/** In HTML, because a backtick or a bar in the text would end a span or a cell of Markdown. */
function code(text: string): string {
  return `<code>${escapeMarkdown(text)}</code>`;
}

/** Text that Markdown and HTML leave as it is: every mark as its number. */
function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .replaceAll(/[&<>"'`*_~|\\[\]()#!@$^]/g, (character) => `&#${character.charCodeAt(0)};`);
}
