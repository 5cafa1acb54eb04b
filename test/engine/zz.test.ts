import { test } from "@jest/globals";
import fc from "fast-check";
import { randomApis, toOpenApi, requestsFor, verdictOn } from "../reference/random-apis.ts";
import { runOn } from "./workspace.ts";
import { analysesOf } from "./analyses.ts";
test("find", async () => {
  for (const seed of [1]) {
    const apis = fc.sample(randomApis({ constructs: "types", fields: "both" }), { seed, numRuns: 60 });
    for (const [i, api] of apis.entries()) {
      const a = await analysesOf(toOpenApi([api]));
      if ([...a.values()].some((x) => !x.satisfiable)) continue;
      try { await runOn(toOpenApi([api])); } catch (e) { console.log(i, String(e).split("\n").filter((l) => l.includes("error")).join("\n"), JSON.stringify(api, null, 1).slice(0, 3000)); return; }
    }
  }
});
