import type { Plugin } from "@redocly/openapi-core";
import { exampleFollowsDependencies } from "./rules/example-follows-dependencies.ts";
import { noDeadParameter } from "./rules/no-dead-parameter.ts";
import { noFalseOptional } from "./rules/no-false-optional.ts";
import { noImpliedDependency } from "./rules/no-implied-dependency.ts";
import { patternAcceptsExample } from "./rules/pattern-accepts-example.ts";
import { patternIsMatchable } from "./rules/pattern-is-matchable.ts";
import { satisfiableDependencies } from "./rules/satisfiable-dependencies.ts";
import { validDependencies } from "./rules/valid-dependencies.ts";
import { extendTypes } from "./types.ts";

/** The plugin for `redocly lint`: `x-dependencies` as a part of OpenAPI, and rules that judge it. */
export default function plugin(): Plugin {
  return {
    id: "x-dependencies",
    typeExtension: { oas3: extendTypes },
    rules: {
      oas3: {
        "valid-dependencies": validDependencies,
        "satisfiable-dependencies": satisfiableDependencies,
        "no-dead-parameter": noDeadParameter,
        "no-false-optional": noFalseOptional,
        "no-implied-dependency": noImpliedDependency,
        "example-follows-dependencies": exampleFollowsDependencies,
        "pattern-accepts-example": patternAcceptsExample,
        "pattern-is-matchable": patternIsMatchable,
      },
    },
    configs: {
      recommended: {
        rules: {
          "x-dependencies/valid-dependencies": "error",
          "x-dependencies/satisfiable-dependencies": "error",
          "x-dependencies/no-dead-parameter": "error",
          "x-dependencies/no-false-optional": "error",
          "x-dependencies/no-implied-dependency": "warn",
          "x-dependencies/example-follows-dependencies": "error",
          "x-dependencies/pattern-accepts-example": "error",
          "x-dependencies/pattern-is-matchable": "error",
        },
      },
    },
  };
}
