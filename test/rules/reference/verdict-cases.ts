import { comparisons } from "./cases/comparisons.ts";
import type { VerdictCase } from "./cases/family.ts";
import { forms } from "./cases/forms.ts";
import { names } from "./cases/names.ts";
import { presence } from "./cases/presence.ts";
import { schemas } from "./cases/schemas.ts";
import { values } from "./cases/values.ts";

export type { VerdictCase } from "./cases/family.ts";

/** Requests made by hand whose verdict is easily got wrong. Each fits its schema, save for what is required. */
export const verdictCases: readonly VerdictCase[] = [
  ...presence,
  ...values,
  ...comparisons,
  ...forms,
  ...names,
  ...schemas,
];
