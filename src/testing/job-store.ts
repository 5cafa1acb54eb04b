import type { RestoreJob } from "../operations/operation.ts";
import { isObject } from "../response/json.ts";

/** How the jobs of a fake Atlas run. */
export interface JobStoreOptions {
  /** How long a job runs, in milliseconds: a minute unless given. */
  readonly duration?: number;
  /** How jobs end: `"FINISHED"` unless given. */
  readonly ending?: "FINISHED" | "BROKEN" | "KILLED";
  /** Of a sharded cluster, the number of shards: a create then makes a batch of one job for each and one more. */
  readonly shards?: number;
}

/** A job, and where it belongs. */
export interface FakeJob {
  readonly groupId: string;
  readonly clusterName: string;
  readonly job: RestoreJob;
}

interface StoredJob {
  readonly groupId: string;
  readonly clusterName: string;
  readonly id: string;
  readonly batchId: string | undefined;
  readonly created: number;
  readonly delivery: RestoreJob["delivery"];
  readonly snapshotId: string | undefined;
}

const DEFAULT_DURATION = 60_000;

/** Jobs in memory, with states that follow a clock. */
export class JobStore {
  readonly #options: JobStoreOptions;
  readonly #now: () => number;
  readonly #stored: StoredJob[] = [];
  #ids = 0;

  constructor(options: JobStoreOptions, now: () => number) {
    this.#options = options;
    this.#now = now;
  }

  /** Makes the jobs for a valid request. */
  create(groupId: string, clusterName: string, body: unknown): RestoreJob[] {
    const { shards = 0 } = this.#options;
    const fields = isObject(body) ? body : {};
    const snapshotId = fields["snapshotId"];
    const batchId = shards > 0 ? this.#nextId() : undefined;
    const made = Array.from({ length: shards > 0 ? shards + 1 : 1 }, () => ({
      groupId,
      clusterName,
      id: this.#nextId(),
      batchId,
      created: this.#now(),
      delivery: repeatDelivery(fields["delivery"]),
      snapshotId: typeof snapshotId === "string" ? snapshotId : undefined,
    }));
    this.#stored.push(...made);
    return made.map((job) => this.#describe(job));
  }

  /** All jobs as they stand now, the newest first. */
  jobs(): FakeJob[] {
    return this.#stored
      .map((stored) => ({ groupId: stored.groupId, clusterName: stored.clusterName, job: this.#describe(stored) }))
      .reverse();
  }

  #describe({ id, batchId, groupId, clusterName, created, delivery, snapshotId }: StoredJob): RestoreJob {
    const { duration = DEFAULT_DURATION, ending = "FINISHED" } = this.#options;
    const isOver = this.#now() - created >= duration;
    return {
      id,
      ...(batchId !== undefined && { batchId }),
      groupId,
      clusterName,
      created: new Date(created).toISOString(),
      statusName: isOver ? ending : "IN_PROGRESS",
      delivery: { ...delivery, statusName: !isOver ? "IN_PROGRESS" : ending === "FINISHED" ? "READY" : "FAILED" },
      ...(snapshotId !== undefined && { snapshotId }),
    };
  }

  #nextId(): string {
    this.#ids += 1;
    return this.#ids.toString(16).padStart(24, "0");
  }
}

/** What a job repeats of its request. @see The API page: an automated restore says `HTTP`. */
function repeatDelivery(delivery: unknown): RestoreJob["delivery"] {
  const fields = isObject(delivery) ? delivery : {};
  const text = (name: string): Record<string, string> => {
    const value = fields[name];
    return typeof value === "string" ? { [name]: value } : {};
  };
  return {
    methodName: methodOf(fields["methodName"]),
    ...text("targetGroupId"),
    ...text("targetClusterName"),
    ...text("targetClusterId"),
  };
}

const METHODS = ["CLIENT_PIT_HTTP", "QUERY", "HTTP", "THIRD_PARTY_COPY", "CLIENT_PIT_SCP", "SCP"] as const;

function methodOf(name: unknown): (typeof METHODS)[number] {
  return METHODS.find((method) => method === name) ?? "HTTP";
}
