import type { Plugin } from "@redocly/openapi-core";

type ExtendTypes = NonNullable<NonNullable<Plugin["typeExtension"]>["oas3"]>;
type Types = Parameters<ExtendTypes>[0];
type NodeType = Types[string];

const text = { type: "string" } as const;

/** Declares `x-dependencies` and `x-variant-names` on operations and schemas, so that Redocly's own `struct` rule knows their shape. */
export const extendTypes: ExtendTypes = (types) => ({
  ...types,
  XVariantNames: { properties: {}, additionalProperties: { type: "string" } },
  XDependencies: { properties: {}, items: (value) => (typeof value === "string" ? { type: "string" } : "XRule") },
  XRule: { properties: { rule: text, id: text, message: text, description: text }, required: ["rule"] },
  ...extended(types, "Operation"),
  ...extended(types, "Schema"),
});

function extended(types: Types, name: string): Types {
  const type: NodeType | undefined = types[name];
  if (type === undefined) return {};
  return { [name]: { ...type, properties: { ...type.properties, ...extensions } } };
}

const extensions: NodeType["properties"] = {
  "x-dependencies": "XDependencies",
  "x-variant-names": "XVariantNames",
};
