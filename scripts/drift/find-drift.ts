import { dirname, resolve } from "node:path";
import { OpenApiRulesError, stopOnErrors } from "../diagnostics.ts";
import { InputFiles } from "../files/input-files.ts";
import { ConfinedResolver } from "../openapi/confined-resolver.ts";
import { placeIn } from "../openapi/declaration.ts";
import { bundledDocuments, type Documents } from "../openapi/documents.ts";
import { type Api, chooseApi } from "../openapi/load-apis.ts";
import { bundleApi } from "../openapi/load-spec.ts";
import { compareParts, type Difference } from "./compare-parts.ts";
import { identityOf, type KnownDifference, readKnown } from "./known-differences.ts";
import { ObjectReader } from "./object-reader.ts";
import { listOperations } from "./operation-parts.ts";
import { readUpstream } from "./read-upstream.ts";

export interface DriftRequest {
  /** A path, or an https URL. */
  readonly upstream: string;
  /** Absolute path of the redocly.yaml. */
  readonly config: string;
  /** An API of the redocly.yaml, or the path of a description; it may be left out where the redocly.yaml has one API. */
  readonly api: string | undefined;
  /** The file of known differences, instead of that of the settings. */
  readonly known: string | undefined;
  readonly allowExternalRefs: boolean;
}

/** One difference, wherever it shows. */
export interface DriftDifference extends Omit<Difference, "source"> {
  /** Where ours is in its file; for what is new, where it would be. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The operations that it shows in. */
  readonly operations: readonly string[];
  /** For a known difference, why it is right. */
  readonly known?: string;
}

/** How a description differs from the one that it follows. */
export interface Drift {
  readonly api: string;
  readonly upstream: string;
  /** How many operations were compared. */
  readonly operations: number;
  readonly differences: readonly DriftDifference[];
  /** Known differences that no longer exist. */
  readonly unused: readonly KnownDifference[];
}

/** Compares each operation of ours with the same one upstream. What only upstream has is ignored. */
export async function findDrift(request: DriftRequest): Promise<Drift> {
  const files = new InputFiles();
  const api = await chooseApi(request.config, request.api, "with --api", files);
  const knownFile =
    request.known ?? (api.settings.drift.known && resolve(dirname(request.config), api.settings.drift.known));
  const known = knownFile === undefined ? [] : await readKnown(resolve(knownFile), files);
  const ours = await readOurs(api, request, files);
  const upstream = await readUpstream(request.upstream);
  const extensions = api.settings.drift.extensions ?? ["x-sunset"];
  const { operations, differences } = refuseTooDeep(() => compareDescriptions(ours, upstream, extensions));
  const reasons = new Map(known.map((entry) => [identityOf(entry), entry]));
  const found = new Set(differences.map(identityOf));
  return {
    api: api.name,
    upstream: request.upstream,
    operations,
    differences: differences.map((difference) => {
      const entry = reasons.get(identityOf(difference));
      return entry === undefined ? difference : { ...difference, known: entry.reason };
    }),
    unused: known.filter((entry) => !found.has(identityOf(entry))),
  };
}

/** The differences between two descriptions, each once, in the order of ours. */
function compareDescriptions(
  ours: Documents,
  upstream: Documents,
  extensions: readonly string[],
): Pick<Drift, "operations" | "differences"> {
  const theirs = listOperations(new ObjectReader(upstream, { extensions }));
  const operations = listOperations(new ObjectReader(ours, { extensions }));
  const byOwn = new Map(theirs.map((operation) => [operation.keys[0], operation]));
  const byServed = new Map(theirs.map((operation) => [operation.keys[1], operation]));
  const merged = new Map<
    string,
    { readonly difference: Omit<DriftDifference, "operations">; readonly operations: Set<string> }
  >();
  for (const { name, keys, part } of operations) {
    const other = byOwn.get(keys[0]) ?? byServed.get(keys[1]);
    const differences: Difference[] =
      other === undefined
        ? [{ kind: "gone", place: name, what: "operation", source: part.source }]
        : compareParts(part, other.part, name);
    for (const { source, ...difference } of differences) {
      const identity = identityOf(difference);
      const known = merged.get(identity) ?? {
        difference: { ...difference, ...placeIn(ours, source) },
        operations: new Set(),
      };
      known.operations.add(name);
      merged.set(identity, known);
    }
  }
  const differences = [...merged.values()].map(({ difference, operations: names }) => ({
    ...difference,
    operations: [...names],
  }));
  return { operations: operations.length, differences };
}

function refuseTooDeep<T>(compare: () => T): T {
  try {
    return compare();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new OpenApiRulesError(
      "ERR_DESCRIPTION",
      "These descriptions can't be compared: their schemas are nested too deeply for the call stack. Give Node.js more: --stack-size.",
    );
  }
}

async function readOurs(api: Api, { allowExternalRefs }: DriftRequest, files: InputFiles): Promise<Documents> {
  const resolver = new ConfinedResolver(api.root, { allowExternalRefs }, files);
  const { spec, problems } = await bundleApi(api, resolver);
  stopOnErrors(problems);
  return bundledDocuments(spec, resolver);
}
