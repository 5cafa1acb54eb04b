import type { Diagnostic } from "../../diagnostics.ts";
import { allFields, type Field, fieldAt, fieldId, fieldName, findFields } from "../../language/field.ts";
import { lowerSentence } from "../../language/lower.ts";
import { parseSentences } from "../../language/parse.ts";
import type { Rule } from "../../language/rule.ts";
import { list, oneLine } from "../../language/words.ts";
import type { Description } from "../../openapi/description.ts";
import { scopeOf } from "../../openapi/name-scope.ts";
import { readProse, type Statement } from "../../prose/read-prose.ts";
import type { Vocabulary } from "../../prose/vocabulary.ts";
import { excludedBy, type Relation, relate } from "../../reasoning/entailment.ts";
import { Steps } from "../../reasoning/steps.ts";
import { solveWithZ3 } from "../../reasoning/z3.ts";
import { type DescribedPart, describedParts } from "../described.ts";
import { hasErrors, type LintRule } from "../lint-rule.ts";

/** What descriptions say about dependencies between fields, the rules say too. Off by default: prose can only be read in part. */
export const proseDependencies: LintRule = {
  recommended: "off",
  check: ({ description }) => {
    if (hasErrors(description)) return [];
    const steps = new Steps();
    return steps.during(() => describedParts(description).flatMap((part) => checkPart(description, part)));
  },
};

/** A sentence whose names are bound: a suggestion that has been parsed and fitted to the fields. */
interface BoundStatement {
  readonly statement: Statement;
  readonly rules: readonly Rule[];
  /** Where the rules belong. */
  readonly owner: string;
}

/** What to say of a sentence by how its rule stands to the others. */
const verdicts: Readonly<Record<Exclude<Relation, "implied">, (owner: string) => string>> = {
  compatible: (owner) => `No rule covers this sentence. Add to the x-dependencies of the ${owner}`,
  contradiction: () => "This sentence contradicts the rules or the required fields. Fix one of them. It says",
  undecided: () =>
    "The analysis couldn't decide within its limit of steps whether the rules cover this sentence. Compare them yourself. It says",
};

function checkPart(description: Description, part: DescribedPart): Diagnostic[] {
  const statements = readPart(part);
  const warn = ({ statement }: BoundStatement, message: string): Diagnostic => ({
    severity: "warn",
    ...description.placeInText(part.holder, ["description"], statement.start),
    message,
  });
  return [
    ...statements.flatMap((bound) =>
      bound.rules.flatMap((rule) => {
        const relation = relate(part.topic.request, part.topic.rules, rule, solveWithZ3);
        if (relation === "implied") return [];
        return [warn(bound, `${verdicts[relation](bound.owner)}: ${oneLine(rule.sentence.text)}`)];
      }),
    ),
    ...findShortLists(part, statements).map(({ bound, rule, missing }) => {
      const names = list(
        missing.map((field) => `'${fieldName(field)}'`),
        "and",
      );
      return warn(
        bound,
        `This sentence names fewer fields than its rule, which also excludes ${names}: ${oneLine(rule.sentence.text)}`,
      );
    }),
  ];
}

/** What a text states: about the described object, the one that holds the described field, or else about the whole request. */
function readPart({ topic, text, subject }: DescribedPart): BoundStatement[] {
  const found = new Map<number, BoundStatement>();
  for (const object of objectsAround(subject)) {
    const fields =
      object === undefined
        ? topic.request.flatMap((one) => one.fields)
        : (fieldAt(topic.request, object)?.fields ?? []);
    const scope = scopeOf("the description", topic.request, object);
    for (const statement of readProse(text, vocabularyOf(fields, subject, object?.length ?? 1))) {
      if (found.has(statement.start)) continue;
      const rules = statement.rules.flatMap((sentence) =>
        parseSentences(sentence).sentences.flatMap((parsed) => lowerSentence(parsed, scope).rule ?? []),
      );
      // A sentence that doesn't fit the fields has been misread.
      if (rules.length === 0) continue;
      found.set(statement.start, { statement, rules, owner: object === undefined ? "operation" : "schema" });
    }
  }
  return [...found.values()];
}

/** The objects that a sentence on a schema can be about, the nearest first; undefined for the whole request. */
function objectsAround(subject: Field | undefined): (readonly string[] | undefined)[] {
  if (subject?.path[0] !== "body") return [undefined];
  const own = subject.fields.length > 0 ? [subject.path] : [];
  return [...own, ...(subject.path.length > 1 ? [subject.path.slice(0, -1)] : []), undefined];
}

/** The names that a text can mean. `depth`: how many steps of a path lead to the object that has the fields. */
function vocabularyOf(fields: readonly Field[], subject: Field | undefined, depth: number): Vocabulary {
  const nameOf = (field: Field): string => field.path.slice(depth).join(".");
  const only = (found: readonly Field[]): string | undefined => {
    const [field] = found;
    if (field === undefined || found.length > 1) return undefined;
    const name = nameOf(field);
    return findFields(fields, name).length === 1 ? name : undefined;
  };
  const find = (mention: string): string | undefined => {
    const near = findFields(fields, mention);
    return only(near.length > 0 || subject === undefined ? near : findFields(subject.fields, mention));
  };
  return {
    subject: subject === undefined || subject.path.length <= depth ? undefined : only([subject]),
    find: (mention) => find(mention) ?? find(mention.replaceAll("[", ".").replaceAll("]", "")),
    ownerOf: (value) =>
      only(allFields(fields, 3).filter(({ domain }) => domain.kind === "finite" && domain.values.includes(value))),
  };
}

interface ShortList {
  readonly bound: BoundStatement;
  readonly rule: Rule;
  readonly missing: readonly Field[];
}

/** Rules that exclude more than a text lists: "Can't be set with `a`", where the rule is `ZeroOrOne(self, a, b)`. */
function findShortLists({ topic, subject }: DescribedPart, statements: readonly BoundStatement[]): ShortList[] {
  const excluded = (rule: Rule, field: Field): Field[] => {
    const own = rule.fields.find((one) => fieldId(one) === fieldId(field));
    return own === undefined ? [] : excludedBy(rule, own, topic.request, solveWithZ3);
  };
  const found = statements.flatMap((bound) =>
    bound.rules.flatMap((stated) => {
      const field =
        stated.fields.find((one) => subject !== undefined && fieldId(one) === fieldId(subject)) ?? stated.fields[0];
      const named = field === undefined ? [] : excluded(stated, field);
      return field === undefined || named.length === 0 ? [] : [{ bound, field, named: new Set(named.map(fieldId)) }];
    }),
  );
  return topic.rules.flatMap((rule) =>
    found.slice(0, 1).flatMap(({ bound, field }) => {
      const named = new Set(
        found.filter((one) => fieldId(one.field) === fieldId(field)).flatMap((one) => [...one.named]),
      );
      const excludedByRule = excluded(rule, field);
      const missing = excludedByRule.filter((other) => !named.has(fieldId(other)));
      const isMeant = missing.length < excludedByRule.length;
      return isMeant && missing.length > 0 ? [{ bound, rule, missing }] : [];
    }),
  );
}
