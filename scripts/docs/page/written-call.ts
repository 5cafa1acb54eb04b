/** What a call sends, as its description has it written. It runs in Node for the page's own samples, and in the page. */

/** How calls of one operation look: data that the page holds, too. */
export interface CallTemplate {
  /** `POST` */
  readonly method: string;
  /** The first server's URL. */
  readonly server: string;
  /** `/groups/{groupId}/jobs` */
  readonly path: string;
  /** How parameters are written, where the description says so. */
  readonly styles: Readonly<Partial<Record<Place, Readonly<Record<string, ValueStyle>>>>>;
  readonly body: BodyTemplate | undefined;
  /** The media type to ask for. */
  readonly accept: string | undefined;
  readonly auth: readonly Authentication[];
  /** The module with the types of the API: `./petstore.ts` */
  readonly types: string;
}

export type Place = "path" | "query" | "header" | "cookie";

/** OpenAPI's words of a Parameter Object or an Encoding Object. */
export interface ValueStyle {
  readonly style?: string;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
}

export interface BodyTemplate {
  readonly mediaType: string;
  /** `any`: text, JSON or bytes, whatever the body is. */
  readonly kind: "json" | "form" | "multipart" | "text" | "file" | "any";
  /** How the properties of a form are written, where the description says so. */
  readonly parts: Readonly<Record<string, PartStyle>>;
}

export interface PartStyle extends ValueStyle {
  readonly mediaType?: string;
  /** Whether it is a file, or a list of files. */
  readonly isFile?: boolean;
}

/** One way to authenticate, by the name that the description gives it. */
export interface Authentication {
  readonly name: string;
  /** Arguments of curl, in shell syntax. */
  readonly curl: readonly string[];
  /** A command that must run first. */
  readonly before?: string;
  /** Whether it sends a bearer token. */
  readonly bearer?: boolean;
}

export type Containers = Readonly<Record<string, unknown>>;

export interface WrittenCall {
  /** Without the server. Braces are left where a value is missing. */
  readonly path: string;
  /** What stands in place of the braces. */
  readonly pathValues: readonly (readonly [name: string, text: string])[];
  readonly query: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly cookies: readonly string[];
  readonly body: WrittenBody | undefined;
  /** What OpenAPI leaves open, and what can't be shown: sentences. */
  readonly notes: readonly string[];
}

export type WrittenBody =
  | { readonly kind: "json" | "text"; readonly mediaType: string; readonly text: string }
  | { readonly kind: "form"; readonly mediaType: string; readonly fields: readonly FormField[] }
  | { readonly kind: "multipart"; readonly parts: readonly Part[] }
  | { readonly kind: "file"; readonly mediaType: string };

/** A pair of a form; `encoded` where its delimiters have to stay as they are. */
export type FormField = { readonly name: string; readonly text: string } | { readonly encoded: string };

/** A part of a multipart form: a text, or a file where there is none. */
export interface Part {
  readonly name: string;
  readonly text: string | undefined;
  readonly mediaType: string | undefined;
}

