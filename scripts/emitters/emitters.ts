import { bundleEmitter } from "./bundle.ts";
import type { Emitter } from "./emitter.ts";
import { typesEmitter } from "./types/emitter.ts";
import { validatorsEmitter } from "./validators/emitter.ts";

/** Every output, in the order in which it is made. A new one is a file and a line. */
export const emitters: readonly Emitter[] = [typesEmitter, validatorsEmitter, bundleEmitter];
