import { describeAgreement } from "./agreement.ts";
import { published } from "./published.ts";

for (const one of published.filter(({ name }) => name.startsWith("random-"))) describeAgreement(one);
