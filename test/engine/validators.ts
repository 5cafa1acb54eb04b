export { type Validate, validatorsOf } from "../rules/engine.ts";
