import { basename } from "node:path";
import { banner } from "../../files/output-file.ts";
import { validatorPath } from "../../openapi/load-apis.ts";
import { operationsToCheck } from "../../openapi/request-graph.ts";
import { type Emitter, settingOf } from "../emitter.ts";

/** A validator for every operation, or for those with rules or open keywords, beside the types. */
export const validatorsEmitter: Emitter = {
  name: "validators",
  target: (api) =>
    api.types === undefined
      ? undefined
      : { path: validatorPath(api.types), setting: settingOf(api, "x-openapi-ts.output") },
  run: async ({ api, description, source, types: typesOptions }) => {
    const level = api.settings.validators;
    if (level === "off" || (level === "ruled" && operationsToCheck(description).size === 0))
      return { text: undefined, problems: [] };
    const { emitValidators } = await import("./emit-validators.ts");
    const types = `./${basename(api.types ?? "types.ts")}`;
    const { text, problems } = emitValidators(description, {
      operations: level,
      types,
      isMarked: typesOptions.readWriteMarkers === true,
      hasTypedPaths: typesOptions.pathParamsAsTypes === true,
    });
    return { text: banner(source) + text, problems };
  },
};
