import { distance } from "fastest-levenshtein";

/** Up to three of `names` that resemble `name`, the nearest first. */
export function nearest(name: string, names: readonly string[]): string[] {
  const most = Math.max(1, Math.round(name.length * 0.4));
  return names
    .map((candidate) => ({ candidate, edits: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, edits }) => edits <= most || candidate.endsWith(`.${name}`))
    .sort((a, b) => a.edits - b.edits)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}
