import * as v from "valibot";
import {
  clusterName,
  earliest,
  hasOnePoint,
  hasTarget,
  hasWholeOplog,
  id,
  methods,
  most,
  timestamp,
  words,
} from "./restore-request.ts";

/** The restore request as it would be written by hand for valibot. */
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
