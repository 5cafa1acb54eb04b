import { nameErrorClass } from "./error-name.ts";
import type { RequestSummary } from "./request-summary.ts";

/** One violation in a request, as in Atlas's `badRequestDetail.fields`. `field` is a path into the body. */
export interface InvalidField {
  readonly field: string;
  readonly description: string;
}

/** What an error answer says, after the parts that the server left out were filled in. */
export interface AtlasApiFailure {
  /** The HTTP status, or with `envelope: true` the status that the body names. */
  readonly status: number;
  /** Atlas's code, such as `RESOURCE_NOT_FOUND`. `undefined` if the answer isn't in Atlas's error format. */
  readonly errorCode: string | undefined;
  /** What went wrong, in Atlas's words; for another format, a sentence that says which. */
  readonly detail: string;
  /** The reason phrase of the status, such as `Not Found`. */
  readonly reason: string;
  /** The values that `detail` speaks of; empty if the answer has none. */
  readonly parameters: readonly unknown[];
  /** Every violation in the request; empty if the answer has none. */
  readonly fields: readonly InvalidField[];
}

/** The part of an answer that is worth keeping and holds no secret. */
export interface ResponseSummary {
  readonly status: number;
  /** `content-type`, `date`, `location`'s origin, `retry-after`, `ratelimit-*` and request ids, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The server answered with an error, and the request was not carried out: nothing has changed in Atlas.
 *
 * A 401 is an {@link AuthenticationError} and a 5xx answer to a POST an {@link OutcomeUnknownError}; both have the
 * `AtlasApiError` as their `cause`.
 *
 * @see The section "Errors 400, 401, 403, 404, 500" of the API page, for the fields.
 */
export class AtlasApiError extends Error implements AtlasApiFailure {
  static {
    nameErrorClass(AtlasApiError, "AtlasApiError");
  }

  readonly status: number;
  readonly errorCode: string | undefined;
  readonly detail: string;
  readonly reason: string;
  readonly parameters: readonly unknown[];
  readonly fields: readonly InvalidField[];
  readonly request: RequestSummary;
  readonly response: ResponseSummary;

  /** @param story Sentences about earlier tries and why there is no other; may be empty. */
  constructor(failure: AtlasApiFailure, request: RequestSummary, response: ResponseSummary, story = "") {
    super(describe(failure, request, response, story));
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

function describe(failure: AtlasApiFailure, request: RequestSummary, response: ResponseSummary, story: string): string {
  const { status, errorCode, detail, reason, fields } = failure;
  const parts = [
    `${request.method} ${request.url} was answered ${status} ${errorCode ?? reason}: ${asSentence(detail)}`,
    ...fields.map(({ field, description }) => asSentence(`${field}: ${description}`)),
    advise(status, response.headers),
    story,
  ];
  return parts.filter((part) => part !== "").join(" ");
}

function asSentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** What the caller can do about it. */
function advise(status: number, headers: Readonly<Record<string, string>>): string {
  if (status >= 300 && status < 400) {
    const place = headers["location-origin"];
    return `Redirects are not followed, for credentials go to the configured origin only${
      place === undefined ? "" : ` (this one leads to ${place})`
    }: check baseUrl.`;
  }
  switch (status) {
    case 400:
      return "Mend the request and call again; it was not carried out.";
    case 401:
      return "Check the credentials: they may be wrong, expired, revoked or without the role that the operation needs.";
    case 403:
      return "Check that the credentials have the role that the operation needs, and that this machine's address is on their API access list.";
    case 404:
      return "Check the ids and names in the path, and that the credentials may see the project.";
    case 429: {
      const wait = headers["retry-after"];
      return `Not carried out, so it is safe to call again${wait === undefined ? " later" : ` after Retry-After (${wait})`}.`;
    }
    default:
      return status >= 500 ? "The fault is on the server's side." : "";
  }
}
