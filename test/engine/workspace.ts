export { generateFrom as runOn } from "../rules/engine.ts";
export { withWorkspace } from "../rules/workspace.ts";
