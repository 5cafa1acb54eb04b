import { api, escapeStep, type InjectionPoint, operation, withProperty } from "./injection-points.ts";

/** Places where a text of someone else's choice is a path, a name in another file, or a setting of the redocly.yaml. */
export const filePoints: readonly InjectionPoint[] = [
  { name: "folder of the description", describe: () => api({}), settings: (text) => ({ root: inFolder(text) }) },
  {
    name: "file of the description",
    describe: () => api({}),
    settings: (text) => ({ root: `${fileName(text)}.json` }),
  },
  {
    name: "folder of the outputs",
    describe: () => api({}),
    settings: (text) => ({ types: `${fileName(text)}/api.ts` }),
  },
  { name: "file of the outputs", describe: () => api({}), settings: (text) => ({ types: `${fileName(text)}.ts` }) },
  { name: "file of the bundle", describe: () => api({}), settings: (text) => ({ bundle: `${fileName(text)}.json` }) },
  { name: "output as it is", describe: () => api({}), settings: (text) => ({ bundle: text }) },
  { name: "name of an API", describe: () => api({}), settings: (text) => ({ name: text }) },
  { name: "name and value of a setting", describe: () => api({}), settings: (text) => ({ more: { [text]: text } }) },
  { name: "value of a setting", describe: () => api({}), settings: (text) => ({ more: { lint: text } }) },
  { name: "file of a setting", describe: () => api({}), settings: (text) => ({ more: { drift: { known: text } } }) },
  {
    name: "folder of a referenced file",
    describe: (text) => withProperty({ $ref: `./${inFolder(text)}#/Part` }),
    files: (text) => ({ [inFolder(text)]: { Part: { type: "object", title: text } } }),
  },
  {
    name: "name of a referenced file",
    describe: (text) => withProperty({ $ref: `./${fileName(text)}.part.json` }),
    files: (text) => ({ [`${fileName(text)}.part.json`]: { type: "object", properties: { [text]: { const: text } } } }),
    request: (text) => ({ params: { path: { id: "1" } }, body: { extra: { [text]: text } } }),
  },
  {
    name: "name in a referenced file",
    describe: (text) => withProperty({ $ref: `parts.json#/${escapeStep(text)}` }),
    files: (text) => ({ "parts.json": { [text]: { type: "string", title: text, description: text, enum: [text] } } }),
    request: (text) => ({ params: { path: { id: "1" } }, body: { extra: text } }),
  },
  {
    name: "sentence and name of a referenced path item",
    describe: (text) => api({ paths: { "/things/{id}": { $ref: `paths.json#/${escapeStep(text)}` } } }),
    files: (text) => ({
      "paths.json": { [text]: { summary: text, description: text, post: operation({ operationId: text }) } },
    }),
  },
];

function inFolder(text: string): string {
  return `${fileName(text)}/api.json`;
}

/** A relative path of a text, as far as paths can hold it: `/` leads to a folder within. */
function fileName(text: string): string {
  const name = text.replaceAll(/^\/+|\0/g, "").replaceAll(/\p{Cs}/gu, "\uFFFD");
  return `${name}_`;
}
