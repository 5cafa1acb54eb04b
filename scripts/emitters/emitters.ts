import { bundleEmitter } from "./bundle.ts";
import type { Emitter } from "./emitter.ts";
import { typesEmitter } from "./types/emitter.ts";
import { validatorsEmitter } from "./validators/emitter.ts";

/** Every output, in order of generation. A new one is one file and one line here. */
export const emitters: readonly Emitter[] = [typesEmitter, validatorsEmitter, bundleEmitter];
