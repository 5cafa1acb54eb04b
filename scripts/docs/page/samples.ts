import {
  type Authentication,
  type CallTemplate,
  type Containers,
  containerOf,
  defaultStyle,
  encodeForm,
  isEmpty,
  isOpen,
  ownValue,
  type Part,
  type ValueStyle,
  type WrittenBody,
  type WrittenCall,
  writeCall,
} from "./written-call.ts";

/** Calls as text. It runs in Node for the page's own samples, and in the page for those of the request builder. */

export interface Sample {
  readonly title: string;
  readonly code: string;
}

/** The request `{ params, body }` as curl, once for each way to authenticate, and as TypeScript. */
export function sampleCalls(template: CallTemplate, request: Containers): Sample[] {
  const call = writeCall(template, request);
  const ways: readonly Authentication[] = template.auth.length > 0 ? template.auth : [{ name: "", curl: [] }];
  return [
    ...ways.map((way) => ({
      title: way.name === "" ? "curl" : `curl, ${way.name}`,
      code: curlCall(template, call, way),
    })),
    { title: "TypeScript", code: typescriptCall(template, request, call) },
  ];
}

function curlCall(template: CallTemplate, call: WrittenCall, way: Authentication): string {
  const { method, server } = template;
  const url = `${server.replace(/\/$/, "")}${call.path}${call.query === "" ? "" : `?${call.query}`}`;
  const args = [
    `curl --fail-with-body --request ${method} ${shellQuote(url)}`,
    ...way.curl,
    ...[...ownHeaders(template, call), ...call.headers].map(
      ([name, value]) => `--header ${shellQuote(value === "" ? `${name};` : `${name}: ${value}`)}`,
    ),
    // A header of its own would take the place of a cookie that authenticates.
    ...(call.cookies.length > 0 ? [`--cookie ${shellQuote(call.cookies.join("; "))}`] : []),
    ...(call.body === undefined ? [] : curlBody(call.body)),
  ];
  const comments = call.notes.map((note) => `# ${oneLine(note)}`);
  return [...comments, ...(way.before === undefined ? [] : [way.before]), args.join(" \\\n  ")].join("\n");
}

/** What the operation asks for, unless a parameter says so. A form of parts has a boundary in it, which only the program knows. */
function ownHeaders({ accept }: CallTemplate, { headers, body }: WrittenCall): [string, string][] {
  const all: [string, string | undefined][] = [
    ["Accept", accept],
    ["Content-Type", body !== undefined && "mediaType" in body ? body.mediaType : undefined],
  ];
  const given = new Set(headers.map(([name]) => name.toLowerCase()));
  return all.flatMap(([name, value]) => (value === undefined || given.has(name.toLowerCase()) ? [] : [[name, value]]));
}

/** The file that a sample sends. */
const file = "path/to/file";

function curlBody(body: WrittenBody): string[] {
  switch (body.kind) {
    case "json":
      return [`--data ${shellQuote(body.text)}`];
    case "text":
      return [`--data-raw ${shellQuote(body.text)}`];
    case "form": {
      const pairs = body.fields.map((field) =>
        "encoded" in field
          ? `--data ${shellQuote(field.encoded)}`
          : `--data-urlencode ${shellQuote(`${encodeURIComponent(field.name)}=${field.text}`)}`,
      );
      return pairs.length > 0 ? pairs : ["--data ''"];
    }
    case "multipart":
      if (body.parts.length === 0) return emptyForm;
      return body.parts.map(curlPart);
    case "file":
      return [`--data-binary ${shellQuote(`@${file}`)}`];
  }
}

/** `--form` makes no form without parts. */
const emptyForm = [`--header ${shellQuote("Content-Type: multipart/form-data; boundary=end")}`, "--data '--end--'"];

