export { parseSentences } from "./language/parse.ts";
