import Ajv2020 from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import * as v from "valibot";
import { z } from "zod";

/** The restore request as it would be written by hand for other validators: the same fields, patterns, bounds and rules. */

const id = /^([a-f0-9]{24})$/;
const clusterName = /^[a-zA-Z0-9][a-zA-Z0-9-]*$/;
const timestamp =
  /^(?:[1-9]\d{3}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)|(?:[1-9]\d(?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[13579][26])00)-02-29)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-][01]\d:[0-5]\d)$/;
const methods = [
  "CLIENT_PIT_HTTP",
  "QUERY",
  "AUTOMATED_RESTORE",
  "HTTP",
  "THIRD_PARTY_COPY",
  "CLIENT_PIT_SCP",
  "SCP",
] as const;
const most = 2 ** 31 - 1;
const earliest = 1199145600000;

interface RestorePoint {
  readonly snapshotId?: unknown;
  readonly checkpointId?: unknown;
  readonly oplogTs?: unknown;
  readonly oplogInc?: unknown;
  readonly pointInTimeUTCMillis?: unknown;
}

interface Delivery {
  readonly methodName: string;
  readonly targetGroupId?: unknown;
  readonly targetClusterName?: unknown;
  readonly targetClusterId?: unknown;
}

const hasOnePoint = ({ snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis }: RestorePoint): boolean =>
  [snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis].filter((point) => point !== undefined).length === 1;
const hasWholeOplog = ({ oplogTs, oplogInc }: RestorePoint): boolean =>
  (oplogTs === undefined) === (oplogInc === undefined);
const hasTarget = ({ methodName, targetGroupId, targetClusterName, targetClusterId }: Delivery): boolean =>
  methodName !== "AUTOMATED_RESTORE" ||
  (targetGroupId !== undefined && (targetClusterName !== undefined || targetClusterId !== undefined));

const words = {
  point: "Set one of snapshotId, checkpointId, oplogTs, pointInTimeUTCMillis",
  oplog: "Set all of oplogTs, oplogInc or none of them",
  target: "An automated restore needs targetGroupId, and targetClusterName or targetClusterId",
};

export const zodRequest = z.strictObject({
  params: z.strictObject({
    path: z.strictObject({ groupId: z.string().regex(id), clusterName: z.string().regex(clusterName) }),
    query: z.strictObject({ envelope: z.boolean().optional(), pretty: z.boolean().optional() }).optional(),
  }),
  body: z
    .strictObject({
      delivery: z
        .strictObject({
          methodName: z.enum(methods),
          targetGroupId: z.string().regex(id).optional(),
          targetClusterName: z.string().regex(clusterName).optional(),
          targetClusterId: z.string().regex(id).optional(),
          expirationHours: z.int().min(1).max(most).optional(),
          maxDownloads: z.int().min(1).max(most).optional(),
        })
        .refine(hasTarget, { error: words.target }),
      snapshotId: z.string().regex(id).optional(),
      checkpointId: z.string().regex(id).optional(),
      oplogTs: z.string().regex(timestamp).optional(),
      oplogInc: z.int().min(1).max(most).optional(),
      pointInTimeUTCMillis: z.int().min(earliest).optional(),
    })
    .refine(hasOnePoint, { error: words.point })
    .refine(hasWholeOplog, { error: words.oplog }),
});

const whole = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most));
const text = (pattern: RegExp) => v.pipe(v.string(), v.regex(pattern));

export const valibotRequest = v.strictObject({
  params: v.strictObject({
    path: v.strictObject({ groupId: text(id), clusterName: text(clusterName) }),
    query: v.optional(v.strictObject({ envelope: v.optional(v.boolean()), pretty: v.optional(v.boolean()) })),
  }),
  body: v.pipe(
    v.strictObject({
      delivery: v.pipe(
        v.strictObject({
          methodName: v.picklist(methods),
          targetGroupId: v.optional(text(id)),
          targetClusterName: v.optional(text(clusterName)),
          targetClusterId: v.optional(text(id)),
          expirationHours: v.optional(whole),
          maxDownloads: v.optional(whole),
        }),
        v.check((delivery) => hasTarget(delivery), words.target),
      ),
      snapshotId: v.optional(text(id)),
      checkpointId: v.optional(text(id)),
      oplogTs: v.optional(text(timestamp)),
      oplogInc: v.optional(whole),
      pointInTimeUTCMillis: v.optional(v.pipe(v.number(), v.integer(), v.minValue(earliest))),
    }),
    v.check((body) => hasOnePoint(body), words.point),
    v.check((body) => hasWholeOplog(body), words.oplog),
  ),
});

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
            // biome-ignore lint/suspicious/noThenProperty: it is JSON Schema's
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
