/** How many of some conditions may hold, both ends included. */
export type Range = readonly [least: number, most: number];

/** The operands of a form, for its words. */
export interface FormSubject {
  /** The operands, joined: "a, b and c". */
  readonly all: string;
  readonly amount: number;
  /** The operands are names, so that they are "set"; other conditions "hold". */
  readonly areNames: boolean;
}

/** One predefined form of IDL: its name is its syntax, `allowed` its meaning, `words` its English. */
interface Form {
  readonly allowed: (operands: number) => readonly Range[];
  readonly words: (subject: FormSubject) => string;
}

/** Every form takes two or more operands, and depends only on how many of them hold. A new form is one more entry. */
export const forms = {
  Or: { allowed: (operands) => [[1, operands]], words: counted("at least one") },
  OnlyOne: { allowed: () => [[1, 1]], words: counted("exactly one") },
  AllOrNone: {
    allowed: (operands) => [
      [0, 0],
      [operands, operands],
    ],
    words: ({ all, amount, areNames }) => {
      if (!areNames) return `all of ${all} hold, or none`;
      return amount === 2 ? `${all} are set together, or not at all` : `all of ${all} are set, or none`;
    },
  },
  ZeroOrOne: { allowed: () => [[0, 1]], words: counted("at most one") },
} satisfies Readonly<Record<string, Form>>;

export type FormName = keyof typeof forms;

export const formNames: readonly FormName[] = Object.keys(forms).filter(isFormName);

export function isFormName(name: string): name is FormName {
  return Object.hasOwn(forms, name);
}

function counted(amount: string): Form["words"] {
  return ({ all, areNames }) => `${amount} of ${all} ${areNames ? "is set" : "holds"}`;
}
