/** Calls as text. It runs in Node for the page's own samples, and in the page for those of the request builder. */

/** How calls of one operation look: data that the page holds, too. */
export interface CallTemplate {
  /** `POST` */
  readonly method: string;
  /** The first server's URL. */
  readonly server: string;
  /** `/groups/{groupId}/jobs` */
  readonly path: string;
  /** The media type of the body, and the one to ask for. */
  readonly mediaType: string | undefined;
  readonly accept: string | undefined;
  readonly auth: readonly Authentication[];
  /** The module with the types of the API: `./petstore.ts` */
  readonly types: string;
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

export interface Sample {
  readonly title: string;
  readonly code: string;
}

type Containers = Readonly<Record<string, unknown>>;

/** The request `{ params, body }` as curl, once for each way to authenticate, and as TypeScript. */
export function sampleCalls(template: CallTemplate, request: Containers): Sample[] {
  const ways: readonly Authentication[] = template.auth.length > 0 ? template.auth : [{ name: "", curl: [] }];
  return [
    ...ways.map((way) => ({
      title: way.name === "" ? "curl" : `curl, ${way.name}`,
      code: curlCall(template, request, way),
    })),
    { title: "TypeScript", code: typescriptCall(template, request) },
  ];
}

function curlCall(template: CallTemplate, request: Containers, way: Authentication): string {
  const params = containerOf(request, "params");
  const cookies = Object.entries(containerOf(params, "cookie")).map(([name, value]) => `${name}=${plainText(value)}`);
  const headers = [
    ...(template.accept === undefined ? [] : [`Accept: ${template.accept}`]),
    ...(request["body"] === undefined ? [] : [`Content-Type: ${template.mediaType ?? "application/json"}`]),
    ...Object.entries(containerOf(params, "header")).map(([name, value]) => `${name}: ${plainText(value)}`),
    ...(cookies.length > 0 ? [`Cookie: ${cookies.join("; ")}`] : []),
  ];
  const args = [
    `curl --fail-with-body --request ${template.method} ${shellQuote(urlOf(template, params))}`,
    ...way.curl,
    ...headers.map((header) => `--header ${shellQuote(header)}`),
    ...(request["body"] === undefined ? [] : [`--data ${shellQuote(JSON.stringify(request["body"], undefined, 2))}`]),
  ];
  const call = args.join(" \\\n  ");
  return way.before === undefined ? call : `${way.before}\n${call}`;
}

function typescriptCall(template: CallTemplate, request: Containers): string {
  const { method, path, server, types, mediaType, accept } = template;
  const headers = [
    ...(template.auth.some(({ bearer }) => bearer === true)
      ? ['Authorization: `Bearer ${process.env["ACCESS_TOKEN"]}`']
      : []),
    ...(accept === undefined ? [] : [`Accept: ${JSON.stringify(accept)}`]),
    ...(mediaType === undefined || request["body"] === undefined
      ? []
      : [`"Content-Type": ${JSON.stringify(mediaType)}`]),
  ];
  const options = [
    ...(request["params"] === undefined ? [] : [`params: ${literal(request["params"], 1)},`]),
    ...(headers.length === 0 ? [] : ["headers: {", ...headers.map((header) => `  ${header},`), "},"]),
    ...(request["body"] === undefined ? [] : [`body: ${literal(request["body"], 1)},`]),
  ];
  return [
    'import createClient from "openapi-fetch";',
    `import type { paths } from ${JSON.stringify(types)};`,
    "",
    `const client = createClient<paths>({ baseUrl: ${JSON.stringify(server)} });`,
    `const { data, error } = await client.${method}(${JSON.stringify(path)}, {`,
    ...options.map((option) => `  ${option}`),
    "});",
  ].join("\n");
}

function urlOf({ server, path }: CallTemplate, params: Containers): string {
  const values = containerOf(params, "path");
  const filled = path.replaceAll(/\{([^{}]+)\}/g, (braces, name: string) =>
    values[name] === undefined ? braces : encodeURIComponent(plainText(values[name])),
  );
  const query = Object.entries(containerOf(params, "query")).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map(
      (item) => `${encodeURIComponent(name)}=${encodeURIComponent(plainText(item))}`,
    ),
  );
  return `${server.replace(/\/$/, "")}${filled}${query.length > 0 ? `?${query.join("&")}` : ""}`;
}

function containerOf(request: Containers, key: string): Containers {
  const inner = request[key];
  return typeof inner === "object" && inner !== null ? Object.fromEntries(Object.entries(inner)) : {};
}

function plainText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** POSIX: within single quotes, every character but the quote stands for itself. */
function shellQuote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** As a formatter would write it: keys bare where they may be. */
function literal(value: unknown, depth: number): string {
  const json = JSON.stringify(value, undefined, 2);
  return json.replaceAll(/^( *)"([A-Za-z_$][\w$]*)":/gm, "$1$2:").replaceAll("\n", `\n${"  ".repeat(depth)}`);
}
