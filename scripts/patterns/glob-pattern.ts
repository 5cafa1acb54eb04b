/** The pattern of JSON Schema for a text with gaps for any characters: `de*` is `["de", ""]`. */
export function globPattern(parts: readonly string[]): string {
  return `^${parts.map(escapePattern).join("[^]*")}$`;
}

/** A text as a pattern that finds it. */
export function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
}
