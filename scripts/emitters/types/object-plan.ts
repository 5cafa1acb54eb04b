import type { PlannedSite } from "./union-plan.ts";

/** The plan for one object: its own unions, and changes to objects below it. */
export interface Plan {
  site: PlannedSite | undefined;
  readonly below: Map<string, Plan>;
}

/** The sites of one request as a tree of its objects, by container: `parameters` where all of them are one union. */
export function planObjects(sites: readonly PlannedSite[]): Map<string, Plan> {
  const root: Plan = { site: undefined, below: new Map() };
  for (const site of sites) {
    let plan = root;
    for (const step of site.path) {
      const next = plan.below.get(step) ?? { site: undefined, below: new Map() };
      plan.below.set(step, next);
      plan = next;
    }
    plan.site = site;
  }
  if (root.site === undefined) return root.below;
  const { body, ...parameters } = Object.fromEntries(root.below);
  const together: Plan = { site: root.site, below: new Map(Object.entries(parameters)) };
  return new Map([["parameters", together], ...(body ? [["body", body] as const] : [])]);
}

/** Whether the rules require the object. */
export function isRequiredByRules(plan: Plan): boolean {
  return plan.site?.required === true;
}
