import createClient, {
  type Client,
  createQuerySerializer,
  defaultPathSerializer,
  type RequestBodyOption,
} from "openapi-fetch";
import type { operations, paths } from "./generated.ts";
import { Call, type OutgoingRequest } from "./http/call.ts";
import { copyFault, describeFault } from "./http/fault.ts";
import { isGood, toResponse, type WholeResponse } from "./http/response.ts";
import { type SendConfig, send } from "./http/send.ts";
import { warnOfRestore } from "./operations/create-restore-job.ts";
import { type Connection, JOB_PATH, JOBS_PATH, MEDIA_TYPE, type RequestParts } from "./operations/operation.ts";
import { mapTexts, parseJson } from "./response/json.ts";

/** The openapi-fetch client over the same {@link send}. A middleware that is added to it sees the operations' requests, too. */
export function createApi(connection: Connection): Client<paths> {
  const { config } = connection;
  const core = createClient<paths>({
    baseUrl: config.baseUrl,
    headers: { Accept: MEDIA_TYPE, "Content-Type": MEDIA_TYPE },
    async fetch(request) {
      const outgoing = await readRequest(request);
      const isCreate = request.method === "POST" && new URL(request.url).pathname.endsWith("/restoreJobs");
      const warn = isCreate ? warnOfRestore : undefined;
      const call = new Call(outgoing, { signal: request.signal, repeatable: false, warn });
      const response = await send(config, call);
      if (isGood(response.status)) {
        return toResponse(response);
      }
      // Proxies and servers repeat credentials in error responses, which end in logs.
      const parsed = parseJson(response.text);
      const text = parsed === undefined ? call.redact(response.text) : JSON.stringify(mapTexts(parsed, call.redact));
      return toResponse({ ...response, text }, call.redact);
    },
  });
  const api: Client<paths> = {
    ...core,
    use(...middleware) {
      core.use(...middleware);
      connection.through = (limited, call, parts) => sendThrough(api, limited, call, parts);
    },
  };
  return api;
}

/**
 * Sends an operation's call through the middlewares that a user added.
 *
 * They may throw although the server has responded. The call must not look like one that was never sent, so that ends in
 * the error for an unusable response. Nor may a middleware replace the error that says what is known of
 * the outcome.
 */
async function sendThrough(
  api: Client<paths>,
  config: SendConfig,
  call: Call,
  parts: RequestParts,
): Promise<WholeResponse> {
  const sent: { state: "no" | "answered" | "failed"; fault: unknown } = { state: "no", fault: undefined };
  const sendRequest = async (request: Request): Promise<Response> => {
    call.request = await readRequest(request);
    try {
      const response = await send(config, call);
      sent.state = "answered";
      return toResponse(response);
    } catch (error) {
      sent.state = "failed";
      sent.fault = error;
      throw error;
    }
  };
  try {
    const { data, error, response } = await ask(api, parts, ownOptions(config.baseUrl, parts.text, sendRequest));
    const { status, statusText, headers } = response;
    return { status, statusText, headers, text: toText(response.ok ? data : error) };
  } catch (error) {
    if (sent.state !== "answered") {
      throw sent.state === "failed" ? sent.fault : error;
    }
    const cause = copyFault(error, call.redact);
    throw call.noUsableResponse(`the response was lost to an error in a middleware (${describeFault(cause)})`, cause);
  }
}

interface FetchResult {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

function ask(
  api: Client<paths>,
  { path, query, text }: RequestParts,
  own: ReturnType<typeof ownOptions>,
): Promise<FetchResult> {
  const { jobId, ...cluster } = path;
  if (text !== undefined) {
    return api.POST(JOBS_PATH, { ...own, params: { path: cluster, query }, body: asBody(text) });
  }
  return jobId === undefined
    ? api.GET(JOBS_PATH, { ...own, params: { path: cluster, query } })
    : api.GET(JOB_PATH, { ...own, params: { path: { ...cluster, jobId }, query } });
}

/** Options of openapi-fetch, none of them left to a prototype. */
function ownOptions(baseUrl: string, text: string | undefined, fetch: (request: Request) => Promise<Response>) {
  const middleware: never[] = [];
  return {
    baseUrl,
    fetch,
    Request,
    querySerializer: createQuerySerializer(),
    pathSerializer: defaultPathSerializer,
    bodySerializer: () => text,
    // A request without a body has no type of it.
    headers: text === undefined ? { "Content-Type": null } : {},
    middleware,
    parseAs: "text" as const,
  };
}

/** The text stands for the body that it was made from: `bodySerializer` returns it, and nothing else reads this. */
function asBody(text: string): RequestBodyOption<operations["createGroupClusterRestoreJob"]>["body"] {
  return JSON.parse(text);
}

/** openapi-fetch parses error responses if it can. */
function toText(body: unknown): string {
  return typeof body === "string" ? body : (JSON.stringify(body) ?? "");
}

/** The request that openapi-fetch made, as a plain record. */
async function readRequest(request: Request): Promise<OutgoingRequest> {
  const { method, url } = request;
  const body = request.body === null ? undefined : await request.text();
  const headers: Record<string, string> = {};
  request.headers.forEach((value, name) => {
    headers[name] = value;
  });
  return { method, url, headers, body };
}
