import type { Plugin } from "@redocly/openapi-core";

type ExtendTypes = NonNullable<NonNullable<Plugin["typeExtension"]>["oas3"]>;
type Types = Parameters<ExtendTypes>[0];
type NodeType = Types[string];

/** Declares `x-dependencies` and `x-variant-names` on operations and schemas, so that Redocly's own `struct` rule knows their shape. */
export const extendTypes: ExtendTypes = (types) => ({
  ...types,
  XVariantNames: { properties: {}, additionalProperties: { type: "string" } },
  ...extended(types, "Operation"),
  ...extended(types, "Schema"),
});

function extended(types: Types, name: string): Types {
  const type: NodeType | undefined = types[name];
  if (type === undefined) return {};
  return { [name]: { ...type, properties: { ...type.properties, ...extensions } } };
}

const extensions: NodeType["properties"] = {
  "x-dependencies": { type: "array", items: { type: "string" } },
  "x-variant-names": "XVariantNames",
};
