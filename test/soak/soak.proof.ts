import { test } from "@jest/globals";
import { expectTruth } from "./expect-truth.ts";

test(
  "10,000 creates through faults: none is carried out twice, none ends without a true answer",
  () => expectTruth(10_000),
  300_000,
);