function curlPart({ name, text, mediaType }: Part): string {
  const type = mediaType === undefined || mediaType.includes("*") ? "" : `;type=${mediaType}`;
  if (text === undefined) return `--form ${shellQuote(`${name}=@${file}${type}`)}`;
  // These mean something to curl: a file, quotes, parts within a part, what follows the text.
  const isPlain = !/^[@<"(\s]|;|\s$/.test(text);
  if (isPlain) return `--form ${shellQuote(`${name}=${text}${type}`)}`;
  if (type === "") return `--form-string ${shellQuote(`${name}=${text}`)}`;
  return `--form ${shellQuote(`${name}="${text.replaceAll(/["\\]/g, "\\$&")}"${type}`)}`;
}

function typescriptCall(template: CallTemplate, request: Containers, call: WrittenCall): string {
  const { method, path, server, types } = template;
  const { body } = call;
  const headers = [
    ...(template.auth.some(({ bearer }) => bearer === true)
      ? ['Authorization: `Bearer ${process.env["ACCESS_TOKEN"]}`,']
      : []),
    ...ownHeaders(template, call).map(([name, value]) => `${keyOf(name)}: ${JSON.stringify(value)},`),
    ...(call.cookies.length === 0
      ? []
      : [
          "// Node sends this. A browser sends its own cookies alone.",
          `Cookie: ${JSON.stringify(call.cookies.join("; "))},`,
        ]),
  ];
  const params = containerOf(request, "params");
  const options = [
    ...(request["params"] === undefined ? [] : [`params: ${literal(request["params"], 1)},`]),
    ...pathOption(template, containerOf(params, "path"), call),
    ...queryOption(template, containerOf(params, "query"), call.query),
    ...(headers.length === 0 ? [] : ["headers: {", ...headers.map((header) => `  ${header}`), "},"]),
    ...headerOption(containerOf(params, "header"), call),
    ...(body === undefined
      ? []
      : [`body: ${literal(request["body"], 1)},`, ...bodyOption(body, containerOf(request, "body"))]),
  ];
  const parts = body?.kind === "multipart" ? body.parts : [];
  const needsFile = body?.kind === "file" || parts.some(({ text }) => text === undefined);
  return [
    ...call.notes.map((note) => `// ${oneLine(note)}`),
    ...(needsFile ? ['import { openAsBlob } from "node:fs";'] : []),
    'import createClient from "openapi-fetch";',
    `import type { paths } from ${JSON.stringify(types)};`,
    "",
    ...(needsFile ? [`const file = await openAsBlob(${JSON.stringify(file)});`] : []),
    ...(body?.kind === "multipart" ? formLines(parts) : []),
    `const client = createClient<paths>({ baseUrl: ${JSON.stringify(server)} });`,
    `const { data, error } = await client.${method}(${JSON.stringify(path)}, {`,
    ...options.map((option) => `  ${option}`),
    "});",
  ].join("\n");
}

/** openapi-fetch writes `simple` alone by itself. */
function pathOption({ styles }: CallTemplate, values: Containers, { pathValues }: WrittenCall): string[] {
  const isOwn = Object.entries(values).every(([name, value]) => {
    const { style = defaultStyle("path"), explode } = ownValue(styles.path, name) ?? {};
    const isExploded = explode === true && typeof value === "object" && !Array.isArray(value);
    return style === "simple" && !isExploded && !isOpen(value);
  });
  if (isOwn) return [];
  const replaced = pathValues.map(
    ([name, text]) => `.replaceAll(${JSON.stringify(`{${name}}`)}, ${JSON.stringify(text)})`,
  );
  return ["// openapi-fetch has no option for this style.", `pathSerializer: (url) => url${replaced.join("")},`];
}

type QuerySetting = Readonly<Partial<Record<"array" | "object", Required<Pick<ValueStyle, "style" | "explode">>>>>;

