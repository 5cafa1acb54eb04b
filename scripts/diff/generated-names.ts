import { compareExports, type ExportChanges, exportedTypes } from "../emitters/types/exported-names.ts";
import { planUnions } from "../emitters/types/plan-unions.ts";
import type { TypesMaker } from "../emitters/types/types.ts";
import { operationParts } from "../emitters/validators/identifiers.ts";
import type { ApiSettings } from "../openapi/api-settings.ts";
import { componentSchemas } from "../openapi/json.ts";
import type { LoadedVersion } from "../openapi/load-file.ts";
import { typesDocument } from "../openapi/types-document.ts";

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
  const [before, now] = await Promise.all(
    [base, revision].map(async (version): Promise<ReadonlyMap<string, string>> => {
      const types = isPlain ? new Map<string, string>() : await typesOf(version, settings, startTypes());
      return new Map([...types, ...schemasOf(version), ...validatorsOf(version, settings)]);
    }),
  );
  return compareExports(before ?? new Map(), now ?? new Map());
}

async function typesOf(
  { description }: LoadedVersion,
  { types }: ApiSettings,
  typesMaker: TypesMaker,
): Promise<ReadonlyMap<string, string>> {
  const { text } = await typesMaker.make(typesDocument(description), types, description.placeOf(description.root).file);
  const { plans } = planUnions(description.ruleSets.filter(({ typed }) => typed));
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
  const parts = operationParts(operations);
  return operations.flatMap(({ requests, method, path }, index): [string, string][] => {
    const isWritten = validators === "all" || (validators === "ruled" && requests.some(({ rules }) => rules));
    return isWritten ? [[`validate${parts[index] ?? ""}`, `${method} ${path}`]] : [];
  });
}
