import * as z from "zod";
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

/** The restore request as it would be written by hand for zod. */
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
