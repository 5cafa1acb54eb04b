/** HTML that is safe to put into a page: texts in it are escaped. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = Markup | string | number | readonly Part[];

/** Escapes everything that is put into the template, except markup. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.reduce((text, string, index) => text + toText(parts[index - 1] ?? "") + string));
}

function toText(part: Part): string {
  if (part instanceof Markup) return part.text;
  return typeof part === "string" || typeof part === "number" ? escapeText(String(part)) : part.map(toText).join("");
}

function escapeText(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** Inline Markdown, as far as our own sentences and warnings use it: code and bold. All else is text. */
export function inlineMarkdown(markdown: string): Markup {
  return html`${markdown
    .replaceAll(/\s+/g, " ")
    .split(/(`[^`]+`|\*\*)/)
    .filter((part) => part !== "**")
    .map((part) => (/^`.+`$/.test(part) ? html`<code>${part.slice(1, -1)}</code>` : part))}`;
}
