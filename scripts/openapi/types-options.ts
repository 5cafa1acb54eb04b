/** openapi-typescript's own options, by the names of its programming interface: they keep their meaning. */
export type TypesOptions = Readonly<Partial<Record<TypesOption, boolean>>>;

export type TypesOption = keyof typeof typesOptions;

/**
 * The flags of openapi-typescript 7.13's command line, which are the keys of `x-openapi-rules.types` too.
 *
 * @see https://openapi-ts.dev/cli
 */
export const typesOptions = {
  enum: "true TypeScript enums instead of unions of literals",
  enumValues: "the values of enums as arrays",
  conditionalEnums: "true enums only where names or descriptions of the values are given",
  dedupeEnums: "one enum for equal values, with --enum",
  exportType: "`export type` instead of `export interface`",
  immutable: "readonly properties and arrays",
  additionalProperties: "objects without additionalProperties may have more properties",
  emptyObjectsUnknown: "`unknown` for objects without properties, instead of Record<string, never>",
  defaultNonNullable: "properties with a default are required (on unless set to false)",
  propertiesRequiredByDefault: "all properties of schemas without `required` are required",
  arrayLength: "tuples from minItems and maxItems",
  pathParamsAsTypes: "template literal types for paths",
  alphabetize: "members in alphabetical order",
  excludeDeprecated: "leave out what is deprecated",
  rootTypes: "aliases of components at the top of the module",
  rootTypesNoSchemaPrefix: "no prefix for these aliases of schemas",
  rootTypesKeepCasing: "these aliases keep their case",
  makePathsEnum: "an enum ApiPaths of all paths",
  generatePathParams: "path parameters that the description leaves out, from the path",
  readWriteMarkers: "$Read and $Write markers for readOnly and writeOnly properties",
  contentNever: "accepted, but without effect, as in openapi-typescript 7.13",
} as const;

/** Flags that openapi-typescript accepts under earlier names or abbreviations. */
export const renamedTypesFlags: Readonly<Record<string, string>> = {
  "-ap": "--additional-properties",
  "-it": "--immutable",
  "--immutable-types": "--immutable",
  "--support-array-length": "--array-length",
  "--redoc": "--redocly",
};

/** `pathParamsAsTypes` → `path-params-as-types` */
export function flagName(option: string): string {
  return option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

export function isTypesOption(name: string): name is TypesOption {
  return Object.hasOwn(typesOptions, name);
}
