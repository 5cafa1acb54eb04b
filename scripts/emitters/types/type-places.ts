import { Node, type PropertySignature, type SourceFile, type TypeNode } from "ts-morph";
import type { RuleOwner } from "../../openapi/rule-set.ts";

/** Finds its way in a module that openapi-typescript made. */
export class TypePlaces {
  private readonly file: SourceFile;
  private readonly references = new Map<string, number>();

  constructor(file: SourceFile) {
    this.file = file;
    for (const [text] of file.getFullText().matchAll(/components\["\w+"\]\["[^"]+"\]/g)) {
      this.references.set(text, (this.references.get(text) ?? 0) + 1);
    }
  }

  /** The type of a request's container (`body`, `query`, … or all `parameters`), with the property that holds it. */
  container(
    owner: RuleOwner,
    container: string,
  ): { type: TypeNode; holder: PropertySignature | undefined } | undefined {
    if (owner.kind === "schema") {
      const schema = this.member(this.root("components"), "schemas", owner.name);
      return toPlace(schema, undefined);
    }
    const operation =
      owner.operationId === undefined
        ? this.member(this.root("paths"), owner.path, owner.method)
        : this.member(this.root("operations"), owner.operationId);
    if (container !== "body") {
      const path = container === "parameters" ? ["parameters"] : ["parameters", container];
      const holder = this.member(operation, ...path);
      return toPlace(holder, holder);
    }
    return owner.mediaType === undefined
      ? undefined
      : toPlace(
          this.member(operation, "requestBody", "content", owner.mediaType),
          this.member(operation, "requestBody"),
        );
  }

  /** The component that a type refers to: `components["schemas"]["Job"]`. */
  referenced(type: TypeNode): { name: string; type: TypeNode; references: number } | undefined {
    const text = type.getText();
    const match = /^components\["(\w+)"\]\["([^"]+)"\]$/.exec(text);
    const [, section = "", name = ""] = match ?? [];
    const component = match && this.member(this.root("components"), section, name)?.getTypeNode();
    return component == null ? undefined : { name, type: component, references: this.references.get(text) ?? 0 };
  }

  /** The type behind parentheses and references. */
  resolve(type: TypeNode): TypeNode {
    if (Node.isParenthesizedTypeNode(type)) return this.resolve(type.getTypeNode());
    const component = this.referenced(type);
    return component ? this.resolve(component.type) : type;
  }

  /**
   * The members of an object type, those of the parts of an intersection included.
   *
   * @returns undefined for a type that is no plain object: a union, or one that is computed
   */
  objectMembers(type: TypeNode): { properties: PropertySignature[]; indexes: TypeNode[] } | undefined {
    const resolved = this.resolve(type);
    if (Node.isTypeLiteral(resolved)) {
      return resolved.getIndexSignatures().length > 0
        ? { properties: [], indexes: [resolved] }
        : { properties: resolved.getProperties(), indexes: [] };
    }
    if (!Node.isIntersectionTypeNode(resolved)) return undefined;
    const parts = resolved.getTypeNodes().map((part) => this.objectMembers(part));
    const known = parts.filter((part) => part !== undefined);
    const properties = known.flatMap((part) => part.properties);
    const names = new Set(properties.map((property) => propertyKey(property)));
    if (known.length < parts.length || names.size < properties.length) return undefined;
    return { properties, indexes: known.flatMap((part) => part.indexes) };
  }

  /** Whether a type is a union of objects, somewhere among its parts. */
  isUnion(type: TypeNode): boolean {
    const resolved = this.resolve(type);
    if (Node.isIntersectionTypeNode(resolved)) return resolved.getTypeNodes().some((part) => this.isUnion(part));
    return Node.isUnionTypeNode(resolved);
  }

  private root(name: string): PropertySignature[] {
    // With --export-type it is a type alias.
    const alias = this.file.getTypeAlias(name)?.getTypeNode();
    return this.file.getInterface(name)?.getProperties() ?? (Node.isTypeLiteral(alias) ? alias.getProperties() : []);
  }

  private member(
    from: PropertySignature[] | PropertySignature | undefined,
    ...keys: string[]
  ): PropertySignature | undefined {
    const [key, ...rest] = keys;
    if (from === undefined || key === undefined) return Array.isArray(from) ? undefined : from;
    const properties = Array.isArray(from) ? from : this.propertiesOf(from);
    return this.member(
      properties.find((property) => propertyKey(property) === key),
      ...rest,
    );
  }

  private propertiesOf(property: PropertySignature): PropertySignature[] {
    const type = property.getTypeNode();
    const resolved = type && this.resolve(type);
    const operation = resolved && /^operations\["([^"]+)"\]$/.exec(resolved.getText())?.[1];
    if (operation !== undefined) return this.propertiesOfInterface("operations", operation);
    return resolved && Node.isTypeLiteral(resolved) ? resolved.getProperties() : [];
  }

  private propertiesOfInterface(name: string, key: string): PropertySignature[] {
    const found = this.root(name).find((property) => propertyKey(property) === key);
    return found ? this.propertiesOf(found) : [];
  }
}

function toPlace(
  property: PropertySignature | undefined,
  holder: PropertySignature | undefined,
): { type: TypeNode; holder: PropertySignature | undefined } | undefined {
  const type = property?.getTypeNode();
  return type && { type, holder };
}

/** The key of a property, without the quotes that some need. */
export function propertyKey(property: PropertySignature): string {
  const name = property.getNameNode();
  return Node.isStringLiteral(name) || Node.isNumericLiteral(name) ? String(name.getLiteralValue()) : name.getText();
}
