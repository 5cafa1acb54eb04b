import { test } from "@jest/globals";
import { expectTruth } from "./expect-truth.ts";

test(
  "400 creates through faults: none is carried out twice, none ends without a true answer",
  () => expectTruth(400),
  60_000,
);
