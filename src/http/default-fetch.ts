import { changesNothing } from "./semantics.ts";

/** The part of Deno's global object that is used here. @see https://docs.deno.com/api/deno/~/Deno.createHttpClient */
interface DenoHttp {
  readonly createHttpClient: (options: { readonly poolMaxIdlePerHost: number }) => unknown;
}

/**
 * The runtime's `fetch`, kept from repeating a request that changes something.
 *
 * When a kept connection breaks before the answer, Deno 2 sends a POST again by itself, one that the server has read and may have
 * carried out, which RFC 9110 section 9.2.2 forbids. On a new connection it doesn't, so there such a request gets one of its own.
 * Bun takes `keepalive: false` for the same; for the Fetch standard that is the default. Chromium does as Deno does, and a
 * page can't prevent it. Node keeps to the RFC.
 */
export function defaultFetch(request: Request): Promise<Response> {
  return changesNothing(request) ? fetch(request) : fetch(request, ownConnection());
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
