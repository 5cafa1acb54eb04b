import Ajv2020 from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { clusterName, earliest, id, methods, most, timestamp } from "./restore-request.ts";

const closed = (properties: object, rest: object = {}): object => ({
  type: "object",
  properties,
  additionalProperties: false,
  ...rest,
});
const matching = (pattern: RegExp): object => ({ type: "string", pattern: pattern.source });
const wholeNumber = { type: "integer", minimum: 1, maximum: most };
const points = ["snapshotId", "checkpointId", "oplogTs", "pointInTimeUTCMillis"];

const ajvSchema = closed(
  {
    params: closed(
      {
        path: closed(
          { groupId: matching(id), clusterName: matching(clusterName) },
          { required: ["groupId", "clusterName"] },
        ),
        query: closed({ envelope: { type: "boolean" }, pretty: { type: "boolean" } }),
      },
      { required: ["path"] },
    ),
    body: closed(
      {
        delivery: closed(
          {
            methodName: { enum: methods },
            targetGroupId: matching(id),
            targetClusterName: matching(clusterName),
            targetClusterId: matching(id),
            expirationHours: wholeNumber,
            maxDownloads: wholeNumber,
          },
          {
            required: ["methodName"],
            if: { properties: { methodName: { const: "AUTOMATED_RESTORE" } } },
            then: {
              required: ["targetGroupId"],
              anyOf: [{ required: ["targetClusterName"] }, { required: ["targetClusterId"] }],
            },
          },
        ),
        snapshotId: matching(id),
        checkpointId: matching(id),
        oplogTs: matching(timestamp),
        oplogInc: wholeNumber,
        pointInTimeUTCMillis: { type: "integer", minimum: earliest },
      },
      {
        required: ["delivery"],
        oneOf: points.map((point) => ({ required: [point] })),
        dependentRequired: { oplogTs: ["oplogInc"], oplogInc: ["oplogTs"] },
      },
    ),
  },
  { required: ["params", "body"] },
);

/** The text of a module that Ajv writes: it says which keywords fail, in no words about the rules. */
export function ajvModule(): string {
  const ajv = new Ajv2020.default({ allErrors: true, strict: false, code: { source: true, esm: true } });
  return standaloneCode.default(ajv, ajv.compile(ajvSchema));
}
