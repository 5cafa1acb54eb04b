import {
  ConnectionError,
  joinSentences,
  OutcomeUnknownError,
  type RequestSummary,
} from "../errors/restore-jobs-errors.ts";
import { summarizeResponse } from "./events.ts";
import { isSafe } from "./fetch.ts";
import { Redactor } from "./redactor.ts";
import type { ResponseHead } from "./response.ts";

/**
 * The statuses by which a server says that it did *not* carry a request out, with the reason. After any other a request
 * that changes something may have been carried out: 301 to 303 redirect the *result* of a POST, 408 and 5xx come from
 * proxies that had passed it on, 409 may mean that the job exists already, 499 and similar codes mean whatever the proxy's
 * vendor decided.
 *
 * @see RFC 9110 section 15 unless another is named
 */
const REFUSALS: ReadonlySet<number> = new Set([
  307, // to be sent elsewhere, with the same method and body
  308, // to be sent elsewhere, with the same method and body
  400, // not understood or against the rules
  401, // no valid credentials
  402, // reserved; used for unpaid accounts
  403, // not allowed
  404, // no such project, cluster or job
  405, // no such method
  406, // no such representation: Atlas looks at Accept first
  407, // refused by the proxy, which passes nothing on without credentials
  411, // no Content-Length
  413, // body too large
  414, // address too long
  415, // no such media type
  417, // an expectation that the server doesn't meet
  421, // sent to a server that isn't responsible
  422, // understood, and against the rules
  425, // too early: not processed because it might be replayed (RFC 8470 section 5.2)
  426, // refused over this protocol
  428, // no precondition (RFC 6585 section 3)
  429, // too many requests (RFC 6585 section 4)
  431, // headers too large (RFC 6585 section 5)
]);

/** A request before it has credentials. */
export interface OutgoingRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The text that is sent, each time. */
  readonly body: string | undefined;
}

/** What a call is about, beside its request. */
export interface CallSettings {
  /** Gives up. */
  readonly signal: AbortSignal | undefined;
  /** Whether the request can be sent any number of times, whatever its method. That of a safe method always can. */
  readonly repeatable: boolean;
  /** What may have happened if the outcome is unknown, and what to do about it. */
  readonly warn: ((sentAt: Date) => string) | undefined;
}

const warnOfAnything = (sentAt: Date): string =>
  `It MAY HAVE BEEN CARRIED OUT (sent at ${sentAt.toISOString()}). Check before you send it again.`;

/**
 * One call, from the first try to the last: what is asked, and what is known of it. It is the one place that decides
 * whether the call has changed nothing or might have.
 */
export class Call {
  /** A middleware may put another in its place. */
  request: OutgoingRequest;
  readonly signal: AbortSignal | undefined;
  readonly redactor = new Redactor();
  /** How many tries there were. */
  tries = 0;
  /** Why there was no further try, in a sentence; may be empty. */
  remark = "";
  /** The head of the last response. */
  answered: ResponseHead | undefined;
  readonly #repeatable: boolean;
  readonly #warn: (sentAt: Date) => string;
  /** Since when the request may have been received; `undefined` while it can't have been. */
  #sentAt: Date | undefined;
  /** The same, before the last time it was handed over. */
  #sentBefore: Date | undefined;

  constructor(request: OutgoingRequest, { signal, repeatable, warn = warnOfAnything }: CallSettings) {
    this.request = request;
    this.signal = signal;
    this.#repeatable = repeatable;
    this.#warn = warn;
  }

  /** Whether the request can be sent again, whatever became of it. */
  get isRepeatable(): boolean {
    return this.#repeatable || isSafe(this.request.method);
  }

  /** Whether the request may have reached the server without a refusal coming back. */
  get wasReceived(): boolean {
    return this.#sentAt !== undefined;
  }

  /** Whether the server may have carried out something that can't be repeated. */
  get mayHaveChanged(): boolean {
    return this.#sentAt !== undefined && !this.isRepeatable;
  }

  /** Notes that the request is handed to `fetch`. */
  sends(now: number): void {
    this.#sentBefore = this.#sentAt;
    this.#sentAt ??= new Date(now);
    this.answered = undefined;
  }

  /** Notes that the last sending came to nothing: nothing was written, or it was refused. */
  provedUndone(): void {
    this.#sentAt = this.#sentBefore;
  }

  /** Notes a status, in the status line or in an envelope. */
  endsWith(status: number): void {
    if (REFUSALS.has(status)) {
      this.provedUndone();
    }
  }

  readonly redact = (text: string): string => this.redactor.redact(text);

  summarizeRequest(): RequestSummary {
    const { origin, pathname } = new URL(this.request.url);
    return { method: this.request.method, url: `${origin}${pathname}` };
  }

  /** The id that the server gave the request last. */
  get requestId(): string | undefined {
    return this.answered && summarizeResponse(this.answered, this.redact).requestId;
  }

  /** Sentences about the tries, for an error; may be empty. */
  get history(): string {
    const { tries } = this;
    const past = this.isRepeatable
      ? `It was attempted ${tries} times.`
      : `This was attempt ${tries}. Atlas carried out none of the earlier ones: each was refused (429) or never connected.`;
    return joinSentences(tries > 1 ? past : "", this.remark);
  }

  /**
   * The error for a call without a usable response.
   *
   * @param why What happened instead, to follow "was sent, but".
   */
  noUsableResponse(why: string, cause: unknown): ConnectionError | OutcomeUnknownError {
    const { requestId, history } = this;
    const missing = { why, request: this.summarizeRequest(), cause, requestId, history };
    return this.#sentAt === undefined || this.isRepeatable
      ? new ConnectionError(missing)
      : new OutcomeUnknownError(missing, this.#sentAt, this.#warn(this.#sentAt));
  }
}
