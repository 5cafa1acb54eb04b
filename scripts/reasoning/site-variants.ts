import { type Field, fieldAt, isPrefix } from "../language/field.ts";
import type { Rule } from "../language/rule.ts";
import { compileRules, type Structure } from "./compile.ts";
import { never } from "./diagram.ts";
import { groupRules, type RuleGroup } from "./groups.ts";
import { withinSteps } from "./steps.ts";
import { structureOf } from "./structure.ts";
import { deriveVariants, productLimit, type VariantGroup, variantLimit } from "./variants.ts";

/** An object of the request that becomes a union, an intersection of unions, or only required. */
export interface Site {
  /** `["body", "delivery"]`; empty for all parameters together, each container an object of its own */
  readonly path: readonly string[];
  readonly groups: readonly VariantGroup[];
  /** The rules require something in the object, so it must be present, whatever its parent says. */
  readonly required: boolean;
  /** The rules can't be satisfied within the object, and every request has it. */
  readonly impossible: boolean;
}

/** All objects that the rules of one request turn into unions, and the rules that no type expresses. */
export interface SiteVariants {
  readonly sites: readonly Site[];
  readonly beyondTypes: readonly Rule[];
  /** Rules that would make a union of too many members. */
  readonly beyondLimit: readonly Rule[];
  /** Rules whose union would make too many combinations with the unions of other rules of the object. */
  readonly beyondProduct: readonly Rule[];
}

/** @param elsewhere rules that other types express: they count only for objects that rules of the request's own change */
export function deriveSites(
  request: readonly Field[],
  rules: readonly Rule[],
  elsewhere: readonly Rule[] = [],
): SiteVariants {
  const sites = new Map<string, Site>();
  const beyondTypes: Rule[] = [];
  const beyondLimit: Rule[] = [];
  const beyondProduct: Rule[] = [];
  for (const { group, paths } of groupsToExpress(rules, new Set(elsewhere))) {
    for (const path of paths) {
      const key = JSON.stringify(path);
      const site = sites.get(key) ?? { path, groups: [], required: false, impossible: false };
      const members = site.groups.reduce((product, { variants }) => product * Math.max(1, variants.length), 1);
      const structure = structureOf(request, path);
      const most = Math.floor(productLimit / members);
      const derived = deriveVariants(group.rules, structure, {
        limit: Math.max(1, Math.min(variantLimit, most)),
        about: (field) => isAbout(field, path),
      });
      beyondTypes.push(...derived.beyondTypes);
      const left = derived.beyondLimit.filter((rule) => !elsewhere.includes(rule) || isWritten(rule, derived.rules));
      (most < variantLimit ? beyondProduct : beyondLimit).push(...left);
      if (derived.rules.length === 0) continue;
      const required = site.required || (path.length > 0 && requiresObject(path, derived.rules));
      const groups = saysNothing(derived, structure) ? site.groups : [...site.groups, derived];
      const impossible =
        site.impossible || (derived.variants.length === 0 && (required || isAlwaysThere(request, path)));
      if (required || groups.length > 0) sites.set(key, { path, groups, required, impossible });
      // So must the objects that hold it, up to the one that the rules are about.
      for (let above = path.slice(0, -1); required && above.length > 0; above = above.slice(0, -1)) {
        if (!requiresObject(above, derived.rules)) break;
        const holder = sites.get(JSON.stringify(above)) ?? { path: above, groups: [], impossible: false };
        sites.set(JSON.stringify(above), { ...holder, required: true });
      }
    }
  }
  return {
    sites: [...sites.values()],
    beyondTypes: unique(beyondTypes),
    beyondLimit: unique(beyondLimit),
    beyondProduct: unique(beyondProduct),
  };
}

/** Whether the object that a rule is about is written with others, instead of having the type of its own schema. */
function isWritten({ within }: Rule, others: readonly Rule[]): boolean {
  if (within === undefined) return true;
  const isInside = ({ path }: Field): boolean => path.length > within.path.length && isPrefix(within.path, path);
  return others.some(({ fields }) => fields.some(isInside));
}

interface PlacedGroup {
  readonly group: RuleGroup;
  /** The objects that it changes. */
  readonly paths: readonly (readonly string[])[];
}

/** What lies around an object that changes is written with it, so that it needs its rules, too. */
function groupsToExpress(rules: readonly Rule[], elsewhere: ReadonlySet<Rule>): PlacedGroup[] {
  const groups = groupRules(rules).map((group) => ({ group, paths: sitesOf(group) }));
  const own = groups.filter(({ group }) => group.rules.some((rule) => !elsewhere.has(rule)));
  const changed = own.flatMap(({ paths }) => paths);
  return groups.filter(
    (group) => own.includes(group) || group.paths.some((path) => changed.some((below) => isPrefix(path, below))),
  );
}

function isAlwaysThere(request: readonly Field[], path: readonly string[]): boolean {
  return path.every((_, index) => fieldAt(request, path.slice(0, index + 1))?.required === true);
}

/** Rules over several kinds of parameters go to all parameters; those over body and parameters are split where possible. */
function sitesOf(group: RuleGroup): (readonly string[])[] {
  if (group.site.length > 0) return [group.site];
  const containers = [...new Set(group.fields.map((field) => field.path[0] ?? ""))];
  const parameters = containers.filter((container) => container !== "body");
  if (parameters.length < 2) return containers.map((container) => [container]);
  return [[], ...(containers.includes("body") ? [["body"]] : [])];
}

function isAbout(field: Field, path: readonly string[]): boolean {
  return path.length === 0 ? field.path[0] !== "body" : isPrefix(path, field.path);
}

/** The only variant leaves every field as its schema declares it. */
function saysNothing({ variants }: VariantGroup, structure: Structure): boolean {
  const [only, ...others] = variants;
  return (
    only !== undefined &&
    others.length === 0 &&
    only.rules.every(
      ({ field, presence, values }) =>
        values === undefined && presence === (structure.guaranteed(field) ? "required" : "optional"),
    )
  );
}

/** Whether every request with the objects around this one, but without this one, is known to break the rules. */
function requiresObject(path: readonly string[], rules: readonly Rule[]): boolean {
  return withinSteps(() => breaksWithout(path, rules)) ?? false;
}

function breaksWithout(path: readonly string[], rules: readonly Rule[]): boolean {
  const around: Structure = {
    guaranteed: (field) => field.path.length < path.length && isPrefix(field.path, path),
    isObject: () => true,
    impliedBy: () => [],
  };
  const { diagrams, node, variables, theoryAtoms } = compileRules(rules, around);
  let without = node;
  for (const { level } of theoryAtoms) without = diagrams.exists(without, level);
  variables.forEach(({ field, states }, level) => {
    const absent = states.findIndex((state) => state.kind === "absent");
    without = isPrefix(path, field.path)
      ? diagrams.mapLevel(without, level, (children) => children.map(() => children[absent] ?? never))
      : diagrams.exists(without, level);
  });
  return without === never;
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
