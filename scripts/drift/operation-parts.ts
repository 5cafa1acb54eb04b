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
    const headers = Object.entries(asObject(object["headers"])).filter(
      ([name]) => !describedElsewhere.responses.includes(name.toLowerCase()),
    );
    return {
      facts: this.reader.extensions(object),
      children: [
        ...headers.map(([name, header]): [string, Child] => [
          `header ${name.toLowerCase()}`,
          this.object(header, "header", ` header ${name}`, (found) => ({
            facts: new Map([...factsOf({ required: found["required"] }), ...this.facts(found)]),
            children: [...this.schema(found, "response"), ...this.mediaTypes(found, "response")],
          })),
        ]),
        ...this.mediaTypes(object, "response"),
      ],
    };
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
        this.object(media, "media type", ` ${name}`, (found) => ({
          facts: this.facts(found),
          children: this.schema(found, direction),
        })),
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

interface Contents {
  readonly facts: Facts;
  readonly children: readonly [string, Child][];
  readonly rules?: readonly string[];
}
