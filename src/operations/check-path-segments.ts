/**
 * Refuses path parameters that would lead to another endpoint: `""`, `"."` and `".."` stay as they are when they are
 * percent-encoded, and the URL parser then drops or climbs a level.
 *
 * @throws TypeError that names the parameter; nothing was sent.
 */
export function checkPathSegments(parameters: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(parameters)) {
    if (typeof value !== "string" || ["", ".", ".."].includes(value)) {
      throw new TypeError(`${name} must be a non-empty string, not ${JSON.stringify(value)}; nothing was sent.`);
    }
  }
}
