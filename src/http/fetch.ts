import { markUnsent } from "./fault.ts";

/** What `fetch` is called with, beside the URL. */
export interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly redirect?: "manual";
  readonly signal?: AbortSignal;
}

/** The part of a `Response` that is used. */
export interface FetchResponse {
  readonly status: number;
  readonly statusText: string;
  readonly type: string;
  readonly headers: {
    get(name: string): string | null;
    forEach(callback: (value: string, name: string) => void): void;
  };
  readonly body: { getReader(): BodyReader } | null;
}

/** The part of a `ReadableStreamDefaultReader` that is used. */
export interface BodyReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
  cancel(): Promise<void>;
}

/** Sends one request: `globalThis.fetch`, undici's, or your own. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

/** Whether a `fetch` that isn't the runtime's gave what its type says. */
export function isResponse(given: Partial<FetchResponse> | null | undefined): given is FetchResponse {
  const { status, headers, body } = given ?? {};
  return (
    typeof status === "number" &&
    typeof headers?.get === "function" &&
    typeof headers.forEach === "function" &&
    ((body ?? undefined) === undefined || typeof body?.getReader === "function")
  );
}

/** The methods that only read. @see RFC 9110 section 9.2.1 */
const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS", "TRACE"]);

export function isSafe(method: string): boolean {
  return SAFE_METHODS.has(method);
}

/**
 * The runtime's `fetch`. A request that changes something gets a connection of its own where the runtime allows that: a
 * kept connection may be closed by the server in the moment it is used, and then it is unknown whether the request was read.
 *
 * - Node: through a dispatcher around undici's global one, which also proves when nothing was written.
 * - Deno repeats a POST by itself when a kept connection breaks, which RFC 9110 section 9.2.2 forbids, but not on a new one.
 * - Bun takes `keepalive: false` for the same; for the Fetch standard that is the default.
 * - Chromium does as Deno does, and a page can't prevent it.
 */
export const defaultFetch: Fetch = async (url, init) => {
  if (isSafe(init.method)) {
    return fetch(url, init);
  }
  const dispatcher = findDispatcher();
  if (dispatcher === undefined) {
    return fetch(url, { ...init, ...ownConnection() });
  }
  let started = false;
  const own: Dispatcher = {
    dispatch(options, handler) {
      // Without such a method there would be no report.
      started = ![...STARTS].some((key) => typeof Reflect.get(handler, key) === "function");
      const watched = watchStart(handler, () => {
        started = true;
      });
      // The slash makes it another key in the dispatcher's table of connections, and `reset` closes each after its use, so
      // that there is never an idle one to take.
      return dispatcher.dispatch({ ...options, origin: `${options.origin}/`, ...{ reset: true } }, watched);
    },
  };
  try {
    return await fetch(url, { ...init, ...{ dispatcher: own } });
  } catch (error) {
    throw started ? error : markUnsent(error);
  }
};

/** The part of an undici dispatcher that is used. @see https://undici.nodejs.org/#/docs/api/Dispatcher */
interface Dispatcher {
  dispatch(options: { readonly origin?: unknown }, handler: object): boolean;
}

/** Where undici, Node's own and the package, keeps the global dispatcher; the newest first. */
const DISPATCHERS = [2, 1].map((version) => Symbol.for(`undici.globalDispatcher.${version}`));

/** The methods of a handler by which undici says that it is about to write the request: up to version 6, and from 7 on. */
const STARTS: ReadonlySet<PropertyKey> = new Set(["onConnect", "onRequestStart"]);

/** `undefined` outside Node, and in Node before its `fetch` was used for the first time. */
function findDispatcher(): Dispatcher | undefined {
  return DISPATCHERS.map((symbol): unknown => Reflect.get(globalThis, symbol)).find(isDispatcher);
}

/** The same handler, which reports when the request is about to be written. */
function watchStart(handler: object, onStart: () => void): object {
  return new Proxy(handler, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== "function") {
        return value;
      }
      return (...values: unknown[]): unknown => {
        if (STARTS.has(key)) {
          onStart();
        }
        return Reflect.apply(value, target, values);
      };
    },
  });
}

function isDispatcher(value: unknown): value is Dispatcher {
  return typeof value === "object" && value !== null && "dispatch" in value && typeof value.dispatch === "function";
}

/** The part of Deno's global object that is used here. @see https://docs.deno.com/api/deno/~/Deno.createHttpClient */
interface DenoHttp {
  readonly createHttpClient: (options: { readonly poolMaxIdlePerHost: number }) => unknown;
}

let denoClient: unknown;

function ownConnection(): RequestInit & { readonly client?: unknown } {
  const deno: unknown = Reflect.get(globalThis, "Deno");
  if (!isDenoHttp(deno)) {
    return { keepalive: false };
  }
  denoClient ??= deno.createHttpClient({ poolMaxIdlePerHost: 0 });
  return { keepalive: false, client: denoClient };
}

function isDenoHttp(value: unknown): value is DenoHttp {
  return typeof value === "object" && value !== null && "createHttpClient" in value;
}
