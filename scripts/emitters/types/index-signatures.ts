import { type IndexSignatureDeclaration, Node, type TypeNode } from "ts-morph";
import { type Member, operandText, unionText } from "./type-text.ts";

/** The index signatures of an object's type. */
export interface Indexes {
  /** Those for interfaces, which could otherwise not be assigned to a type that has them. */
  readonly within: readonly string[];
  /** Types with those that no interface can have. */
  readonly beside: readonly string[];
}

/**
 * Where the index signatures of an object stand once its properties are in interfaces. There, they have to allow what the properties
 * are, too.
 *
 * @param members the properties of all these interfaces
 * @param hasIndexes whether a type has index signatures of its own
 */
export function placeIndexes(
  types: readonly TypeNode[],
  members: readonly Pick<Member, "key" | "type">[],
  hasIndexes: (type: string) => boolean,
): Indexes {
  const signatures = types.flatMap(signaturesOf);
  const starts = signatures.flatMap((signature) => commonStart(signature) ?? []);
  const general = new Set(signatures.filter(isOfEveryName).map(valueText));
  general.delete("unknown");
  // A type with an index signature of its own may not even fit a copy of itself, as `{ a: number } & { [key: string]: string }`.
  const isFitting = (signature: IndexSignatureDeclaration): boolean =>
    !members.some(({ key, type }) => isAbout(signature, key) && hasIndexes(type));
  const isAlone = (signature: IndexSignatureDeclaration): boolean => {
    const start = commonStart(signature);
    if (valueText(signature) === "unknown" && start === undefined) return true;
    if (!isFitting(signature)) return false;
    if (start !== undefined) return starts.filter((other) => other.startsWith(start)).length < 2;
    return isOfEveryName(signature) && general.size === 1;
  };
  const textsOf = (signature: IndexSignatureDeclaration): string[] => {
    const [text, value] = [signature.getText(), valueText(signature)];
    // Beside another one, this one says nothing.
    if (value === "unknown") return isOfEveryName(signature) && general.size > 0 ? [] : [text];
    const own = members.filter(({ key }) => isAbout(signature, key)).map(({ type }) => type);
    const others = isOfEveryName(signature) ? signatures.filter((one) => !isOfEveryName(one)).map(valueText) : [];
    if (own.length + others.length === 0) return [text];
    const values = [value, ...own, ...others, "undefined"].flatMap(alternativesIn);
    const distinct = new Map(values.map((one) => [oneLine(one), one]));
    const widened = distinct.has("unknown") ? "unknown" : unionText([...distinct.values()]);
    return [`${text.slice(0, text.lastIndexOf(value))}${widened};`];
  };
  const isWithin = (type: TypeNode): boolean => signaturesOf(type).length > 0 && signaturesOf(type).every(isAlone);
  return {
    within: [...new Set(types.filter(isWithin).flatMap(signaturesOf).flatMap(textsOf))],
    beside: types.filter((type) => !isWithin(type)).map((type) => type.getText()),
  };
}

/** What index signatures say of a property: `unknown`, where that is nothing more than its own type. */
export function indexedText(types: readonly TypeNode[], key: string, own?: TypeNode): string {
  const known = own === undefined ? [] : alternativesOf(own);
  const values = types.flatMap(signaturesOf).flatMap((signature) => {
    const value = signature.getReturnTypeNodeOrThrow();
    const allowed = alternativesOf(value);
    const isNarrower = known.length === 0 || !known.every((one) => allowed.includes(one));
    return isAbout(signature, key) && isNarrower && value.getText() !== "unknown" ? [value.getText()] : [];
  });
  const [first = "unknown", ...others] = new Set(values);
  return others.length === 0 ? first : [first, ...others].map(operandText).join(" & ");
}

/** The index signatures of a type that has nothing else. */
function signaturesOf(type: TypeNode): IndexSignatureDeclaration[] {
  return Node.isTypeLiteral(type) && type.getProperties().length === 0 ? type.getIndexSignatures() : [];
}

function valueText(signature: IndexSignatureDeclaration): string {
  return signature.getReturnTypeNodeOrThrow().getText();
}

function isOfEveryName(signature: IndexSignatureDeclaration): boolean {
  return signature.getKeyTypeNode().getText() === "string";
}

function isAbout(signature: IndexSignatureDeclaration, key: string): boolean {
  const start = commonStart(signature);
  return start === undefined ? isOfEveryName(signature) : key.startsWith(start);
}

/** What all names of an index signature start with, if nothing else is said of them. */
function commonStart(signature: IndexSignatureDeclaration): string | undefined {
  const key = signature.getKeyTypeNode();
  if (!Node.isTemplateLiteralTypeNode(key)) return undefined;
  const { head, templateSpans } = key.compilerNode;
  const [span] = templateSpans;
  return templateSpans.length === 1 && span?.literal.text === "" ? head.text : undefined;
}

/** The types that a union is made of. */
function alternativesOf(type: TypeNode): string[] {
  if (Node.isParenthesizedTypeNode(type)) return alternativesOf(type.getTypeNode());
  return Node.isUnionTypeNode(type) ? type.getTypeNodes().flatMap(alternativesOf) : [oneLine(type.getText())];
}

/** A type as operands of `|`: those of a simple union, or of one in another. */
function alternativesIn(type: string): string[] {
  const isFlat = /^(?:\w|[ |()-]|\[\]|\["[^"|()\\]*"\]|"[^"|()\\]*")*$/.test(type) && !type.includes(")[");
  return isFlat ? type.replaceAll(/[()]/g, "").split(" | ") : [operandText(type)];
}

function oneLine(type: string): string {
  return type.replaceAll(/\s+/g, " ");
}
