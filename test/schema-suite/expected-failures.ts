/** Tests of the official suite that the validator is known to fail, by file, group and test, with the reason. */
export const expectedFailures: Readonly<Record<string, string>> = {
  "vocabulary.json: schema that uses custom metaschema with with no validation vocabulary: no validation: invalid number, but it still validates":
    "A description can't choose the vocabularies of its schemas: a keyword is checked wherever it stands.",
};
