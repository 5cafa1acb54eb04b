import { distinctDiagnostics, stopOnErrors } from "../../diagnostics.ts";
import { banner } from "../../files/output-file.ts";
import { type Emitter, settingOf } from "../emitter.ts";
import { refuseNamelessEnums } from "./enum-texts.ts";

/** openapi-typescript's module, with unions where rules narrow its types: ts-morph is loaded for descriptions with rules only. */
export const typesEmitter: Emitter = {
  name: "types",
  target: (api) =>
    api.types === undefined ? undefined : { path: api.types, setting: settingOf(api, "x-openapi-ts.output") },
  run: async ({ description, types, plainTypes, typesMaker, source }) => {
    if (types.enum) stopOnErrors(refuseNamelessEnums(description));
    const typed = description.ruleSets.filter((ruleSet) => ruleSet.typed);
    const open = description.openKeywords.map(({ problem }) => problem);
    if (typed.length === 0) {
      const plain = await plainTypes();
      return { text: banner(source) + plain.text, problems: [...plain.warnings, ...open] };
    }
    const [{ checkTypesOptions }, { planUnions }] = await Promise.all([
      import("./check-options.ts"),
      import("./plan-unions.ts"),
    ]);
    const doubts = checkTypesOptions(types, description, typed);
    stopOnErrors(doubts);
    const { plans, problems } = planUnions(typed);
    const plain = await plainTypes();
    const unions = await typesMaker.unite(plain.text, plans);
    const loose = unions.open.flatMap(({ plan, message }) => typed[plan]?.diagnose("warn", message) ?? []);
    return {
      text: banner(source) + unions.text,
      problems: [...plain.warnings, ...open, ...doubts, ...distinctDiagnostics([...problems, ...loose])],
    };
  },
};
