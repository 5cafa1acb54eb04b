import { isObject, type JsonObject } from "../openapi/json.ts";

/** Where data stands, and no words about it. */
const dataKeys: ReadonlySet<string> = new Set(["example", "value", "default", "const", "enum"]);

/**
 * The description with every `description` disarmed: Markdown may hold HTML, and an unclosed comment or `<textarea>` hides the
 * rest of the page. The tags are those that GitHub Flavored Markdown disallows; other HTML, and all code, stays.
 */
export function disarmMarkdown(document: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(document).map(([key, value]) => {
      if (key === "description" && typeof value === "string") return [key, disarmText(value)];
      return [key, dataKeys.has(key) || (key === "examples" && Array.isArray(value)) ? value : disarmValue(value)];
    }),
  );
}

function disarmValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(disarmValue);
  return isObject(value) ? disarmMarkdown(value) : value;
}

const swallowing = /<(?=!|\/?(?:title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext)\b)/gi;

/** Fenced blocks, and spans: these end within their paragraph. */
const code =
  /^ {0,3}(```+|~~~+)[^\n]*\n[\s\S]*?(?:^ {0,3}\1|$(?![\s\S]))|(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])+?(?<!`)\2(?!`)/gm;

function disarmText(markdown: string): string {
  let disarmed = "";
  let end = 0;
  for (const { 0: match, index } of markdown.matchAll(code)) {
    disarmed += markdown.slice(end, index).replaceAll(swallowing, "&lt;") + match;
    end = index + match.length;
  }
  return disarmed + markdown.slice(end).replaceAll(swallowing, "&lt;");
}
