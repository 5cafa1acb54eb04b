/** Finds values in a JSON text by looking only where a path leads: the syntax tree of a large one takes hundreds of megabytes. */
export class JsonText {
  private readonly body: string;
  /** The starts of the values in an object or a list, by their keys, and by the start of what holds them. */
  private readonly children = new Map<number, ReadonlyMap<string, number>>();

  /** @param body valid JSON, without a key that is given twice */
  constructor(body: string) {
    this.body = body;
  }

  /** Where the value at a path starts, or the last one on the way; undefined for the whole text. */
  find(path: readonly string[]): { readonly start: number | undefined; readonly isFound: boolean } {
    let holder = this.skipSpace(0);
    let start: number | undefined;
    for (const step of path) {
      const child = this.childrenOf(holder).get(step);
      if (child === undefined) return { start, isFound: false };
      start = holder = child;
    }
    return { start, isFound: true };
  }

  /** The string that starts at an index, and where it ends; undefined for any other value. */
  stringAt(start: number): { readonly value: string; readonly end: number } | undefined {
    if (this.body[start] !== '"') return undefined;
    const end = this.endOfString(start);
    return { value: String(JSON.parse(this.body.slice(start, end))), end };
  }

  private childrenOf(holder: number): ReadonlyMap<string, number> {
    const known = this.children.get(holder);
    if (known !== undefined) return known;
    const found = new Map<string, number>();
    const open = this.body[holder];
    let at = open === "{" || open === "[" ? this.skipSpace(holder + 1) : this.body.length;
    while (at < this.body.length && this.body[at] !== "}" && this.body[at] !== "]") {
      const key = open === "{" ? this.stringAt(at) : undefined;
      // A colon stands between key and value, and a comma behind it.
      if (key !== undefined) at = this.skipSpace(this.skipSpace(key.end) + 1);
      found.set(key?.value ?? String(found.size), at);
      at = this.skipSpace(this.endOfValue(at));
      if (this.body[at] === ",") at = this.skipSpace(at + 1);
    }
    this.children.set(holder, found);
    return found;
  }

  private endOfValue(start: number): number {
    let depth = 0;
    for (let at = start; at < this.body.length; at++) {
      switch (this.body[at]) {
        case '"':
          at = this.endOfString(at) - 1;
          break;
        case "{":
        case "[":
          depth++;
          break;
        case "}":
        case "]":
          // That of what holds a number or a word.
          if (depth === 0) return at;
          depth--;
          break;
        case ",":
          if (depth === 0) return at;
          continue;
        default:
          continue;
      }
      if (depth === 0) return at + 1;
    }
    return this.body.length;
  }

  private endOfString(start: number): number {
    let end = this.body.indexOf('"', start + 1);
    while (isEscaped(this.body, end)) end = this.body.indexOf('"', end + 1);
    return end + 1;
  }

  private skipSpace(start: number): number {
    let at = start;
    while (this.body.charCodeAt(at) <= 32) at++;
    return at;
  }
}

/** Whether a backslash takes its meaning from a character of a string. */
export function isEscaped(text: string, index: number): boolean {
  let backslashes = 0;
  while (text[index - 1 - backslashes] === "\\") backslashes++;
  return backslashes % 2 === 1;
}
