import { lstatSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, sep } from "node:path";
import { OpenApiRulesError, shownPath } from "../diagnostics.ts";
import { type OutputFile, provenanceOf } from "./output-file.ts";

export interface OutputLimits {
  /** Outputs stay in this folder; undefined where a person named the path on the command line. */
  readonly folder: string | undefined;
  /** Files that were read: no output may replace one. */
  readonly inputs: readonly string[];
  /** Replace files that carry no banner, too. */
  readonly force: boolean;
  /** Outputs of this configuration's last run: a bundle, which other tools may have made again without its mark, is known by that. */
  readonly former: readonly string[];
}

/**
 * Refuses outputs that would overwrite what isn't ours, or lie where no generator should write. Nothing is written before all of
 * them are found in order.
 *
 * @throws OpenApiRulesError `ERR_OUTPUT` that names the setting, with every reason
 */
export function checkOutputs(outputs: readonly OutputFile[], limits: OutputLimits): void {
  const reasons = [...outputs.flatMap((output) => refuse(output, limits)), ...findDuplicates(outputs)];
  if (reasons.length > 0) throw new OpenApiRulesError("ERR_OUTPUT", reasons.join("\n"));
}

function refuse({ path, content, setting }: OutputFile, { folder, inputs, force, former }: OutputLimits): string[] {
  const place = realPlace(path);
  const because = (reason: string, remedy: string): string[] => [`${setting}: ${shownPath(path)} ${reason}. ${remedy}`];
  if (folder !== undefined && !isInside(realPlace(folder), place)) {
    return because(`is outside the project folder, ${folder}`, "Choose a path within the folder of the redocly.yaml.");
  }
  const reserved = reservedFolder(folder === undefined ? place : relative(realPlace(folder), place));
  if (reserved !== undefined) {
    return because(`is in ${reserved}, which belongs to other tools`, "Choose another folder.");
  }
  if (inputs.some((input) => sameFile(input, path))) {
    return because("is also an input", "Choose another path: generating would destroy it.");
  }
  const found = statIfPresent(path);
  if (found === undefined) return [];
  if (found === "dangling") return because("is a symbolic link that leads nowhere", "Remove the link.");
  if (found.isDirectory()) return because("is a folder", "Choose another path, or move the folder.");
  if (!found.isFile())
    return because("isn't a regular file", "Choose a file, or omit the output to write to standard output.");
  const present = readFileSync(path, "utf8");
  if (force || present === content || present === "" || provenanceOf(present) !== "unknown") return [];
  if (!/\.[cm]?ts$/.test(path) && former.includes(path)) return [];
  return because(
    "was not made by openapi-rules, or has lost its banner",
    "Choose another path, move the file, or pass --force to replace it.",
  );
}

/** Whether a file really lies in the folder, and in none within that belongs to other tools. */
export function belongsTo(folder: string, path: string): boolean {
  const [whole, place] = [realPlace(folder), realPlace(path)];
  return isInside(whole, place) && reservedFolder(relative(whole, place)) === undefined;
}

function reservedFolder(path: string): string | undefined {
  return path.split(sep).find((part) => reservedFolders.has(part.toLowerCase()));
}

const reservedFolders: ReadonlySet<string> = new Set([".git", "node_modules"]);

/** Case-insensitive and symbolic duplicates are one file: on some machines they would be. */
function findDuplicates(outputs: readonly OutputFile[]): string[] {
  const seen = new Map<string, OutputFile>();
  return outputs.flatMap((output) => {
    const key = realPlace(output.path).normalize("NFC").toLowerCase();
    const other = seen.get(key);
    seen.set(key, output);
    return other === undefined
      ? []
      : [`${other.setting} and ${output.setting} both name ${shownPath(output.path)}. Give each its own file.`];
  });
}

/** Where a path really lies, after following symbolic links of its folders. The file need not exist. */
function realPlace(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const folder = dirname(path);
    return folder === path ? path : join(realPlace(folder), basename(path));
  }
}

function isInside(folder: string, path: string): boolean {
  const from = relative(folder, path);
  return from !== "" && from !== ".." && !from.startsWith(`..${sep}`) && !isAbsolute(from);
}

function sameFile(a: string, b: string): boolean {
  if (realPlace(a).normalize("NFC").toLowerCase() === realPlace(b).normalize("NFC").toLowerCase()) return true;
  const [one, other] = [statIfPresent(a), statIfPresent(b)];
  // A hard link is the same file under another name.
  return (
    typeof one === "object" &&
    typeof other === "object" &&
    one.ino === other.ino &&
    one.dev === other.dev &&
    one.ino !== 0
  );
}

function statIfPresent(path: string): ReturnType<typeof statSync> | "dangling" {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found !== undefined) return found;
  return lstatSync(path, { throwIfNoEntry: false }) === undefined ? undefined : "dangling";
}
