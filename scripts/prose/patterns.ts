import type { Value } from "../language/field.ts";
import { all, any, type Fact, form, has, implication, is, not, relation } from "./facts.ts";

/** What a slot of a pattern has matched. */
export type Slot =
  /** N: fields, joined by "and", "or" or commas. N? is the described field where none is named. */
  | { readonly kind: "names"; readonly names: readonly string[]; readonly joint: Joint }
  /** V: values */
  | { readonly kind: "values"; readonly values: readonly Value[] }
  /** T: a condition, read before. O: values that only one field lists.
   * W: values that aren't names. K: those of several that are names. S takes no words: it is the described field. */
  | { readonly kind: "test"; readonly fact: Fact };

export type Joint = "and" | "or";

/** A phrase of a condition: "`type` is `card`". */
export interface TestPattern {
  readonly pattern: string;
  readonly meaning: (...slots: Slot[]) => Fact;
}

/** A phrase that states a requirement. */
export interface ClausePattern {
  readonly pattern: string;
  readonly meaning: (...slots: Slot[]) => readonly string[];
}

const names = (slot: Slot | undefined): readonly string[] => (slot?.kind === "names" ? slot.names : []);
const values = (slot: Slot | undefined): readonly Value[] => (slot?.kind === "values" ? slot.values : []);
const joint = (slot: Slot | undefined): Joint => (slot?.kind === "names" ? slot.joint : "and");
const fact = (slot: Slot | undefined): Fact => (slot?.kind === "test" ? slot.fact : any([]));

/** "a and b" are both set, of "a or b" one is. */
const areSet = (slot: Slot | undefined): Fact => (joint(slot) === "or" ? any : all)(names(slot).map(has));
const areUnset = (slot: Slot | undefined): Fact => all(names(slot).map((name) => not(has(name))));
const areEqual = (slot: Slot | undefined, of: Slot | undefined): Fact =>
  all(names(slot).map((name) => is(name, values(of))));

/** Conditions, in the order in which they are tried. Each match becomes a `T`. */
export const testPatterns: readonly TestPattern[] = [
  {
    pattern: "(?:value of )?N (?:is|has value) unset or (?:is )?V",
    meaning: (n, v) => any([areUnset(n), areEqual(n, v)]),
  },
  { pattern: "(?:value of )?N (?:is|=) (?:not|isnot) V", meaning: (n, v) => not(areEqual(n, v)) },
  { pattern: "(?:value of )?N isnot (?:set to )?V", meaning: (n, v) => not(areEqual(n, v)) },
  {
    pattern: "(?:value of )?N (?:value )?(?:is |has )?(?:either )?(?:set |equal |use )?to (?:either )?V",
    meaning: (n, v) => areEqual(n, v),
  },
  {
    pattern: "(?:value of )?N (?:is|equals|matches|has value) (?:either |equal to |one of )?(?:: )?V",
    meaning: (n, v) => areEqual(n, v),
  },
  {
    pattern: "(?:you |request |that |which |to )?(?:set |setting |use |using )N (?:is|to|is to|as|is as|with value) V",
    meaning: (n, v) => areEqual(n, v),
  },
  { pattern: "(?:set |setting |using |use )V for N", meaning: (v, n) => areEqual(n, v) },
  { pattern: "N of V", meaning: (n, v) => areEqual(n, v) },
  { pattern: "N is enabled", meaning: (n) => areEqual(n, { kind: "values", values: [true] }) },
  { pattern: "N is disabled", meaning: (n) => areEqual(n, { kind: "values", values: [false] }) },
  { pattern: "(?:no |none of |neither )N (?:is |are )?set", meaning: areUnset },
  { pattern: "N (?:is |are |has been )?unset", meaning: areUnset },
  { pattern: "N (?:isnot|arenot|not) (?:set|use|there)", meaning: areUnset },
  { pattern: "(?:you |request |requests |that |which |it )?dont (?:set|use|have|contain) N", meaning: areUnset },
  { pattern: "(?:you are |you're |you )?not (?:set|setting|use|using) N", meaning: areUnset },
  { pattern: "(?:is )?without N", meaning: areUnset },
  {
    pattern:
      "(?:both |any of |either |all of )?N (?:are |is |has been |have been |was |were |being )?(?:both )?(?:set|use)(?! to)",
    meaning: areSet,
  },
  {
    pattern:
      "(?:you(?:'re| are)? |request |requests |that |which |it )?(?:set|use|using|setting|have|choose) (?:both |any of |either )?N(?! (?:to|is|of|as) )",
    meaning: areSet,
  },
  { pattern: "N is (?:there|true)", meaning: areSet },
];

