import { describe, expect, test } from "@jest/globals";
import { published } from "./published.ts";
import { conformanceSuite, printFile } from "./suite.ts";

describe("the suite", () => {
  const written = conformanceSuite();

  test("is what `npm run conformance` writes, byte for byte", () => {
    const files = written.map((file) => [`${file.name}.json`, printFile(file)]);
    expect(Object.fromEntries(published.map(({ name, text }) => [name, text]))).toEqual(Object.fromEntries(files));
  });

  test("has thousands of requests, as many valid as not, and every kind of finding", () => {
    const requests = written.flatMap((file) => file.requests);
    const valid = requests.filter((one) => one.valid).length;
    expect(requests.length).toBeGreaterThan(3000);
    expect(Math.min(valid, requests.length - valid)).toBeGreaterThan(1000);
    const analyses = written.flatMap((file) => file.analyses);
    expect(analyses.length).toBeGreaterThan(300);
    expect(analyses.filter(({ satisfiable }) => !satisfiable).length).toBeGreaterThan(10);
    for (const kind of ["dead", "falseOptional", "implied"] as const)
      expect(analyses.filter((one) => one[kind].length > 0).length).toBeGreaterThan(20);
  });
});
