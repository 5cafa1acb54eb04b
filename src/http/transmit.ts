import type { AttemptConfig } from "./attempt-config.ts";
import type { Try } from "./explain-failure.ts";
import { describeRequest, notify, redactHeaders } from "./hooks.ts";
import { OriginError } from "./origin-error.ts";
import { nameAgent } from "./user-agent.ts";

/** What is known where the request is handed over. `request` is the one that is bound to the deadline already, if any. */
type Transmission = Pick<Try, "deadline" | "redactor" | "number"> & { readonly request: Request | undefined };

/**
 * Hands a request to `fetch`, be it the operation's or one for credentials: past the origin guard, within the time limit,
 * in sight of the hooks.
 *
 * @returns The head of the answer; its body is still to come.
 */
export async function transmit(
  { baseUrl, fetch, hooks }: Pick<AttemptConfig, "baseUrl" | "fetch" | "hooks">,
  { deadline, redactor, number, request: given }: Transmission,
  request: Request,
): Promise<Response> {
  const { signal } = deadline;
  signal.throwIfAborted();
  const { origin } = new URL(request.url);
  if (origin !== baseUrl.origin) {
    throw new OriginError(baseUrl.origin, origin);
  }
  redactor.learn(request.headers.get("Authorization"));
  // An Auth may have made another request; the one it was given is bound to the limit, and no redirect, already.
  const sent = request === given ? request : new Request(request, { signal, redirect: "manual" });
  nameAgent(sent.headers);
  const describe = () => describeRequest(sent, number);
  notify(hooks.onRequest, describe);
  const start = performance.now();
  const response = await deadline.race(fetch(sent));
  notify(hooks.onResponse, () => ({
    request: describe(),
    status: response.status,
    headers: redactHeaders(response.headers),
    milliseconds: performance.now() - start,
  }));
  return response;
}
