import type { JsonObject } from "../openapi/json.ts";
import { mapMarkdown } from "./map-markdown.ts";

/**
 * The description with all of its Markdown disarmed. That may hold HTML, which can hide the page, lead the reader to another one
 * (`<meta http-equiv=refresh>`) or ask a server for something. What formats text and has no attributes stays, and so do links to the
 * web; all other HTML becomes text. Images become links, because the page loads nothing. Code stays as it is.
 */
export function disarmMarkdown(document: JsonObject): JsonObject {
  return mapMarkdown(document, disarmText);
}

const formatting =
  "a|abbr|b|blockquote|br|caption|code|dd|del|details|dl|dt|em|h[1-6]|hr|i|ins|kbd|li|mark|ol|p|pre|q|s|samp|small|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|u|ul|var";
const web = "(?:https?:|mailto:)";
/** The start of a tag, comment or declaration that doesn't stay. */
const markup = new RegExp(
  `<(?=[a-z!/?])(?!/?(?:${formatting})\\s*/?>)(?!a\\s+href="(?:${web}|#)[^"<>]*"\\s*>)(?!${web}[^\\s<>]*>)`,
  "gi",
);
const image = /!\[(?![^\]]*\]\(data:image\/)/g;

/** Fenced blocks, and spans: these end within their paragraph. */
const code =
  /^ {0,3}(```+|~~~+)[^\n]*\n[\s\S]*?(?:^ {0,3}\1|$(?![\s\S]))|(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])+?(?<!`)\2(?!`)/gm;

function disarmText(markdown: string): string {
  let disarmed = "";
  let end = 0;
  for (const { 0: match, index } of markdown.matchAll(code)) {
    disarmed += disarmProse(markdown.slice(end, index)) + match;
    end = index + match.length;
  }
  return disarmed + disarmProse(markdown.slice(end));
}

function disarmProse(markdown: string): string {
  return markdown.replaceAll(markup, "&lt;").replaceAll(image, "[");
}
