import {
  type InvalidField,
  joinSentences,
  nameErrorClass,
  type RequestSummary,
  RestoreJobsError,
} from "./restore-jobs-errors.ts";

/** Atlas's error codes that matter here. Others exist, so this is open to any string. */
export type AtlasErrorCode =
  | "VALIDATION_ERROR"
  | "USER_UNAUTHORIZED"
  | "IP_ADDRESS_NOT_ON_ACCESS_LIST"
  | "NOT_ORG_GROUP_CREATOR"
  | "CANNOT_CHANGE_GROUP_NAME"
  | "RESOURCE_NOT_FOUND"
  | "RATE_LIMITED"
  | "UNEXPECTED_ERROR"
  | (string & {});

/** What an error response says, with the parts filled in that the server left out. */
export interface AtlasApiFailure {
  /** The HTTP status, or with `envelope: true` the status that the body names. */
  readonly status: number;
  /** Atlas's code, such as `RESOURCE_NOT_FOUND`. `undefined` if the response isn't in Atlas's error format. */
  readonly errorCode: AtlasErrorCode | undefined;
  /** What went wrong, in Atlas's words; for another format, a sentence that says which. */
  readonly detail: string;
  /** The reason phrase of the status, such as `Not Found`. */
  readonly reason: string;
  /** The values that `detail` mentions; empty if the response has none. */
  readonly parameters: readonly unknown[];
  /** Every violation in the request; empty if the response has none. */
  readonly fields: readonly InvalidField[];
}

/** What the last response said of the rate limit. */
export interface RateLimit {
  /** How many requests the current time window allows; `undefined` if the response doesn't say. */
  readonly limit: number | undefined;
  /** How many of them are left. */
  readonly remaining: number;
}

/**
 * What is kept of a response's head: parsed values from a fixed list of headers, so that no header that a server or proxy
 * invents can carry a secret into a log. A value that repeats a credential says `[redacted]`.
 */
export interface ResponseSummary {
  /** The status in the status line. */
  readonly status: number;
  /** `X-Request-Id` or another header of that purpose. */
  readonly requestId: string | undefined;
  /** The media type without its parameters. */
  readonly contentType: string | undefined;
  /** When the response was made, in milliseconds since the UNIX epoch, by the server's clock. */
  readonly date: number | undefined;
  /** How long the server asks to wait, in milliseconds. */
  readonly retryAfter: number | undefined;
  readonly rateLimit: RateLimit | undefined;
  /** Of a redirect, the origin that it leads to. Path and query may be secret. */
  readonly redirectOrigin: string | undefined;
}

/**
 * The server returned an error by a status that proves that the request was not carried out: nothing has changed in
 * Atlas. For a read, that is every error status.
 *
 * A 401 is an {@link AuthenticationError}. A create that gets another status (a 5xx, 408, 409 …) is an
 * {@link OutcomeUnknownError}. Both have the `AtlasApiError` as their `cause`.
 *
 * @see The section "Errors 400, 401, 403, 404, 500" of the API page, for the fields.
 */
export class AtlasApiError extends RestoreJobsError implements AtlasApiFailure {
  static {
    nameErrorClass(AtlasApiError, "AtlasApiError");
  }

  readonly code = "API_ERROR";
  readonly status: number;
  readonly errorCode: AtlasErrorCode | undefined;
  readonly detail: string;
  readonly reason: string;
  readonly parameters: readonly unknown[];
  readonly fields: readonly InvalidField[];
  readonly request: RequestSummary;
  readonly response: ResponseSummary;

  /** @param history Sentences about earlier tries and why there is no other; may be empty. */
  constructor(failure: AtlasApiFailure, request: RequestSummary, response: ResponseSummary, history = "") {
    super(describe(failure, request, response, history), response.requestId);
    this.status = failure.status;
    this.errorCode = failure.errorCode;
    this.detail = failure.detail;
    this.reason = failure.reason;
    this.parameters = failure.parameters;
    this.fields = failure.fields;
    this.request = request;
    this.response = response;
  }
}

function describe(
  failure: AtlasApiFailure,
  request: RequestSummary,
  response: ResponseSummary,
  history: string,
): string {
  const { status, errorCode, detail, reason, fields } = failure;
  return joinSentences(
    `${request.method} ${request.url} returned ${status} ${errorCode ?? reason}: ${asSentence(detail)}`,
    ...fields.map(({ field, description }) => asSentence(`${field}: ${description}`)),
    advise(status, response),
    history,
  );
}

function asSentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** What the caller can do about it. */
function advise(status: number, { redirectOrigin, retryAfter }: ResponseSummary): string {
  if (status >= 300 && status < 400) {
    const place = redirectOrigin === undefined ? "" : ` This one leads to ${redirectOrigin}.`;
    return `Redirects are not followed, because credentials go to the configured origin only.${place} Check baseUrl.`;
  }
  switch (status) {
    case 400:
      return "It was not carried out. Fix the request and call again.";
    case 401:
      return "Check the credentials: they may be wrong, expired, revoked or without the role that the operation needs.";
    case 403:
      return "Check that the credentials have the role that the operation needs, and that this machine's address is on their API access list.";
    case 404:
      return "Check the ids and names in the path, and that the credentials may see the project.";
    case 429:
      return `Not carried out, so it is safe to call again ${retryAfter === undefined ? "later" : `in ${retryAfter / 1000} s`}.`;
    default:
      return status >= 500 ? "The problem is on the server's side." : "";
  }
}
