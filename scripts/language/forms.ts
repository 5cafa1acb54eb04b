/** How many of some conditions may hold, both ends included. */
export type Range = readonly [least: number, most: number];

/** The operands of a form, for its words. */
export interface FormSubject {
  /** The names of the operands, joined: "a, b and c"; or "these" for conditions, which are listed after the words. */
  readonly all: string;
  /** "is set" for names, "holds" for conditions. */
  readonly one: string;
  /** "are set" or "hold". */
  readonly many: string;
  readonly areTwoNames: boolean;
}

/** One predefined form of IDL: its name is its syntax, `allowed` its meaning, `words` its English, and `negated` that of its contrary. */
interface Form {
  readonly allowed: (operands: number) => readonly Range[];
  readonly words: (subject: FormSubject) => string;
  readonly negated: (subject: FormSubject) => string;
}

/** Every form takes two or more operands, and depends only on how many of them hold. A new form is one more entry. */
export const forms = {
  Or: {
    allowed: (operands) => [[1, operands]],
    words: ({ all, one }) => `at least one of ${all} ${one}`,
    negated: ({ all, one, areTwoNames }) => `${areTwoNames ? "neither" : "none"} of ${all} ${one}`,
  },
  OnlyOne: {
    allowed: () => [[1, 1]],
    words: ({ all, one }) => `exactly one of ${all} ${one}`,
    negated: ({ all, one }) => `none of ${all} ${one}, or more than one`,
  },
  AllOrNone: {
    allowed: (operands) => [
      [0, 0],
      [operands, operands],
    ],
    words: ({ all, many, areTwoNames }) =>
      areTwoNames ? `${all} ${many} together, or not at all` : `all of ${all} ${many}, or none`,
    negated: ({ all, one, many, areTwoNames }) =>
      areTwoNames ? `exactly one of ${all} ${one}` : `some of ${all} ${many}, but not all`,
  },
  ZeroOrOne: {
    allowed: () => [[0, 1]],
    words: ({ all, one }) => `at most one of ${all} ${one}`,
    negated: ({ all, one, areTwoNames }) => (areTwoNames ? `both ${all} are set` : `more than one of ${all} ${one}`),
  },
} satisfies Readonly<Record<string, Form>>;

export type FormName = keyof typeof forms;

export const formNames: readonly FormName[] = Object.keys(forms).filter(isFormName);

export function isFormName(name: string): name is FormName {
  return Object.hasOwn(forms, name);
}