/** Conditions about the described field itself: "if set", "if you specify `io1`". */
export const ownTestPatterns: readonly TestPattern[] = [
  { pattern: "S if (?:it is |it's |self is )?set(?= ,)", meaning: (n) => areSet(n) },
  { pattern: "S if (?:self |it |value )(?:is |set to |is set to )W(?= (?:,|;|$))", meaning: (n, v) => areEqual(n, v) },
  { pattern: "S if (?:you )?(?:set|use|choose|setting)(?: to)? W(?= (?:,|;|$))", meaning: (n, v) => areEqual(n, v) },
  { pattern: "S if W(?= (?:,|;|$))", meaning: (n, v) => areEqual(n, v) },
];

const forbid =
  (condition: Fact) =>
  (slot: Slot | undefined): string[] => [implication(condition, areUnset(slot))];
const exclude = (one: Slot, other: Slot | undefined): string[] =>
  names(one).map((name) => implication(has(name), areUnset(other)));
const counted =
  (name: Parameters<typeof form>[0]) =>
  (slot: Slot): string[] =>
    names(slot).length > 1 ? [form(name, names(slot))] : [];
const together = counted("ZeroOrOne");
const exactly = counted("OnlyOne");
const allOrNone = counted("AllOrNone");
const some = counted("Or");
const require = (condition: Fact, slot: Slot | undefined): string[] => [implication(condition, areSet(slot))];
const needs = (one: Slot, other: Fact): string[] => names(one).map((name) => implication(has(name), other));
const equal = (condition: Fact, slot: Slot, of: Slot | undefined): string[] => [
  implication(condition, areEqual(slot, of)),
];
const compares =
  (operator: string) =>
  (left: Slot, right: Slot | undefined): string[] =>
    names(left).flatMap((one) => names(right).map((other) => relation(one, operator, other)));

