import { expect, test } from "@jest/globals";
import { writeValue } from "../engine.ts";

const list = ["blue", "black", "brown"];
const object = { R: 100, G: 200, B: 150 };

/** "Style Examples" of OpenAPI 3.1.1, in its order: explode, then an empty text, a text, a list and an object. */
test.each([
  ["path", "matrix", false, ";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"],
  ["path", "matrix", true, ";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"],
  ["path", "label", false, ".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"],
  ["path", "label", true, ".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"],
  ["path", "simple", false, "", "blue", "blue,black,brown", "R,100,G,200,B,150"],
  ["header", "simple", true, "", "blue", "blue,black,brown", "R=100,G=200,B=150"],
  ["query", "form", false, "color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"],
  ["cookie", "form", true, "color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"],
  ["query", "spaceDelimited", false, null, null, "color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150"],
  ["query", "pipeDelimited", false, null, null, "color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150"],
  ["query", "deepObject", true, null, null, null, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"],
] as const)("%s %s, explode %s: %s %s %s %s", (place, style, explode, ...written) => {
  const values = ["", "blue", list, object];
  for (const [index, text] of written.entries())
    if (text !== null) expect(writeValue(place, "color", values[index], { style, explode })).toBe(text);
});

test("places have the styles that OpenAPI gives them by default", () => {
  const defaults = (["path", "header", "query", "cookie"] as const).map((place) => writeValue(place, "n", [1, 2]));
  expect(defaults).toEqual(["1,2", "1,2", "n=1&n=2", "n=1&n=2"]);
});

test("characters that separate values are escaped within them; reserved ones stay where the description allows them", () => {
  expect(writeValue("query", "q", ["a,b", "c&d"], { explode: false })).toBe("q=a%2Cb,c%26d");
  expect(writeValue("path", "p", ["a,b/c"], { style: "matrix" })).toBe(";p=a%2Cb%2Fc");
  expect(writeValue("cookie", "c", "a; b=c")).toBe("c=a%3B%20b%3Dc");
  expect(writeValue("cookie", "c", ["a", "b c"], { style: "cookie" })).toBe("c=a; c=b c");
  expect(writeValue("header", "h", ["a b", "c/d"])).toBe("a b,c/d");
  expect(writeValue("query", "url", "https://x.test/a?b=1&c=[2]#d%41", { allowReserved: true })).toBe(
    "url=https://x.test/a?b=1%26c=%5B2%5D%23d%41",
  );
});
