import { stopOnErrors } from "../../diagnostics.ts";
import { banner } from "../../files/output-file.ts";
import { type Emitter, settingOf } from "../emitter.ts";

/** openapi-typescript's module, with unions where rules narrow its types. ts-morph is loaded for descriptions with rules only. */
export const typesEmitter: Emitter = {
  name: "types",
  target: (api) =>
    api.types === undefined ? undefined : { path: api.types, setting: settingOf(api, "x-openapi-ts.output") },
  run: async ({ description, types, plainTypes, source }) => {
    const typed = description.ruleSets.filter((ruleSet) => ruleSet.typed);
    const open = description.openKeywords;
    if (typed.length === 0) return { text: banner(source) + (await plainTypes()), problems: open };
    const { checkTypesOptions } = await import("./check-options.ts");
    const { applyUnions } = await import("./unions.ts");
    const doubts = checkTypesOptions(types, description, typed);
    stopOnErrors(doubts);
    const unions = applyUnions(await plainTypes(), typed);
    return { text: banner(source) + unions.text, problems: [...open, ...doubts, ...unions.problems] };
  },
};