/** Requirements, in the order in which they are tried. */
export const clausePatterns: readonly ClausePattern[] = [
  // How many of several
  {
    pattern: "if T ,? ?(?:either |one of |at least one of )N (?:must be (?:set|use)|required)",
    meaning: (t, n) => [implication(fact(t), any(names(n).map(has)))],
  },
  {
    pattern: "(?:either |one of |at least one of )N (?:must be (?:set|use)|required)(?: ,)? if T",
    meaning: (n, t) => [implication(fact(t), any(names(n).map(has)))],
  },
  {
    pattern: "(?:either |one of |at least one of )N (?:must be (?:set|use)|required)(?: ,)? unless T",
    meaning: (n, t) => [implication(not(fact(t)), any(names(n).map(has)))],
  },
  { pattern: "(?:can|to) (?:\\S+ ){0,5}?(?:either )?N notboth", meaning: together },
  { pattern: "use (?:either )?N (?:\\S+ ){0,8}?notboth", meaning: together },
  { pattern: "(?:set |must (?:be )?(?:set |use )?)(?:either |one of )?N (?:\\S+ ){0,8}?notboth", meaning: exactly },
  { pattern: "(?:either )?N must be (?:set|use) notboth", meaning: exactly },
  { pattern: "N notboth", meaning: together },
  {
    pattern: "(?:must |you )?(?:set|use|contain|have|be) (?:exactly one|only one|one and only one) of N",
    meaning: exactly,
  },
  {
    pattern: "(?:exactly|only) one of N (?:must be set|must be use|is required|required|must be there|must)",
    meaning: exactly,
  },
  { pattern: "exactly one of N(?: can be set| is allowed)?", meaning: exactly },
  { pattern: "(?:at most|only) one of N (?:can be |is )?(?:set|use|allowed|valid|there)", meaning: together },
  { pattern: "(?:at most|only) one of N", meaning: together },
  { pattern: "(?:set|use) at most one of N", meaning: together },
  { pattern: "(?:must )?(?:set|use|contain|have) at least one of N", meaning: some },
  { pattern: "at least one of N (?:must be set|must be use|required|is required|must be there|must)", meaning: some },
  { pattern: "(?:must |you )set (?:either |one of )N", meaning: some },
  { pattern: "^set (?:either |one of )N$", meaning: some },
  { pattern: "must set N orboth", meaning: some },
  { pattern: "(?:either |one of )N (?:must be set|must be use|required|is required|are required)", meaning: some },
  { pattern: "N can be (?:set|use)(?: ,)? notboth", meaning: together },
  { pattern: "N (?:must be (?:set|use)|required)$", meaning: (n) => (joint(n) === "or" ? some(n) : []) },
  { pattern: "(?:both )?N must (?:both )?be (?:both )?(?:set|use) together", meaning: allOrNone },
  // Conditions and requirements
  { pattern: "N? cannot (?:be )?(?:set |use )?if T", meaning: (n, t) => forbid(fact(t))(n) },
  { pattern: "cannot (?:set|use) N if T", meaning: (n, t) => forbid(fact(t))(n) },
  { pattern: "if T ,? ?(?:you )?cannot (?:set|use) N", meaning: (t, n) => forbid(fact(t))(n) },
  { pattern: "if T ,? ?N cannot be (?:set|use)", meaning: (t, n) => forbid(fact(t))(n) },
  {
    pattern: "N? cannot be enabled unless T",
    meaning: (n, t) => names(n).map((name) => implication(is(name, [true]), fact(t))),
  },
  { pattern: "N? cannot be (?:set|use) unless T", meaning: (n, t) => needs(n, fact(t)) },
  { pattern: "cannot (?:set|use) N unless T", meaning: (n, t) => needs(n, fact(t)) },
  { pattern: "unless T ,? ?N cannot be (?:set|use)", meaning: (t, n) => needs(n, fact(t)) },
  { pattern: "N? cannot be (?:set|use) without (?:setting )?N", meaning: (n, m) => needs(n, areSet(m)) },
  { pattern: "cannot (?:set|use) N without (?:setting )?N", meaning: (n, m) => needs(n, areSet(m)) },
  { pattern: "N? (?:is )?notallowed if T", meaning: (n, t) => forbid(fact(t))(n) },
  { pattern: "if T ,? ?N must be unset", meaning: (t, n) => forbid(fact(t))(n) },
  { pattern: "if T ,? ?N (?:is )?notallowed", meaning: (t, n) => forbid(fact(t))(n) },
  { pattern: "N? (?:can |must )?(?:be )?unset if T", meaning: (n, t) => forbid(fact(t))(n) },
  { pattern: "N must be V if T", meaning: (n, v, t) => equal(fact(t), n, v) },
  { pattern: "N must be set to V if T", meaning: (n, v, t) => equal(fact(t), n, v) },
  { pattern: "if T ,? ?N must be (?:set to )?V", meaning: (t, n, v) => equal(fact(t), n, v) },
  { pattern: "N? required(?: ,)? (?:only )?if T", meaning: (n, t) => require(fact(t), n) },
  { pattern: "N? required(?: ,)? unless T", meaning: (n, t) => require(not(fact(t)), n) },
  { pattern: "N? required (?:for|if|with) T", meaning: (n, t) => require(fact(t), n) },
  { pattern: "N? required with N", meaning: (n, m) => require(areSet(m), n) },
  { pattern: "unless T ,? ?N required", meaning: (t, n) => require(not(fact(t)), n) },
  { pattern: "if T ,? ?N (?:is )?required", meaning: (t, n) => require(fact(t), n) },
  { pattern: "if T ,? ?(?:you |it )?requires N", meaning: (t, n) => require(fact(t), n) },
  { pattern: "if T ,? ?(?:you )?must (?:set|use|contain) N", meaning: (t, n) => require(fact(t), n) },
  { pattern: "if T ,? ?N must be (?:set|use)", meaning: (t, n) => require(fact(t), n) },
  { pattern: "must (?:set|use) N if T", meaning: (n, t) => require(fact(t), n) },
  { pattern: "N? must be (?:set|use) if T", meaning: (n, t) => require(fact(t), n) },
  { pattern: "S must (?:set|use) if T", meaning: (n, t) => require(fact(t), n) },
  // Only together with something
  {
    pattern:
      "N? (?:(?:can |must )(?:be )?only (?:be )?(?:set|use)|(?:can |must )?(?:be )?only (?:be )?(?:valid|allowed|supported|permitted|accepted|possible)) (?:for (?:\\S+ ){1,3}?)?(?:if|with|for) T",
    meaning: (n, t) => needs(n, fact(t)),
  },
  {
    pattern: "N? (?:(?:can |must )be (?:set|use)|valid|allowed|supported|permitted|accepted) only (?:if|with|for) T",
    meaning: (n, t) => needs(n, fact(t)),
  },
  { pattern: "can only (?:set|use) N if T", meaning: (n, t) => needs(n, fact(t)) },
  { pattern: "S can only be (?:set|use) on (?:\\S+ ){0,5}?T", meaning: (n, t) => needs(n, fact(t)) },
  {
    pattern: "N? (?:can (?:be )?only (?:be )?(?:set|use)|only (?:valid|allowed|supported|permitted|accepted)) with N",
    meaning: (n, m) => needs(n, areSet(m)),
  },
  {
    pattern: "N? (?:(?:can |must )be (?:set|use)|valid|allowed|supported) only with N",
    meaning: (n, m) => needs(n, areSet(m)),
  },
  // Exclusion
  { pattern: "N? exclusive with (?:both |any of |either )?K", meaning: exclude },
  { pattern: "N (?:fields )?exclusive", meaning: together },
  { pattern: "N? cannot be (?:set |use )?(?:together )?with (?:both |any of |either )?K", meaning: exclude },
  { pattern: "N? (?:is )?notallowed (?:for use )?(?:together )?with (?:both |any of |either )?K", meaning: exclude },
  { pattern: "S cannot (?:set |use )?with (?:\\S+ that (?:set|use) )?N", meaning: exclude },
  { pattern: "(?:cannot|dont) (?:set|use|contain|have) both N", meaning: together },
  {
    pattern: "S (?:cannot|dont) (?:set|use|contain|have) N together",
    meaning: (n, m) => (names(m).length > 1 ? together(m) : exclude(n, m)),
  },
  { pattern: "both N cannot be (?:set|use)", meaning: together },
  { pattern: "N cannot (?:both )?be (?:both )?(?:set|use) together", meaning: together },
  { pattern: "N cannot both be (?:set|use)", meaning: together },
  { pattern: "setting N to V with N (?:is )?notallowed", meaning: (n, v, m) => forbid(areEqual(n, v))(m) },
  { pattern: "setting N with N (?:is )?notallowed", meaning: exclude },
  // Comparisons
  { pattern: "N? must be (?:greater|larger|higher|more|later) than or equal to N", meaning: compares(">=") },
  { pattern: "N? must be (?:less|smaller|lower|earlier) than or equal to N", meaning: compares("<=") },
  { pattern: "N? must be (?:on or after|at or after|at least) N", meaning: compares(">=") },
  { pattern: "N? must be (?:on or before|at or before|at most) N", meaning: compares("<=") },
  { pattern: "N? cannot be (?:greater|larger|higher|more|later) than N", meaning: compares("<=") },
  { pattern: "N? cannot be (?:less|smaller|lower|earlier) than N", meaning: compares(">=") },
  { pattern: "N? must be (?:greater|larger|higher|more|later) than N", meaning: compares(">") },
  { pattern: "N? must be (?:less|smaller|lower|earlier) than N", meaning: compares("<") },
  { pattern: "N? must be (?:equal to|same as|identical to) N", meaning: compares("==") },
  { pattern: "N? must be after N", meaning: compares(">") },
  { pattern: "N? must be before N", meaning: compares("<") },
  // Plain requirements of the described field, or of one of its values
  { pattern: "N? required (?:for|if|with) O", meaning: (n, o) => require(fact(o), n) },
  {
    pattern: "N? only (?:valid|allowed|supported|permitted|accepted) (?:for|if|with) O",
    meaning: (n, o) => needs(n, fact(o)),
  },
  { pattern: "O (?:requires?|needs?) (?:both |either )?N", meaning: (o, n) => require(fact(o), n) },
  { pattern: "S ^W (?:[;:] )?(?:requires?|needs?) N", meaning: (n, v, m) => require(areEqual(n, v), m) },
  { pattern: "N? (?<!dont |not |longer )(?:requires?|needs?) T", meaning: (n, t) => needs(n, fact(t)) },
  {
    pattern: "N? (?<!dont |not |longer )(?:requires?|needs?) N to be (?:set to )?V",
    meaning: (n, m, v) => needs(n, areEqual(m, v)),
  },
  { pattern: "N? depends on N(?: being set)?$", meaning: (n, m) => needs(n, areSet(m)) },
  {
    pattern: "N? (?<!dont |not |longer )(?:requires?|needs?) (?:both |either )?N",
    meaning: (n, m) => needs(n, areSet(m)),
  },
  { pattern: "N? must be (?:set |use )?with N", meaning: (n, m) => needs(n, areSet(m)) },
  { pattern: "S ^(?:you )?must (?:set|use|contain) N", meaning: (n, m) => needs(n, areSet(m)) },
  { pattern: "S ^N must be set", meaning: (n, m) => needs(n, areSet(m)) },
];
