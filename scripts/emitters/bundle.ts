import { bundleMark, bundleNote } from "../files/output-file.ts";
import { type Emitter, settingOf } from "./emitter.ts";

/** The description in one document, with a first key that names its source, because JSON has no comments. */
export const bundleEmitter: Emitter = {
  name: "bundle",
  target: (api) => (api.bundle === undefined ? undefined : { path: api.bundle, setting: settingOf(api, "output") }),
  run: async ({ spec, source }) => ({
    text: `${JSON.stringify({ [bundleMark]: bundleNote(source), ...spec.document }, null, 2)}\n`,
    problems: [],
  }),
};
