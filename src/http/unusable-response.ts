/** An answer came that is no answer. The message follows "was sent, but". */
export class UnusableResponse extends Error {}
