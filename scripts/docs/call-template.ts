import type { Description } from "../openapi/description.ts";
import { asArray, asObject, isObject, type JsonObject } from "../openapi/json.ts";
import type { OperationGuide } from "./operation-guide.ts";
import type { Authentication, CallTemplate } from "./page/samples.ts";

/** Reads from the description how calls of an operation look: server, media types, and ways to authenticate. */
export function callTemplate(description: Description, guide: OperationGuide, types: string): CallTemplate {
  const { operation, path, method } = guide.operation;
  const pathItem = description.resolve(asObject(description.root["paths"])[path]);
  return {
    method: method.toUpperCase(),
    server: serverUrl([operation, pathItem ?? {}, description.root]),
    path,
    mediaType: guide.mediaType,
    accept: acceptedType(description, operation),
    auth: authentications(description, operation),
    types,
  };
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
