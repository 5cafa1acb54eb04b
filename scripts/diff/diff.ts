import { OpenApiRulesError } from "../diagnostics.ts";
import { TypesMaker } from "../emitters/types/types.ts";
import { solveWithZ3 } from "../reasoning/z3.ts";
import { highest, type SemverLevel } from "./change.ts";
import { type ApiDiff, compareVersions } from "./compare-versions.ts";
import { type DiffRequest, findVersions, readVersion } from "./versions.ts";

/** What has changed, for each description that was compared. */
export interface DiffResult {
  /** The highest of all descriptions. */
  readonly semver: SemverLevel;
  readonly apis: readonly ApiDiff[];
}

/**
 * Compares versions of descriptions: finds them, reads them, compares them.
 *
 * @throws OpenApiRulesError with everything that is wrong
 */
export async function runDiff(request: DiffRequest & { readonly allowExternalRefs: boolean }): Promise<DiffResult> {
  const pairs = await findVersions(request);
  // Loads TypeScript: only where names have to be compared.
  let typesMaker: TypesMaker | undefined;
  const startTypes = (): TypesMaker => (typesMaker ??= new TypesMaker());
  try {
    const apis: ApiDiff[] = [];
    for (const { base, revision, settings } of pairs) {
      const before = await readVersion(base, request.allowExternalRefs);
      const now = await readVersion(revision, request.allowExternalRefs);
      if (now === undefined || (before === undefined && request.revision !== undefined)) {
        const { label } = now === undefined ? revision : base;
        throw new OpenApiRulesError("ERR_FILE", `File not found: ${label}. Check the path and the revision.`);
      }
      const labels = { base: base.label, revision: revision.label };
      apis.push(await compareVersions(labels, before, now, { settings, startTypes, solver: solveWithZ3 }));
    }
    return { semver: highest(apis.map(({ semver }) => semver)), apis };
  } finally {
    await typesMaker?.stop();
  }
}
