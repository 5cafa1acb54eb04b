import { type Client, defaultPathSerializer } from "openapi-fetch";
import { type Expectation, readResult } from "../answer/read-result.ts";
import type { paths } from "../generated.ts";
import { type Answer, toResponse } from "../http/answer.ts";
import { Call, type OutgoingRequest } from "../http/call.ts";
import { copyFault, describeFault } from "../http/fault.ts";
import { type SendConfig, send } from "../http/send.ts";
import { type CallOptions, setLimits } from "../options.ts";
import { type Asked, buildRequest, querySerializer } from "./prepare.ts";

/** What an operation needs of its client. */
export interface OperationContext {
  readonly baseUrl: string;
  readonly config: SendConfig;
  readonly validate: boolean;
  /** The openapi-fetch client, if a middleware was added to it. */
  readonly middleware: () => Client<paths> | undefined;
}

/** An operation: what it asks, what it hopes for, and how openapi-fetch is called for it. */
export interface Operation<Body> {
  readonly asked: Asked;
  readonly expected: Omit<Expectation<Body>, "envelope">;
  readonly through: (api: Client<paths>, own: FetchOptions) => Promise<FetchResult>;
  readonly warn?: (sentAt: Date) => string;
}

/** Options of openapi-fetch, none of them left to a prototype. */
export interface FetchOptions {
  readonly baseUrl: string;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly Request: typeof Request;
  readonly querySerializer: (query: unknown) => string;
  readonly pathSerializer: (pathname: string, pathParams: Record<string, unknown>) => string;
  readonly bodySerializer: () => string | undefined;
  readonly headers: Record<string, null>;
  readonly middleware: never[];
  readonly parseAs: "text";
}

interface FetchResult {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

/** Runs an operation whose request has been checked. */
export async function run<Body>(
  { baseUrl, config, middleware }: OperationContext,
  { asked, expected, through, warn }: Operation<Body>,
  options: CallOptions,
): Promise<Body> {
  const call = new Call(buildRequest(baseUrl, asked), { signal: options.signal, ...(warn && { warn }) });
  const limited = { ...config, ...setLimits(options, config) };
  const api = middleware();
  const answer = await (api === undefined
    ? send(limited, call)
    : sendThrough(limited, call, (fetch) => through(api, ownOptions(baseUrl, asked.text, fetch))));
  return readResult(call, answer, { ...expected, envelope: options.envelope === true });
}

/**
 * Sends a call through the middlewares that a user added to `.api`.
 *
 * They may throw although the server has answered. The call must not look like one that was never sent, so that ends in
 * the error for an unusable answer. Nor may a middleware put another error in the place of the one that says where the
 * caller stands.
 */
async function sendThrough(
  config: SendConfig,
  call: Call,
  through: (fetch: (request: Request) => Promise<Response>) => Promise<FetchResult>,
): Promise<Answer> {
  let end: { readonly error?: unknown } | undefined;
  const sendRequest = async (request: Request): Promise<Response> => {
    call.request = await readRequest(request);
    try {
      const answer = await send(config, call);
      end = {};
      return toResponse(answer);
    } catch (error) {
      end = { error };
      throw error;
    }
  };
  try {
    const { data, error, response } = await through(sendRequest);
    const { status, statusText, headers } = response;
    return { status, statusText, headers, text: toText(response.ok ? data : error) };
  } catch (error) {
    if (end === undefined || "error" in end) {
      throw end === undefined ? error : end.error;
    }
    const cause = copyFault(error, call.redact);
    throw call.noAnswer(`the answer was lost to an error in a middleware (${describeFault(cause)})`, cause);
  }
}

/** openapi-fetch parses error answers if it can. */
function toText(body: unknown): string {
  return typeof body === "string" ? body : (JSON.stringify(body) ?? "");
}

/** The request that openapi-fetch made, as a plain record. */
export async function readRequest(request: Request): Promise<OutgoingRequest> {
  const { method, url } = request;
  const body = request.body === null ? undefined : await request.text();
  const headers: Record<string, string> = {};
  request.headers.forEach((value, name) => {
    headers[name] = value;
  });
  return { method, url, headers, body };
}

function ownOptions(
  baseUrl: string,
  text: string | undefined,
  fetch: (request: Request) => Promise<Response>,
): FetchOptions {
  return {
    baseUrl,
    fetch,
    Request,
    querySerializer,
    pathSerializer: defaultPathSerializer,
    bodySerializer: () => text,
    // A request without a body has no type of it.
    headers: text === undefined ? { "Content-Type": null } : {},
    middleware: [],
    parseAs: "text",
  };
}
