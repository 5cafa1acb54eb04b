import { Node, type PropertySignature, type SourceFile, type TypeAliasDeclaration, type TypeNode, ts } from "ts-morph";
import type { RuleOwner } from "../../openapi/rule-set.ts";
import { operandText } from "./type-text.ts";

/** A component that a type refers to: `components["schemas"]["Job"]`. */
export interface Component {
  readonly name: string;
  readonly type: TypeNode;
  /** How often the module refers to it. */
  readonly references: number;
}

/** The members of an object type. */
export interface ObjectType {
  readonly properties: readonly PropertySignature[];
  readonly indexes: readonly TypeNode[];
}

/** Finds types in a module of openapi-typescript, in its syntax tree. */
export class TypePlaces {
  private readonly file: SourceFile;
  private readonly references: ReadonlyMap<string, number>;
  /** What stands for the types of schemas in place, until they are written. */
  readonly aliases: ReadonlyMap<string, TypeAliasDeclaration>;
  private readonly known = new Map<string | PropertySignature, Members>();

  /** @param aliases the names of types that stand for schemas in place */
  constructor(file: SourceFile, aliases: ReadonlySet<string>) {
    this.file = file;
    const declarations = file.getTypeAliases().map((declaration) => [declaration.getName(), declaration] as const);
    this.aliases = new Map(declarations.filter(([name]) => aliases.has(name)));
    this.references = countReferences(file.compilerNode);
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
    if (owner.kind === "inline") {
      const type = this.aliases.get(owner.alias)?.getTypeNode();
      return type && { type, holder: undefined };
    }
    const operation =
      owner.operationId === undefined
        ? (this.member(this.root("paths"), owner.path, owner.method) ?? this.templated(owner))
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

  /** An operation that has no name, where its path is a template literal. */
  private templated({ path, method }: { path: string; method: string }): PropertySignature | undefined {
    const type = this.file.getInterface("paths") ?? this.file.getTypeAlias("paths")?.getTypeNode();
    if (type === undefined || !(Node.isInterfaceDeclaration(type) || Node.isTypeLiteral(type))) return undefined;
    const parts = path.split(/\{[^}]+\}/).map((part) => part.replaceAll(/[^\w/]/g, "\\$&"));
    const wanted = new RegExp(`^\`${parts.join("\\$\\{\\w+\\}")}\`$`);
    const item = type
      .getIndexSignatures()
      .find((one) => wanted.test(one.getKeyTypeNode().getText()))
      ?.getReturnTypeNode();
    return Node.isTypeLiteral(item) ? item.getProperty(method) : undefined;
  }

  referenced(type: TypeNode): Component | undefined {
    const path = indexPath(type.compilerNode);
    const [root = "", section = "", name = ""] = path ?? [];
    const alias = path?.length === 1 ? this.aliases.get(root)?.getTypeNode() : undefined;
    if (alias !== undefined) return { name: root, type: alias, references: 1 };
    if (root !== "components" || path?.length !== 3) return undefined;
    const component = this.member(this.root("components"), section, name)?.getTypeNode();
    return component && { name, type: component, references: this.references.get(path.join("\n")) ?? 0 };
  }

  /** The type behind parentheses and references. */
  resolve(type: TypeNode): TypeNode {
    if (Node.isParenthesizedTypeNode(type)) return this.resolve(type.getTypeNode());
    const component = this.referenced(type);
    return component ? this.resolve(component.type) : type;
  }

  /** The only object of a type, and the texts of what else it may be; undefined where it has none, or several. */
  onlyObject(type: TypeNode): { type: TypeNode; others: readonly string[] } | undefined {
    if (Node.isParenthesizedTypeNode(type)) return this.onlyObject(type.getTypeNode());
    if (!Node.isUnionTypeNode(type)) return this.isOther(type) ? undefined : { type, others: [] };
    const [only, ...rest] = type.getTypeNodes().filter((part) => !this.isOther(part));
    return only === undefined || rest.length > 0 ? undefined : { type: only, others: this.others(type) };
  }

  /** What a type, or what it refers to, may be besides an object: `null`, `string`, `Tag[]`. */
  others(type: TypeNode): readonly string[] {
    if (this.isOther(type)) return [operandText(type.getText())];
    const resolved = this.resolve(type);
    if (Node.isUnionTypeNode(resolved)) return resolved.getTypeNodes().flatMap((part) => this.others(part));
    if (!Node.isIntersectionTypeNode(resolved)) return [];
    const [first = [], ...rest] = resolved.getTypeNodes().map((part) => this.others(part));
    return first.filter((text) => rest.every((texts) => texts.includes(text)));
  }

  /** The objects of a union; the type itself where it isn't a union. */
  objectsOf(type: TypeNode): TypeNode[] {
    const resolved = this.resolve(type);
    return Node.isUnionTypeNode(resolved) ? resolved.getTypeNodes().filter((member) => !this.isOther(member)) : [type];
  }

  /** Whether no object is of a type. */
  private isOther(type: TypeNode): boolean {
    const resolved = this.resolve(type);
    if (Node.isUnionTypeNode(resolved)) return resolved.getTypeNodes().every((part) => this.isOther(part));
    return otherKinds.has(resolved.getKind());
  }

