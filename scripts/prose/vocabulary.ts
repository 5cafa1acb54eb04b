/** What the words of a description may mean: the fields that exist, as seen from the place that is described. */
export interface Vocabulary {
  /** The field that the text describes, as a sentence of the rules' language names it; undefined for an operation or an object. */
  readonly subject: string | undefined;
  /** The name of the field that a mention means; undefined if there is none, or it isn't clear which. */
  find(mention: string): string | undefined;
  /** The only field whose enum lists this value. */
  ownerOf(value: string): string | undefined;
}
