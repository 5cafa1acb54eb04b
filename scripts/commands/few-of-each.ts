import type { Diagnostic } from "../diagnostics.ts";

/** One problem, and how many more like it are left out after it. */
export interface Shown {
  readonly diagnostic: Diagnostic;
  readonly more: number;
}

/** How many of each kind a person is shown: errors have to be corrected one by one. */
const mostOfKind: Readonly<Record<Diagnostic["severity"], number>> = { error: 20, warn: 5 };
/** Of all kinds together; errors come before warnings. */
const mostInAll = 100;

/**
 * The first few problems of each kind, in the order that they have.
 *
 * @returns also how many of other kinds are left out
 */
export function fewOfEach(diagnostics: readonly Diagnostic[]): { readonly shown: Shown[]; readonly others: number } {
  const kinds = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const kind = kinds.get(kindOf(diagnostic));
    if (kind === undefined) kinds.set(kindOf(diagnostic), [diagnostic]);
    else kind.push(diagnostic);
  }
  const more = new Map<Diagnostic, number>();
  let others = 0;
  for (const members of [...kinds.values()].sort((a, b) => rank(a) - rank(b))) {
    const few = members.slice(0, Math.min(mostOfKind[severityOf(members)], mostInAll - more.size));
    const left = members.length - few.length;
    for (const diagnostic of few) more.set(diagnostic, diagnostic === few.at(-1) ? left : 0);
    if (few.length === 0) others += left;
  }
  const shown = diagnostics.flatMap((diagnostic) => {
    const left = more.get(diagnostic);
    return left === undefined ? [] : [{ diagnostic, more: left }];
  });
  return { shown, others };
}

function severityOf([first]: readonly Diagnostic[]): Diagnostic["severity"] {
  return first?.severity ?? "warn";
}

function rank(members: readonly Diagnostic[]): number {
  return severityOf(members) === "error" ? 0 : 1;
}

/** Problems of one rule, or with messages that begin alike, apart from what they quote. */
function kindOf({ severity, rule, message }: Diagnostic): string {
  const words = message.replaceAll(/'[^']*'|"[^"]*"|`[^`]*`|\d+/g, "").split(/\s+/);
  return `${severity} ${rule ?? words.slice(0, 4).join(" ")}`;
}
