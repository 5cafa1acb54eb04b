import type { Oas2Rule, Oas3Rule, Plugin, UserContext } from "@redocly/openapi-core";
import { distinctDiagnostics } from "../diagnostics.ts";
import { readDescription } from "../openapi/description.ts";
import { isObject, type JsonObject } from "../openapi/json.ts";
import { swaggerRefusal } from "../openapi/load-spec.ts";
import { LintDocuments } from "./lint-documents.ts";
import { type Linted, type LintRule, toLinted } from "./lint-rule.ts";
import { validDependencies } from "./rules/valid-dependencies.ts";
import { lintRules, pluginId } from "./rules.ts";
import { extendTypes } from "./types.ts";

/** The plugin for `redocly lint`: `x-dependencies` as a part of OpenAPI, and rules that judge it. */
export default function plugin(): Plugin {
  const rules = Object.entries(lintRules);
  return {
    id: pluginId,
    typeExtension: { oas3: extendTypes },
    rules: {
      oas3: Object.fromEntries(rules.map(([name, rule]) => [name, toRedoclyRule(rule)])),
      oas2: Object.fromEntries(
        rules.map(([name, rule]) => [name, rule === validDependencies ? refuseSwagger : () => ({})]),
      ),
    },
    configs: {
      recommended: {
        rules: Object.fromEntries(rules.map(([name, { recommended }]) => [`${pluginId}/${name}`, recommended])),
      },
    },
  };
}

/** Nothing of a Swagger 2.0 description is read, so that it can't be valid. */
const refuseSwagger: Oas2Rule = () => ({
  Root: {
    enter(_, { report, location }) {
      report({ message: swaggerRefusal, location: location.child("swagger") });
    },
  },
});

function toRedoclyRule({ check }: LintRule): Oas3Rule {
  return () => ({
    Root: {
      leave(root, context) {
        const known = isObject(root) ? readOnce(root, context) : undefined;
        if (known === undefined) return;
        for (const { file, line, column, message } of distinctDiagnostics(check(known.linted))) {
          const source = known.documents.sources.get(file) ?? context.location.source;
          context.report({ message, location: { source, pointer: undefined, start: { line, col: column } } });
        }
      },
    },
  });
}

interface Known {
  readonly documents: LintDocuments;
  readonly linted: Linted;
}

const known = new WeakMap<JsonObject, Known>();

/** A description is read once for all rules of a run. */
function readOnce(root: JsonObject, context: UserContext): Known {
  const found = known.get(root);
  if (found !== undefined) return found;
  const documents = new LintDocuments(root, context);
  const read = { documents, linted: toLinted(readDescription(documents)) };
  known.set(root, read);
  return read;
}