  /**
   * The members of an object type, those of the parts of an intersection included.
   *
   * @returns undefined for a type that is not a plain object: a union, or one that is computed
   */
  objectMembers(type: TypeNode): ObjectType | undefined {
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

  /** Whether a type has an index signature, in place or in what an alias stands for. */
  readonly hasIndexes = (text: string, seen: ReadonlySet<string> = new Set()): boolean =>
    text.includes("[key: ") ||
    [...this.aliases].some(
      ([name, declaration]) =>
        !seen.has(name) &&
        new RegExp(`\\b${name}\\b`).test(text) &&
        this.hasIndexes(declaration.getTypeNodeOrThrow().getText(), new Set([...seen, name])),
    );

  /** The object types that a union or an intersection is made of; the type itself where it is neither. */
  leaves(type: TypeNode): TypeNode[] {
    const resolved = this.resolve(type);
    return Node.isIntersectionTypeNode(resolved) || Node.isUnionTypeNode(resolved)
      ? resolved.getTypeNodes().flatMap((part) => this.leaves(part))
      : [resolved];
  }

  /** Whether one of the objects that a type allows may have a property that it doesn't list. */
  isOpenTo(type: TypeNode, key: string): boolean {
    const resolved = this.resolve(type);
    if (Node.isUnionTypeNode(resolved)) return resolved.getTypeNodes().some((part) => this.isOpenTo(part, key));
    if (Node.isIntersectionTypeNode(resolved)) {
      const parts = resolved.getTypeNodes();
      return parts.some((part) => this.isOpenTo(part, key)) && !parts.some((part) => this.lists(part, key));
    }
    return Node.isTypeLiteral(resolved) && resolved.getIndexSignatures().length > 0 && !this.lists(resolved, key);
  }

  private lists(type: TypeNode, key: string): boolean {
    const resolved = this.resolve(type);
    return Node.isTypeLiteral(resolved) && resolved.getProperties().some((property) => propertyKey(property) === key);
  }

  /** Whether a type is a union of objects, somewhere among its parts. */
  isUnion(type: TypeNode): boolean {
    const resolved = this.resolve(type);
    if (Node.isIntersectionTypeNode(resolved)) return resolved.getTypeNodes().some((part) => this.isUnion(part));
    return Node.isUnionTypeNode(resolved);
  }

  private root(name: string): Members {
    return this.once(name, () => {
      // With --export-type it is a type alias.
      const alias = this.file.getTypeAlias(name)?.getTypeNode();
      return this.file.getInterface(name)?.getProperties() ?? (Node.isTypeLiteral(alias) ? alias.getProperties() : []);
    });
  }

  private member(from: Members | PropertySignature | undefined, ...keys: string[]): PropertySignature | undefined {
    const [key, ...rest] = keys;
    if (from === undefined || key === undefined) return from instanceof Map ? undefined : from;
    return this.member((from instanceof Map ? from : this.membersOf(from)).get(key), ...rest);
  }

  private membersOf(property: PropertySignature): Members {
    const type = property.getTypeNode();
    const resolved = type && this.resolve(type);
    const [root, operation, ...rest] = (resolved && indexPath(resolved.compilerNode)) ?? [];
    if (root === "operations" && operation !== undefined && rest.length === 0) {
      const found = this.root("operations").get(operation);
      return found ? this.membersOf(found) : new Map();
    }
    return this.once(property, () => (resolved && Node.isTypeLiteral(resolved) ? resolved.getProperties() : []));
  }

  /** Cached: there is one lookup for each operation, in a list of all operations. */
  private once(owner: string | PropertySignature, list: () => readonly PropertySignature[]): Members {
    const members = this.known.get(owner) ?? keyed(list());
    this.known.set(owner, members);
    return members;
  }
}

/** Properties by their keys: the first one where there are two. */
type Members = Map<string, PropertySignature>;

function keyed(properties: readonly PropertySignature[]): Members {
  return new Map(properties.toReversed().map((property) => [propertyKey(property), property]));
}

/** The steps of an indexed access, `["components", "schemas", "Job"]`; undefined for any other type. */
function indexPath(type: ts.TypeNode): string[] | undefined {
  if (ts.isTypeReferenceNode(type)) return ts.isIdentifier(type.typeName) ? [type.typeName.text] : undefined;
  if (!ts.isIndexedAccessTypeNode(type) || !ts.isLiteralTypeNode(type.indexType)) return undefined;
  const { literal } = type.indexType;
  const path = ts.isStringLiteral(literal) ? indexPath(type.objectType) : undefined;
  return path && ts.isStringLiteral(literal) ? [...path, literal.text] : undefined;
}

function countReferences(root: ts.Node): Map<string, number> {
  const counts = new Map<string, number>();
  const visit = (node: ts.Node): void => {
    const path = ts.isIndexedAccessTypeNode(node) ? indexPath(node) : undefined;
    if (path?.length === 3) counts.set(path.join("\n"), (counts.get(path.join("\n")) ?? 0) + 1);
    else ts.forEachChild(node, visit);
  };
  visit(root);
  return counts;
}

/** The syntax of types whose values aren't objects with properties of their own. */
const otherKinds: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.LiteralType,
  ts.SyntaxKind.StringKeyword,
  ts.SyntaxKind.NumberKeyword,
  ts.SyntaxKind.BooleanKeyword,
  ts.SyntaxKind.ArrayType,
  ts.SyntaxKind.TupleType,
  // readonly Tag[]
  ts.SyntaxKind.TypeOperator,
]);

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
