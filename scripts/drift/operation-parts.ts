import { httpMethods, withoutNames } from "../openapi/documents.ts";
import { asArray, asObject, isObject, type JsonObject } from "../openapi/json.ts";
import { rulesOf } from "./merged-schema.ts";
import type { Direction, ObjectReader } from "./object-reader.ts";
import { type Child, type Facts, factsOf, type Part } from "./part.ts";
import { SchemaParts } from "./schema-parts.ts";

/** An operation as a part, with what finds it in another description. */
export interface OperationPart {
  /** `GET /pets/{petId}` */
  readonly name: string;
  /** Method and path, without the names of the path's parameters; then the same with the path of the server before it. */
  readonly keys: readonly [own: string, served: string];
  readonly part: Part;
}

/** Every operation of a description. What is in them is read when it is asked for. */
export function listOperations(reader: ObjectReader): OperationPart[] {
  const { root } = reader.documents;
  const parts = new OperationParts(reader);
  const base = serverPath(root);
  return Object.entries(asObject(root["paths"])).flatMap(([path, listed]) => {
    const pathItem = reader.documents.resolve(listed);
    if (pathItem === undefined) return [];
    return httpMethods.flatMap((method): OperationPart[] => {
      const operation = pathItem[method];
      if (!isObject(operation)) return [];
      const template = withoutNames(path);
      return [
        {
          name: `${method.toUpperCase()} ${path}`,
          keys: [`${method} ${template}`, `${method} ${base}${template}`],
          get part() {
            return parts.operation(path, pathItem, operation);
          },
        },
      ];
    });
  });
}

/** The path of the first server: a description may have it in `servers` or in each path. */
function serverPath(root: JsonObject): string {
  const { url } = asObject(asArray(root["servers"])[0]);
  if (typeof url !== "string") return "";
  return withoutNames(url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, "").replace(/\/+$/, ""));
}

/** Headers that OpenAPI says other things describe (Parameter Object, Response Object). */
const describedElsewhere = { parameters: ["accept", "content-type", "authorization"], responses: ["content-type"] };

class OperationParts {
  private readonly reader: ObjectReader;
  private readonly schemas: SchemaParts;
  private readonly known = new Map<JsonObject, Part>();

  constructor(reader: ObjectReader) {
    this.reader = reader;
    this.schemas = new SchemaParts(reader);
  }

  operation(path: string, pathItem: JsonObject, operation: JsonObject): Part {
    const { requestBody } = operation;
    const body: [string, Child][] =
      requestBody === undefined
        ? []
        : [
            [
              "body",
              this.object(requestBody, "request body", " request body", (object) => this.content(object, "request")),
            ],
          ];
    const responses = Object.entries(asObject(operation["responses"])).filter(([status]) => !status.startsWith("x-"));
    return this.part(operation, undefined, {
      facts: this.facts(operation),
      children: [
        ...this.parameters(path, pathItem, operation),
        ...body,
        ...responses.map(([status, response]): [string, Child] => [
          `response ${status.toUpperCase()}`,
          this.object(response, "response", ` response ${status.toUpperCase()}`, (object) => this.response(object)),
        ]),
      ],
      rules: rulesOf(operation),
    });
  }