/** What openapi-fetch has to be told of the query: one setting for all lists and one for all objects, or the whole. */
function queryOption({ styles }: CallTemplate, values: Containers, written: string): string[] {
  const settings = Object.entries(values).map(([name, value]) =>
    querySetting(name, value, ownValue(styles.query, name) ?? {}),
  );
  const known = settings.filter((setting) => setting !== undefined);
  const parts = (["array", "object"] as const).map((kind) => {
    const asked = new Map(
      known.flatMap((setting) => (setting[kind] ? [[JSON.stringify(setting[kind]), setting[kind]] as const] : [])),
    );
    return { kind, asked: [...asked.values()] };
  });
  if (known.length < settings.length || parts.some(({ asked }) => asked.length > 1))
    return ["// openapi-fetch has no option for these styles.", `querySerializer: () => ${JSON.stringify(written)},`];
  const options = parts.flatMap(({ kind, asked: [setting] }) => {
    if (setting === undefined || (setting.style === (kind === "array" ? "form" : "deepObject") && setting.explode))
      return [];
    return [`${kind}: { style: ${JSON.stringify(setting.style)}, explode: ${setting.explode} }`];
  });
  return options.length === 0 ? [] : [`querySerializer: { ${options.join(", ")} },`];
}

/** Undefined where openapi-fetch has no setting that writes the value as its style has it. */
function querySetting(name: string, value: unknown, given: ValueStyle): QuerySetting | undefined {
  const { style = defaultStyle("query"), explode = style === "form" } = given;
  const isPlain = (text: string): boolean => encodeURIComponent(text) === text;
  if (!isPlain(name) || given.allowReserved === true || isOpen(value, given)) return undefined;
  if (typeof value !== "object" || value === null || isEmpty(value)) return {};
  if (Array.isArray(value)) return { array: { style, explode } };
  if (!Object.keys(value).every(isPlain)) return undefined;
  if (style === "deepObject") return { object: { style, explode: true } };
  return style === "form" ? { object: { style, explode } } : undefined;
}

/** openapi-fetch joins the values of a list with ", ", and has no text for an object. */
function headerOption(values: Containers, { headers }: WrittenCall): string[] {
  const composed = headers.filter(([name]) => typeof values[name] === "object");
  if (composed.length === 0) return [];
  const calls = composed.map(
    ([name, value]) => `request.headers.set(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  return [
    "// openapi-fetch has no option for this style.",
    "middleware: [",
    "  {",
    "    onRequest({ request }) {",
    ...calls.map((line) => `      ${line}`),
    "    },",
    "  },",
    "],",
  ];
}

/** What openapi-fetch doesn't do by itself, which is to send JSON, or the texts of a form. */
function bodyOption(written: WrittenBody, properties: Containers): string[] {
  switch (written.kind) {
    case "json":
      return [];
    case "text":
      return ["bodySerializer: (body) => body,"];
    case "form": {
      const isFlat = Object.values(properties).every((value) => typeof value !== "object");
      const isOwn = written.mediaType === "application/x-www-form-urlencoded" && isFlat;
      return isOwn ? [] : [`bodySerializer: () => ${JSON.stringify(encodeForm(written.fields))},`];
    }
    case "multipart":
      return ["bodySerializer: () => form,"];
    case "file":
      return ["bodySerializer: () => file,"];
  }
}

function formLines(parts: readonly Part[]): string[] {
  const isNamed = parts.some(({ text, mediaType }) => text !== undefined && mediaType !== undefined);
  return [
    "const form = new FormData();",
    ...(isNamed ? ["// FormData gives a part that has a media type a file name, too."] : []),
    ...parts.map(({ name, text, mediaType }) => {
      const type = mediaType === undefined || mediaType.includes("*") ? undefined : JSON.stringify(mediaType);
      if (text === undefined) {
        const blob = type === undefined ? "file" : `new Blob([file], { type: ${type} })`;
        return `form.append(${JSON.stringify(name)}, ${blob}, "file");`;
      }
      const value = JSON.stringify(text);
      return `form.append(${JSON.stringify(name)}, ${type === undefined ? value : `new Blob([${value}], { type: ${type} })`});`;
    }),
  ];
}

/** POSIX: within single quotes, every character but the quote stands for itself. */
function shellQuote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** For a comment: names may be any text. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ");
}

function keyOf(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

/** As a formatter would write it: keys bare where they may be. */
function literal(value: unknown, depth: number): string {
  const json = JSON.stringify(value, undefined, 2);
  return json.replaceAll(/^( *)"([A-Za-z_$][\w$]*)":/gm, "$1$2:").replaceAll("\n", `\n${"  ".repeat(depth)}`);
}
