import { resolve } from "node:path";
import { expect, test } from "@jest/globals";
import { flagName, typesOptions } from "../../../scripts/openapi/types-options.ts";
import { ourTypes, theirTypes } from "./drop-in.ts";

const shop = resolve(import.meta.dirname, "../../fixtures/shop");
const needs: Readonly<Record<string, readonly string[]>> = {
  conditionalEnums: ["--enum"],
  dedupeEnums: ["--enum"],
  rootTypesNoSchemaPrefix: ["--root-types"],
  rootTypesKeepCasing: ["--root-types"],
};
const single = Object.keys(typesOptions).map((name) => [...(needs[name] ?? []), `--${flagName(name)}`]);
const combined = [
  ["--no-default-non-nullable"],
  ["--default-non-nullable=false", "--alphabetize=true"],
  ["--enumValues", "--immutable", "-t"],
  ["--enum", "--root-types", "--export-type", "--array-length", "--path-params-as-types"],
];

test.each([...single, ...combined].map((flags) => [flags.join(" "), flags] as const))(
  "without rules, types with %s are openapi-typescript's, byte for byte",
  (_, flags) => expect(ourTypes(shop, "shop.yaml", flags)).toBe(theirTypes(shop, "shop.yaml", flags)),
);
