/**
 * Many wordings, one meaning. A draft is a sentence in lower case, its words separated by single spaces; each mention of a field or
 * value in it is `X1`, `X2`, …, and `§self` is the field that is described.
 */
const synonyms: readonly (readonly [wordings: string, canonical: string])[] = [
  // Fillers
  ["(?:the|a|an|any) (?:supplied|specified|provided|given|selected|resulting)(?= X)", ""],
  ["please note that|note that|please note|note :|important :|constraint :|constraints :|in addition ,", ""],
  [
    "of the following|following|the|an|a|also|then|simply|just|both of|query string|query parameter|currently|still|sibling",
    "",
  ],
  [
    "(?<=X\\d+ )(?:(?:query|string|request|body|header|form|url|input|child|form-data) ){0,3}(?:parameters?|fields?|property|properties|options?)",
    "",
  ],
  ["(?:(?!if|unless|with|and|or|either|both|of)\\S+ ){0,2}\\S+'s(?= X)", ""],
  ["required and (?:only )?applicable", "required"],
  [
    "(?:, )?(?:and )?(?:disallowed|not allowed|not permitted|ignored|invalid|forbidden|prohibited|not applicable|must be omitted|must not be set) otherwise",
    "",
  ],
  // The field itself, and those just named
  [
    "(?:this|the current) (?:parameter|field|property|option|attribute|argument|setting|element|header|flag|key|object|value|filter)",
    "§self",
  ],
  ["this(?= (?:or|and) X)|(?<=X\\d+ (?:or|and) )this", "§self"],
  ["that (?:parameter|field|property|option|attribute|argument|setting|value)", "§that"],
  // Negations and modals
  ["can not|can't|can never|may not|must not|mustn't|must never|should not|shouldn't|should never|could not", "cannot"],
  ["(?:is|are) (?:not|never) (?:allowed|permitted|possible) to(?: be)?", "cannot"],
  ["(?:isn't|aren't) (?:allowed|permitted|possible) to(?: be)?", "cannot"],
  ["(?:is|are) (?:not|never) (?:allowed|permitted|supported|possible|accepted|valid)", "notallowed"],
  [
    "(?:isn't|aren't) (?:allowed|permitted|supported|possible|accepted|valid)|not (?:allowed|permitted|supported|valid)",
    "notallowed",
  ],
  ["do not|does not|don't|doesn't|did not|didn't", "dont"],
  ["isn't|aren't|is not|are not|wasn't|was not", "isnot"],
  ["has to|have to|needs to|need to|shall|should|is required to|are required to", "must"],
  [
    "is mandatory|are mandatory|mandatory|is required|are required|becomes required|is needed|are needed|is necessary|must be required",
    "required",
  ],
  ["isnot required|not required|no longer required|isnot needed|not needed", "optional"],
  ["is optional|are optional", "optional"],
  ["may|could", "can"],
  // Together
  [
    "(?:at same time|simultaneously|together|alongside|along|in conjunction|in combination|in tandem|jointly|in parallel) (?:with|as)",
    "with",
  ],
  ["alongside", "with"],
  ["combined with|mixed with", "used with"],
  [
    "in conjunction|in combination|at the same time|simultaneously|at once|jointly|in the same request|in one request",
    "together",
  ],
  ["(?:is|are|be) mutually exclusive|mutually exclusive|mutually-exclusive", "exclusive"],
  ["(?:is|are) exclusive", "exclusive"],
  ["(?:is |are |be )?(?:incompatible|conflicts|conflict) with", "exclusive with"],
  // Conditions
  [
    "if and only if|whenever|in case|in cases where|in the case that|provided that|as long as|where|when|in case of",
    "if",
  ],
  ["only (?:be )?if", "only if"],
  ["except (?:if|when)", "unless"],
  ["otherwise", "otherwise"],
  ["either if", "if either"],
  // Setting
  ["(?:a |any )?(?:value|values) (?:for|of|is specified for|is provided for)", ""],
  [
    "(?:specify|specifies|provide|provides|set|sets|pass|passes|supply|supplies|include|includes|give|gives|define|defines|send|sends|submit|fill in|enter|enters|declare|add|select)(?: in)?",
    "set",
  ],
  [
    "specified|provided|passed in|passed|supplied|included|given|defined|sent|submitted|populated|present|filled in|entered|declared|filled|updated|combined|configured|selected|added|in use|non-null|not null|not empty|non-empty|requested|enclosed|chosen",
    "set",
  ],
  ["use|uses|used|utilized", "use"],
  ["specifying|providing|passing|supplying|including|defining|sending|submitting|giving|having|enabling", "setting"],
  [
    "omitted|absent|missing|unset|blank|left out|empty|null|left empty|left blank|undefined|not set|unspecified|not use",
    "unset",
  ],
  ["isnot set|isnot use|isnot there|dont exist", "is unset"],
  ["exists|exist", "is set"],
  ["turned on|switched on|activated", "enabled"],
  ["turned off|switched off|deactivated", "disabled"],
  // How many
  ["one and only one of|exactly 1 of|precisely one of|just one of|one , and only one , of", "exactly one of"],
  ["only 1 of", "only one of"],
  ["no more than one of|not more than one of|max one of|maximum one of", "at most one of"],
  ["one or more of|any one of|at least 1 of|minimum one of", "at least one of"],
  [
    ",? but (?:not|never) (?:both|all|all of them|more than one|together|multiple|both of them)|,? and not both|,? not both|,? but only one(?: of them)?",
    "notboth",
  ],
  [",? or both", "orboth"],
  ["neither", "neither"],
];

const compiled = synonyms.map(
  ([wordings, canonical]) =>
    [new RegExp(`(?<= )(?:${wordings}) `, "g"), canonical === "" ? "" : `${canonical.trim()} `] as const,
);

/** A draft in canonical words, with a space at each end. */
export function canonicalWords(draft: string): string {
  return compiled.reduce((text, [pattern, canonical]) => text.replace(pattern, canonical), ` ${draft} `);
}