export function writeCall({ path, styles, body: template }: CallTemplate, request: Containers): WrittenCall {
  const params = containerOf(request, "params");
  const entriesOf = (place: Place): [string, unknown][] => Object.entries(containerOf(params, place));
  const write = (place: Place): (readonly [string, string])[] =>
    entriesOf(place).map(([name, value]) => [name, writeValue(place, name, value, ownValue(styles[place], name))]);
  const pathValues = write("path");
  const inPath = new Map(pathValues);
  const piecesOf = (place: Place): string[] => write(place).flatMap(([, text]) => (text === "" ? [] : [text]));
  const body = request["body"] === undefined ? undefined : writeBody(template, request["body"]);
  const places: readonly Place[] = ["path", "query", "header", "cookie"];
  const all = places.flatMap((place) =>
    entriesOf(place).map(([name, value]) => ({ name, value, style: ownValue(styles[place], name) })),
  );
  const namesOf = (test: (one: (typeof all)[number]) => boolean): string[] => all.filter(test).map(({ name }) => name);
  const empty = namesOf(({ value }) => isEmpty(value));
  const open = [
    ...namesOf(({ value, style }) => !isEmpty(value) && isOpen(value, style)),
    ...(template === undefined ? [] : openFields(template, request["body"])),
  ];
  return {
    path: path.replaceAll(/\{([^{}]+)\}/g, (braces, name: string) => inPath.get(name) ?? braces),
    pathValues,
    query: piecesOf("query").join("&"),
    headers: write("header"),
    cookies: piecesOf("cookie"),
    body,
    notes: [
      ...(empty.length === 0 ? [] : [`A list or object without values sends nothing: ${empty.join(", ")}.`]),
      ...(open.length === 0
        ? []
        : [`OpenAPI doesn't say how to write this value of ${open.join(", ")}: check what the server reads.`]),
      ...(body?.kind === "file" && typeof request["body"] !== "string"
        ? [`This doesn't show how the body is written as ${body.mediaType}: put it into a file.`]
        : []),
      ...(body !== undefined && "mediaType" in body && body.mediaType.includes("*")
        ? ["Replace the media type by the one that the body has."]
        : []),
    ],
  };
}

/** How the styles of OpenAPI begin and separate values (RFC 6570, with the joiners of OpenAPI's Style Values). */
const form = { first: "", between: "&", named: true, joiner: "," };
const shapes: ReadonlyMap<string, typeof form> = new Map([
  ["simple", { first: "", between: ",", named: false, joiner: "," }],
  ["label", { first: ".", between: ".", named: false, joiner: "," }],
  ["matrix", { first: ";", between: ";", named: true, joiner: "," }],
  ["spaceDelimited", { ...form, joiner: "%20" }],
  ["pipeDelimited", { ...form, joiner: "%7C" }],
  // Of OpenAPI 3.2.
  ["cookie", { ...form, between: "; " }],
]);

export function defaultStyle(place: Place): string {
  return place === "query" || place === "cookie" ? "form" : "simple";
}

/** A parameter as OpenAPI's Style Values have it. Nothing of a list or object without values. */
export function writeValue(place: Place, name: string, value: unknown, given: ValueStyle = {}): string {
  const { style = defaultStyle(place), explode = style === "form" || style === "cookie" } = given;
  const { first, between, named, joiner } = shapes.get(style) ?? form;
  const encode =
    place === "header" || style === "cookie" ? plainText : given.allowReserved === true ? encodeReserved : encodeText;
  const key = encodeURIComponent(name);
  const withName = (text: string): string => (style === "matrix" && text === "" ? key : `${key}=${text}`);
  const ofKey = (text: string): string => (named ? withName(text) : text);
  if (Array.isArray(value)) {
    const items = value.map(encode);
    if (items.length === 0) return "";
    return first + (explode ? items.map(ofKey).join(between) : ofKey(items.join(joiner)));
  }
  if (!isRecord(value)) return first + ofKey(encode(value));
  const pairs = Object.entries(value).map(([inner, one]) => [encode(inner), encode(one)] as const);
  if (pairs.length === 0) return "";
  if (style === "deepObject") return pairs.map(([inner, one]) => `${key}%5B${inner}%5D=${one}`).join("&");
  return first + (explode ? pairs.map((pair) => pair.join("=")).join(between) : ofKey(pairs.flat().join(joiner)));
}

/** Whether OpenAPI leaves open how a value is written: null, or a list within another. */
export function isOpen(value: unknown, { style }: ValueStyle = {}): boolean {
  if (value === null || (style === "deepObject" && !isRecord(value))) return true;
  return typeof value === "object" && Object.values(value).some((one) => typeof one === "object");
}

