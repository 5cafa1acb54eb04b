import type { Field } from "../language/field.ts";
import type { Description } from "../openapi/description.ts";
import { asArray, asObject, isObject, type JsonObject } from "../openapi/json.ts";
import { isJson } from "../openapi/media-types.ts";
import type { Operation } from "../openapi/operations.ts";
import { declarationsOf, parameterLocations, schemaParts } from "../openapi/request-fields.ts";
import type { OperationGuide } from "./operation-guide.ts";
import type { Authentication, BodyTemplate, CallTemplate, PartStyle, ValueStyle } from "./page/written-call.ts";

/** Reads from the description how calls of an operation look: server, media types, and ways to authenticate. */
export function callTemplate(description: Description, guide: OperationGuide, types: string): CallTemplate {
  const { operation, path, method } = guide.operation;
  const pathItem = description.resolve(asObject(description.root["paths"])[path]);
  return {
    method: method.toUpperCase(),
    server: serverUrl([operation, pathItem ?? {}, description.root]),
    path,
    styles: Object.fromEntries(parameterLocations.map((place) => [place, parameterStyles(guide.operation, place)])),
    body: bodyTemplate(description, guide),
    accept: acceptedType(description, operation),
    auth: authentications(description, operation),
    types,
  };
}

/** How the parameters of one place are written, where they say so. One with `content` is a text, which has no style. */
function parameterStyles({ parameters }: Operation, place: string): Record<string, ValueStyle> {
  return Object.fromEntries(
    parameters.flatMap((parameter) => {
      const style = parameter["in"] === place && "schema" in parameter ? valueStyle(parameter, place === "query") : {};
      return Object.keys(style).length === 0 ? [] : [[String(parameter["name"]), style]];
    }),
  );
}

function valueStyle({ style, explode, allowReserved }: JsonObject, mayBeReserved: boolean): ValueStyle {
  return {
    ...(typeof style === "string" && { style }),
    ...(typeof explode === "boolean" && { explode }),
    ...(mayBeReserved && typeof allowReserved === "boolean" && { allowReserved }),
  };
}

/** Of the media type that the guide is about: the first, where no body has fields. */
function bodyTemplate(description: Description, guide: OperationGuide): BodyTemplate | undefined {
  const content = asObject(description.resolve(guide.operation.operation["requestBody"])?.["content"]);
  const mediaType = guide.mediaType ?? Object.keys(content)[0];
  if (mediaType === undefined) return undefined;
  const { schema, encoding } = asObject(content[mediaType]);
  const kind = bodyKind(mediaType, isFile(description, [schema], ""));
  const fields = guide.request.find(({ path }) => path[0] === "body")?.fields ?? [];
  const parts = kind === "form" || kind === "multipart" ? partStyles(description, fields, asObject(encoding)) : {};
  return { mediaType, kind, parts };
}

function bodyKind(mediaType: string, isBinary: boolean): BodyTemplate["kind"] {
  if (isJson(mediaType)) return "json";
  if (/^application\/x-www-form-urlencoded\b/i.test(mediaType)) return "form";
  if (/^multipart\/form-data\b/i.test(mediaType)) return "multipart";
  if (/^(?:\*|application)\/\*/.test(mediaType)) return isBinary ? "file" : "any";
  return isText(mediaType) ? "text" : "file";
}

function isText(mediaType: string): boolean {
  return /^text\/|[/+](?:json|xml|yaml|javascript|graphql|sql|csv|toml|x-ndjson)\b/i.test(mediaType);
}

function partStyles(
  description: Description,
  fields: readonly Field[],
  encoding: JsonObject,
): Record<string, PartStyle> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const name = field.path.at(-1) ?? "";
      const given = Object.hasOwn(encoding, name) ? asObject(encoding[name]) : {};
      const mediaType = String(given["contentType"] ?? "").split(",")[0] ?? "";
      const style: PartStyle = {
        ...valueStyle(given, true),
        ...(mediaType !== "" && { mediaType }),
        ...(isFile(description, declarationsOf(field), mediaType) && { isFile: true }),
      };
      return Object.keys(style).length === 0 ? [] : [[name, style]];
    }),
  );
}

