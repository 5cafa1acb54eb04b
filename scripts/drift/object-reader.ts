import { DiagnosticsError } from "../diagnostics.ts";
import { placeIn } from "../openapi/declaration.ts";
import { type Documents, isOpenApi30 } from "../openapi/documents.ts";
import { isObject, type JsonObject, unescapeStep } from "../openapi/json.ts";
import { type Facts, factsOf } from "./part.ts";

/** Whether a schema describes what is sent or what is answered: `readOnly` and `writeOnly` properties are in one of them only. */
export type Direction = "request" | "response";

/** What to read of a description besides the keywords of OpenAPI. */
export interface ReadingOptions {
  /** Extensions that count: `x-sunset`. */
  readonly extensions: readonly string[];
}

/** The groups of components, with the words before their names in a place. */
const components: Readonly<Record<string, string>> = {
  schemas: "",
  parameters: "parameter ",
  headers: "header ",
  requestBodies: "request body ",
  responses: "response ",
};

/** Reads the objects of one description: follows references, and knows what its version of OpenAPI means by a keyword. */
export class ObjectReader {
  readonly documents: Documents;
  /** OpenAPI 3.0 ignores what stands beside a `$ref`. */
  readonly isVersion30: boolean;
  private readonly options: ReadingOptions;

  constructor(documents: Documents, options: ReadingOptions) {
    this.documents = documents;
    this.isVersion30 = isOpenApi30(documents);
    this.options = options;
  }

  /**
   * The object that a value is or refers to, and the component that it is.
   *
   * @throws DiagnosticsError for a reference that leads nowhere
   */
  follow(value: unknown): { object: JsonObject; component: string | undefined } {
    const reference = isObject(value) ? value["$ref"] : undefined;
    const object = this.documents.resolve(typeof reference === "string" ? { $ref: reference } : value);
    if (object === undefined) throw this.badReference(value);
    return { object, component: typeof reference === "string" ? componentName(reference) : undefined };
  }

  /** What an object says by the extensions that count. */
  extensions(object: JsonObject): Facts {
    return factsOf(Object.fromEntries(this.options.extensions.map((name) => [name, object[name]])));
  }

  private badReference(value: unknown): DiagnosticsError {
    const reference = isObject(value) ? value["$ref"] : undefined;
    const message =
      typeof reference === "string"
        ? `The reference ${JSON.stringify(reference)} leads to no object in this file. Fix it. If it leads to another file, bundle the description first: npx @redocly/cli bundle.`
        : `Expected an object, but found ${JSON.stringify(value) ?? "nothing"}.`;
    return new DiagnosticsError([{ severity: "error", ...placeIn(this.documents, value), message }]);
  }
}

function componentName(reference: string): string | undefined {
  const [, group = "", name = ""] = /^#\/components\/(\w+)\/([^/]+)$/.exec(reference) ?? [];
  const prefix = Object.hasOwn(components, group) ? components[group] : undefined;
  return prefix === undefined ? undefined : `${prefix}${unescapeStep(name)}`;
}