export function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function writeBody(template: BodyTemplate | undefined, body: unknown): WrittenBody {
  const { kind, mediaType, parts } = template ?? { kind: "json", mediaType: "application/json", parts: {} };
  const properties = isRecord(body) ? Object.entries(body) : [];
  switch (kind) {
    case "json":
      return { kind, mediaType, text: JSON.stringify(body, undefined, 2) };
    case "form":
      return { kind, mediaType, fields: properties.flatMap(([name, value]) => formFields(name, value, parts)) };
    case "multipart":
      return { kind, parts: properties.flatMap(([name, value]) => partsOf(name, value, parts)) };
    case "any":
      if (typeof body === "string") return { kind: "text", mediaType: "text/plain", text: body };
      return { kind: "json", mediaType: "application/json", text: JSON.stringify(body, undefined, 2) };
    case "text":
      if (typeof body === "string") return { kind, mediaType, text: body };
      return { kind: "file", mediaType };
    case "file":
      return { kind, mediaType };
  }
}

/** By the Encoding Object: its style where it gives one, else each value as its media type has it. */
function formFields(name: string, value: unknown, parts: BodyTemplate["parts"]): FormField[] {
  const given = ownValue(parts, name);
  if (hasStyle(given)) {
    const encoded = writeValue("query", name, value, given);
    return encoded === "" ? [] : [{ encoded }];
  }
  return (Array.isArray(value) && !isJsonPart(given) ? value : [value]).map((one) => ({ name, text: plainText(one) }));
}

function partsOf(name: string, value: unknown, parts: BodyTemplate["parts"]): Part[] {
  const given = ownValue(parts, name);
  return (Array.isArray(value) && !isJsonPart(given) ? value : [value]).map((one) => ({
    name,
    text: given?.isFile === true ? undefined : plainText(one),
    mediaType: given?.mediaType ?? (isRecord(one) || Array.isArray(one) ? "application/json" : undefined),
  }));
}

/** The properties of a form that OpenAPI leaves open. An object without an encoding is JSON since 3.1.1; before, texts differ. */
function openFields({ kind, parts }: BodyTemplate, body: unknown): string[] {
  if ((kind !== "form" && kind !== "multipart") || !isRecord(body)) return [];
  return Object.entries(body).flatMap(([name, value]) => {
    const given = ownValue(parts, name);
    if (isJsonPart(given)) return [];
    const isUnclear =
      kind === "form"
        ? isOpen(value, given) || (isRecord(value) && !hasStyle(given))
        : hasStyle(given) || value === null || (Array.isArray(value) && value.includes(null));
    return isUnclear ? [name] : [];
  });
}

function hasStyle(given: PartStyle | undefined): given is PartStyle {
  return given?.style !== undefined || given?.explode !== undefined || given?.allowReserved !== undefined;
}

function isJsonPart(given: PartStyle | undefined): boolean {
  return given?.mediaType !== undefined && /[/+]json\s*(;|$)/i.test(given.mediaType);
}

/** The body of a form whose pairs are written: a text for `application/x-www-form-urlencoded`. */
export function encodeForm(fields: readonly FormField[]): string {
  return fields
    .map((field) =>
      "encoded" in field ? field.encoded : `${encodeURIComponent(field.name)}=${encodeURIComponent(field.text)}`,
    )
    .join("&");
}

/** What a record says of a name that may be any text: `constructor`, too. */
export function ownValue<Value>(record: Readonly<Record<string, Value>> | undefined, name: string): Value | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

export function containerOf(request: Containers, key: string): Containers {
  const inner = request[key];
  return isRecord(inner) ? Object.fromEntries(Object.entries(inner)) : {};
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function plainText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function encodeText(value: unknown): string {
  return encodeURIComponent(plainText(value));
}

/** As `allowReserved` asks for: without those that a query would read as its own (`#`, `&`, `+`, brackets), and `%41` stays. */
function encodeReserved(value: unknown): string {
  return encodeText(value)
    .replaceAll(/%(?:3A|2F|3F|40|24|2C|3B|3D)/g, decodeURIComponent)
    .replaceAll(/%25(?=[\dA-Fa-f]{2})/g, "%");
}
