import { systemClock } from "../../src/http/time.ts";
import { bearer, type ClientOptions, createRestoreJobsClient, type RestoreJobsClient } from "../../src/index.ts";
import { startFaultServer } from "../support/fault-server.ts";
import type { FaultName } from "../support/faults.ts";
import { body, cluster } from "../support/restore.ts";
import { seededRandom } from "./seeded-random.ts";

const CONCURRENCY = 24;

/** Shares. Big answers are dear, and a few show as much as many. */
const weights: Readonly<Record<FaultName, number>> = {
  none: 100,
  "closed after answer": 100,
  "reset at connect": 60,
  "reset before request": 60,
  "reset after request": 90,
  stall: 6,
  drip: 4,
  truncated: 90,
  "not gzip": 60,
  html: 60,
  404: 30,
  429: 150,
  503: 60,
  401: 30,
  302: 34,
  "gzip bomb": 0.2,
  "100 MB": 0.2,
  "100 MB error": 0.2,
};

/** Of the tries, and of the calls whose every try is refused. */
const REFUSED_TRIES = 0.05;
const REFUSED_CALLS = 0.02;

/** One create: how it ended for the caller, and whether each send that the server read was carried out, in turn. */
export interface SoakedCall {
  /** The error's class, or `a value`. */
  readonly ending: string;
  readonly sends: readonly boolean[];
}

export interface SoakResult {
  readonly calls: readonly SoakedCall[];
  /** How often the server met a request with each fault. */
  readonly faults: Readonly<Record<string, number>>;
}

// The draws are the same in each run, though not who gets them, because the calls run side by side.
const random = seededRandom(20_250_504);

function draw(): FaultName {
  const shares = Object.entries(weights) as [FaultName, number][];
  let left = random() * shares.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [name, weight] of shares) {
    left -= weight;
    if (left < 0) {
      return name;
    }
  }
  return "none";
}

/** Creates jobs, side by side, through a server that fails in every way. */
export async function soak(creates: number): Promise<SoakResult> {
  const server = await startFaultServer(draw);
  const closed = await startFaultServer(draw);
  await closed.stop();
  const options: ClientOptions = {
    auth: bearer("abc"),
    baseUrl: server.url,
    // More than a busy machine takes for as many calls at once as there are.
    attemptTimeout: 1500,
    // Some connections are refused, by a port that nobody listens on.
    fetch: (url, init) => fetch(random() < REFUSED_TRIES ? url.replace(server.url, closed.url) : url, init),
    clock: { sleep: (wait, signal) => systemClock.sleep(Math.min(wait, 2), signal) },
  };
  const reachable = createRestoreJobsClient(options);
  const unreachable = createRestoreJobsClient({ ...options, baseUrl: closed.url });

  const endings = new Map<string, string>();
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < creates) {
      next += 1;
      // Each create is told from the others by its snapshot.
      const snapshotId = next.toString(16).padStart(24, "0");
      endings.set(snapshotId, await createOne(random() < REFUSED_CALLS ? unreachable : reachable, snapshotId));
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  await server.stop();

  const sends = new Map<string, boolean[]>();
  const faults: Record<string, number> = {};
  for (const { fault, body: received, carriedOut } of server.meetings) {
    faults[fault] = (faults[fault] ?? 0) + 1;
    if (received !== undefined) {
      const { snapshotId }: { snapshotId: string } = JSON.parse(received);
      sends.set(snapshotId, [...(sends.get(snapshotId) ?? []), carriedOut]);
    }
  }
  return { calls: [...endings].map(([id, ending]) => ({ ending, sends: sends.get(id) ?? [] })), faults };
}

async function createOne(client: RestoreJobsClient, snapshotId: string): Promise<string> {
  try {
    await client.createRestoreJob(cluster, { ...body, snapshotId });
    return "a value";
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}
