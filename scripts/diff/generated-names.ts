import { compareExports, type ExportChanges, exportedTypes } from "../emitters/types/exported-names.ts";
import { planUnions } from "../emitters/types/plan-unions.ts";
import type { TypesMaker } from "../emitters/types/types.ts";
import { operationNames } from "../emitters/validators/identifiers.ts";
import type { ApiSettings } from "../openapi/api-settings.ts";
import { asObject, componentSchemas } from "../openapi/json.ts";
import type { LoadedVersion } from "../openapi/load-file.ts";
import { operationsToCheck } from "../openapi/request-graph.ts";
import type { RuleSet } from "../openapi/rule-set.ts";
import { typesDocument } from "../openapi/types-document.ts";
import { openPaths } from "./open-paths.ts";

/** The names of a generated package that come, go, or change: types, schemas and validators. */
export async function compareNames(
  base: LoadedVersion,
  revision: LoadedVersion,
  settings: ApiSettings,
  startTypes: () => TypesMaker,
): Promise<ExportChanges> {
  // Without rules and options, openapi-typescript's modules export the same few names.
  const isPlain =
    Object.values(settings.types).every((value) => value !== true) &&
    [base, revision].every(({ description }) => description.ruleSets.every(({ typed }) => !typed));
  const isOpen = isPlain ? () => false : openPaths(base.description, revision.description, settings);
  const [before, now] = await Promise.all(
    [base, revision].map(async (version): Promise<ReadonlyMap<string, string>> => {
      const types = isPlain ? new Map<string, string>() : await typesOf(version, settings, isOpen, startTypes());
      return new Map([...types, ...schemasOf(version), ...validatorsOf(version, settings)]);
    }),
  );
  return compareExports(before ?? new Map(), now ?? new Map());
}

/** @param isOpen whether a path matters */
async function typesOf(
  { description }: LoadedVersion,
  { types }: ApiSettings,
  isOpen: (path: string) => boolean,
  typesMaker: TypesMaker,
): Promise<ReadonlyMap<string, string>> {
  const { root, ruleSets } = description;
  const paths = Object.fromEntries(Object.entries(asObject(root["paths"])).filter(([path]) => isOpen(path)));
  const document = typesDocument({ ...description, root: { ...root, paths } });
  const { text } = await typesMaker.make(document, types, description.placeOf(root).file);
  const aliases = new Set(document.aliases.values());
  const isWritten = ({ owner, typed }: RuleSet): boolean =>
    typed &&
    (owner.kind === "operation" ? isOpen(owner.path) : owner.kind === "inline" ? aliases.has(owner.alias) : true);
  const { plans } = planUnions(ruleSets.filter(isWritten));
  return exportedTypes(plans.length === 0 ? text : (await typesMaker.unite(text, plans)).text);
}

/** `components["schemas"]["Job"]` is a name, too, for those who use the types. */
function schemasOf({ description }: LoadedVersion): [string, string][] {
  return Object.entries(componentSchemas(description.root)).map(([name, schema]) => [
    `components["schemas"][${JSON.stringify(name)}]`,
    JSON.stringify(schema),
  ]);
}

function validatorsOf({ description }: LoadedVersion, { validators }: ApiSettings): [string, string][] {
  const { operations } = description;
  const names = operationNames(operations);
  const ruled = validators === "ruled" ? operationsToCheck(description) : new Set();
  return operations.flatMap((operation, index): [string, string][] => {
    const isWritten = validators === "all" || ruled.has(operation);
    return isWritten ? [[`validate${names[index]?.request}`, `${operation.method} ${operation.path}`]] : [];
  });
}
