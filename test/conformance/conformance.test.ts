import { describeAgreement } from "./agreement.ts";
import { published } from "./published.ts";

/** The random descriptions are in conformance.proof.ts. */
for (const one of published.filter(({ name }) => !name.startsWith("random-"))) describeAgreement(one);
