import { banner } from "../../files/output-file.ts";
import { type Emitter, settingOf } from "../emitter.ts";

/** openapi-typescript's module, with unions where rules narrow its types. ts-morph is loaded for descriptions with rules only. */
export const typesEmitter: Emitter = {
  name: "types",
  target: (api) =>
    api.types === undefined ? undefined : { path: api.types, setting: settingOf(api, "x-openapi-ts.output") },
  run: async ({ description, types, plainTypes, source }) => {
    const typed = description.ruleSets.filter((ruleSet) => ruleSet.typed);
    if (typed.length === 0) return { text: banner(source) + (await plainTypes()), problems: [] };
    const { applyUnions } = await import("./unions.ts");
    const { warnOfDefaults } = await import("./defaults.ts");
    const unions = applyUnions(await plainTypes(), typed);
    const defaults = types.defaultNonNullable === false ? [] : warnOfDefaults(description, typed);
    return { text: banner(source) + unions.text, problems: [...defaults, ...unions.problems] };
  },
};
