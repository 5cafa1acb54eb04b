import { type IndexSignatureDeclaration, Node, type TypeNode } from "ts-morph";
import { type Member, operandText, unionText } from "./type-text.ts";

/** The index signatures of an object's type. */
export interface Indexes {
  /** Those for interfaces, which could otherwise not be assigned to a type that has them. */
  readonly within: readonly string[];
  /** Types with those that don't fit the properties, which have to stand beside an interface. */
  readonly beside: readonly string[];
}

/**
 * Where the index signatures of an object stand once its properties are in interfaces. The one of all names gets the values of the
 * properties: an interface can't have it otherwise.
 *
 * @param members the properties of all these interfaces
 */
export function placeIndexes(types: readonly TypeNode[], members: readonly Pick<Member, "key" | "type">[]): Indexes {
  const signatures = types.flatMap(signaturesOf);
  const starts = signatures.flatMap((signature) => commonStart(signature) ?? []);
  const names = [...new Set(members.map(({ key }) => key)), ...starts];
  const general = new Set(signatures.filter(isOfEveryName).map(valueText));
  general.delete("unknown");
  const fits = (signature: IndexSignatureDeclaration): boolean => {
    const start = commonStart(signature);
    if (start !== undefined) return names.filter((name) => name.startsWith(start)).length < 2;
    return valueText(signature) === "unknown" || (isOfEveryName(signature) && general.size === 1);
  };
  const textOf = (signature: IndexSignatureDeclaration): string => {
    const [text, value] = [signature.getText(), valueText(signature)];
    if (value === "unknown" || !isOfEveryName(signature)) return text;
    const others = signatures.filter((other) => !isOfEveryName(other)).map(valueText);
    const values = [value, ...members.map(({ type }) => type), ...others, "undefined"].flatMap(alternativesIn);
    const widened = values.includes("unknown") ? "unknown" : unionText([...new Set(values)]);
    return `${text.slice(0, text.lastIndexOf(value))}${widened};`;
  };
  const placed = types.map((type) => ({
    type,
    isWithin: signaturesOf(type).length > 0 && signaturesOf(type).every(fits),
  }));
  return {
    within: [...new Set(placed.flatMap(({ type, isWithin }) => (isWithin ? signaturesOf(type).map(textOf) : [])))],
    beside: placed.flatMap(({ type, isWithin }) => (isWithin ? [] : [type.getText()])),
  };
}

/** What index signatures say of a property that isn't listed. */
export function indexedText(types: readonly TypeNode[], key: string): string {
  const applicable = types.flatMap(signaturesOf).filter((signature) => {
    const start = commonStart(signature);
    return start === undefined ? isOfEveryName(signature) : key.startsWith(start);
  });
  const values = new Set(applicable.map(valueText));
  values.delete("unknown");
  const [first = "unknown", ...others] = values;
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

/** What all names of an index signature start with, if nothing else is said of them. */
function commonStart(signature: IndexSignatureDeclaration): string | undefined {
  const key = signature.getKeyTypeNode();
  if (!Node.isTemplateLiteralTypeNode(key)) return undefined;
  const { head, templateSpans } = key.compilerNode;
  const [span] = templateSpans;
  return templateSpans.length === 1 && span?.literal.text === "" ? head.text : undefined;
}

/** A type as operands of `|`: those of a simple union, or of one in another. */
function alternativesIn(type: string): string[] {
  const isFlat = /^(?:\w|[ |()-]|\[\]|\["[^"|()\\]*"\]|"[^"|()\\]*")*$/.test(type) && !type.includes(")[");
  return isFlat ? type.replaceAll(/[()]/g, "").split(" | ") : [operandText(type)];
}