  /** Parameters by place and name; those of the path by their order in it, as their names are never sent. */
  private parameters(path: string, pathItem: JsonObject, operation: JsonObject): [string, Child][] {
    const order = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name);
    const found = new Map<string, Child>();
    for (const listed of [...asArray(pathItem["parameters"]), ...asArray(operation["parameters"])]) {
      const { object } = this.reader.follow(listed);
      const [location, name] = [String(object["in"]), String(object["name"])];
      const isHeader = location === "header";
      if (isHeader && describedElsewhere.parameters.includes(name.toLowerCase())) continue;
      const key = location === "path" ? order.indexOf(name) : isHeader ? name.toLowerCase() : name;
      const what = `${location} parameter`;
      found.set(
        `${what} ${key}`,
        this.object(listed, what, ` ${what} ${name}`, (parameter) => this.parameter(parameter)),
      );
    }
    return [...found];
  }

  private parameter(object: JsonObject): Contents {
    const location = object["in"];
    const usualStyle = location === "query" || location === "cookie" ? "form" : "simple";
    const { style = usualStyle } = object;
    const explode = object["explode"] ?? style === "form";
    return {
      facts: new Map([
        ...factsOf({
          required: object["required"],
          allowReserved: object["allowReserved"],
          allowEmptyValue: object["allowEmptyValue"],
          ...(style !== usualStyle && { style }),
        }),
        ...(explode === (style === "form") ? [] : [["explode", explode] as const]),
        ...this.facts(object),
      ]),
      children: [...this.schema(object, "request"), ...this.mediaTypes(object, "request")],
    };
  }

  private response(object: JsonObject): Contents {
    return {
      facts: this.reader.extensions(object),
      children: [...this.headers(object, "response", ""), ...this.mediaTypes(object, "response")],
    };
  }

  private headers(object: JsonObject, direction: Direction, around: string): [string, Child][] {
    return Object.entries(asObject(object["headers"])).flatMap(([name, header]): [string, Child][] => {
      if (describedElsewhere.responses.includes(name.toLowerCase())) return [];
      const child = this.object(header, "header", `${around} header ${name}`, (found) => ({
        facts: new Map([...factsOf({ required: found["required"] }), ...this.facts(found)]),
        children: [...this.schema(found, direction), ...this.mediaTypes(found, direction)],
      }));
      return [[`${around} header ${name.toLowerCase()}`, child]];
    });
  }

  private content(object: JsonObject, direction: Direction): Contents {
    return {
      facts: new Map([...factsOf({ required: object["required"] }), ...this.reader.extensions(object)]),
      children: this.mediaTypes(object, direction),
    };
  }

  private mediaTypes(object: JsonObject, direction: Direction): [string, Child][] {
    return Object.entries(asObject(object["content"])).map(([name, media]) => {
      const key = name
        .toLowerCase()
        .replaceAll(/\s+/g, "")
        .replace(/;charset=utf-8$/, "");
      return [
        key,
        this.object(media, "media type", ` ${name}`, (found) => {
          const schema = this.schema(found, direction);
          const encodings = direction === "request" && isForm(name) ? Object.entries(asObject(found["encoding"])) : [];
          return {
            facts: new Map([
              ...this.facts(found),
              ...encodings.flatMap(([property, encoding]) => encodingFacts(property, asObject(encoding), schema)),
            ]),
            children: [
              ...schema,
              ...encodings.flatMap(([property, encoding]) =>
                this.headers(asObject(encoding), direction, ` part ${property}`),
              ),
            ],
          };
        }),
      ];
    });
  }

  private schema({ schema }: JsonObject, direction: Direction): [string, Child][] {
    return schema === undefined ? [] : [["schema", this.schemas.child(schema, direction, "schema", "")]];
  }

  private facts(object: JsonObject): Facts {
    return new Map([...factsOf({ deprecated: object["deprecated"] }), ...this.reader.extensions(object)]);
  }

  /** A child that is an object or refers to one. The same object is the same part. */
  private object(value: unknown, what: string, step: string, contents: (object: JsonObject) => Contents): Child {
    const read = (): Part => {
      const { object, component } = this.reader.follow(value);
      const known = this.known.get(object);
      if (known !== undefined) return known;
      const part = this.part(object, component, contents(object));
      this.known.set(object, part);
      return part;
    };
    return { what, step, facts: new Map(), source: value, read };
  }

  private part(source: JsonObject, component: string | undefined, { facts, children, rules = [] }: Contents): Part {
    return { source, component, facts, values: undefined, rules, children: new Map(children), alternatives: [] };
  }
}

function isForm(mediaType: string): boolean {
  return /^(multipart\/|application\/x-www-form-urlencoded\b)/i.test(mediaType);
}

/** How a property of a form is written: what its default says is left out, and so is a `contentType` that a style replaces. */
function encodingFacts(
  property: string,
  encoding: JsonObject,
  schema: readonly [string, Child][],
): [string, unknown][] {
  const { style = "form", allowReserved, contentType } = encoding;
  const explode = encoding["explode"] ?? style === "form";
  const hasStyle = ["style", "explode", "allowReserved"].some((keyword) => encoding[keyword] !== undefined);
  const usual = usualContentType(schema[0]?.[1].read().children.get(`.${property}`));
  const facts = factsOf({
    ...(style !== "form" && { style }),
    allowReserved,
    ...(!hasStyle && contentType !== usual && { contentType }),
  });
  const all = explode === (style === "form") ? [...facts] : [...facts, ["explode", explode] as const];
  return all.map(([keyword, value]) => [`encoding.${property}.${keyword}`, value]);
}

/** What a part is sent as, by its type, if nothing says so (OpenAPI, Encoding Object). */
function usualContentType(property: Child | undefined): string | undefined {
  const part = property?.read();
  const type = part?.facts.get("type");
  if (type === "array") return usualContentType(part?.children.get("[]"));
  if (type === "object") return "application/json";
  if (typeof type !== "string") return undefined;
  return part?.facts.get("format") === "binary" ? "application/octet-stream" : "text/plain";
}

interface Contents {
  readonly facts: Facts;
  readonly children: readonly [string, Child][];
  readonly rules?: readonly string[];
}