/** Whether a value is bytes, or a list of them: in OpenAPI 3.0 by `format`, since 3.1 by a media type without an encoding as text. */
function isFile(description: Description, schemas: readonly unknown[], mediaType: string): boolean {
  if (mediaType !== "") return !isText(mediaType);
  const partsOf = (schema: unknown): JsonObject[] => schemaParts(description, schema).map((part) => part.schema);
  const isBytes = ({ format, contentMediaType, contentEncoding }: JsonObject): boolean =>
    format === "binary" ||
    (typeof contentMediaType === "string" && contentEncoding === undefined && !isText(contentMediaType));
  return schemas.flatMap(partsOf).some((schema) => [schema, ...partsOf(schema["items"])].some(isBytes));
}

/** The first server that is declared nearest, its variables at their defaults. */
function serverUrl(holders: readonly JsonObject[]): string {
  const server = holders.map((holder) => asArray(holder["servers"])[0]).find(isObject);
  const url = typeof server?.["url"] === "string" ? server["url"] : "/";
  const variables = asObject(server?.["variables"]);
  const filled = url.replaceAll(/\{([^{}]+)\}/g, (braces, name: string) => {
    const value = asObject(variables[name])["default"];
    return typeof value === "string" ? value : braces;
  });
  return /^https?:/.test(filled) ? filled : `https://example.com${filled}`;
}

function acceptedType(description: Description, operation: JsonObject): string | undefined {
  for (const [status, listed] of Object.entries(asObject(operation["responses"]))) {
    if (!/^2/.test(status)) continue;
    const [type] = Object.keys(asObject(description.resolve(listed)?.["content"]));
    if (type !== undefined) return type;
  }
  return undefined;
}

/** One for each alternative of `security` that curl supports. */
function authentications(description: Description, operation: JsonObject): Authentication[] {
  const schemes = asObject(asObject(description.root["components"])["securitySchemes"]);
  const alternatives = asArray(operation["security"] ?? description.root["security"]);
  return alternatives.filter(isObject).flatMap((alternative): Authentication[] => {
    const names = Object.keys(alternative);
    const parts = names.map((name) => authentication(name, description.resolve(schemes[name]) ?? {}));
    if (parts.length === 0) return [];
    const known = parts.filter((part) => part !== undefined);
    if (known.length < parts.length) return [];
    const before = known.flatMap((part) => part.before ?? []);
    return [
      {
        name: names.join(" and "),
        curl: known.flatMap(({ curl }) => curl),
        ...(before.length > 0 && { before: before.join("\n") }),
        ...(known.some(({ bearer }) => bearer === true) && { bearer: true }),
      },
    ];
  });
}

function authentication(name: string, scheme: JsonObject): Authentication | undefined {
  const bearer = '--header "Authorization: Bearer $ACCESS_TOKEN"';
  switch (scheme["type"]) {
    case "http": {
      const kind = String(scheme["scheme"]).toLowerCase();
      if (kind === "bearer") return { name, curl: [bearer], bearer: true };
      if (kind === "basic") return { name, curl: ['--user "$USERNAME:$PASSWORD"'] };
      return kind === "digest" ? { name, curl: ["--digest", '--user "$USERNAME:$PASSWORD"'] } : undefined;
    }
    case "oauth2": {
      const url = asObject(asObject(scheme["flows"])["clientCredentials"])["tokenUrl"];
      if (typeof url !== "string") return { name, curl: [bearer], bearer: true };
      const quoted = `'${url.replaceAll("'", "'\\''")}'`;
      const request = `curl --silent --fail-with-body --user "$CLIENT_ID:$CLIENT_SECRET" --data grant_type=client_credentials ${quoted}`;
      return { name, curl: [bearer], bearer: true, before: `ACCESS_TOKEN=$(${request} | jq -r .access_token)` };
    }
    case "openIdConnect":
      return { name, curl: [bearer], bearer: true };
    case "apiKey": {
      const key = String(scheme["name"]);
      // A name that the shell would read otherwise has no place within double quotes.
      if (!/^[\w.-]+$/.test(key)) return undefined;
      if (scheme["in"] === "header") return { name, curl: [`--header "${key}: $API_KEY"`] };
      if (scheme["in"] === "cookie") return { name, curl: [`--cookie "${key}=$API_KEY"`] };
      return { name, curl: [`--url-query "${key}=$API_KEY"`] };
    }
    default:
      return undefined;
  }
}
