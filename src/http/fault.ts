/** Causes deeper than this are dropped, so that a chain that refers to itself ends. */
const MAX_DEPTH = 5;

/** `instanceof Error` would miss errors of another realm (jest, iframes, vm). */
function isErrorLike(value: unknown): value is { message: string; [field: string]: unknown } {
  return typeof value === "object" && value !== null && "message" in value && typeof value.message === "string";
}

/**
 * A copy of a foreign error with its name, message, code, system call, stack and causes and *nothing else*: HTTP
 * libraries attach requests and configurations, credentials included, to the errors they throw.
 */
export function copyFault(fault: unknown, redact: (text: string) => string = (text) => text, depth = 0): Error {
  if (!isErrorLike(fault)) {
    return new Error(typeof fault === "string" ? redact(fault) : `a ${typeof fault} was thrown, not an error`);
  }
  const hasCause = fault["cause"] !== undefined && depth < MAX_DEPTH;
  const copy = new Error(
    redact(fault.message),
    hasCause ? { cause: copyFault(fault["cause"], redact, depth + 1) } : undefined,
  );
  for (const field of ["name", "stack"] as const) {
    const value = fault[field];
    if (typeof value === "string") {
      Object.defineProperty(copy, field, { value: redact(value), configurable: true, writable: true });
    }
  }
  for (const field of ["code", "syscall"] as const) {
    const value = fault[field];
    if (typeof value === "string") {
      Object.assign(copy, { [field]: redact(value) });
    }
  }
  return copy;
}

/** The innermost message of an error, where Node's `fetch failed` hides what happened. */
export function describeFault(fault: Error): string {
  // Those of OpenSSL end with a line break.
  return fault.cause instanceof Error ? describeFault(fault.cause) : fault.message.trim() || fault.name;
}

/** Faults of a transport that saw that nothing was written. */
const unsent = new WeakSet<object>();

/** Notes that nothing was sent before this fault. */
export function markUnsent(fault: unknown): unknown {
  if (typeof fault === "object" && fault !== null) {
    unsent.add(fault);
  }
  return fault;
}

/**
 * Codes that only exist before the first byte of HTTP: host name lookup, TCP connection, TLS handshake, server
 * certificate. TLS alerts that may come later too, such as `internal_error` or `certificate_required`, don't stand here.
 *
 * @see RFC 8446 section 6.2, https://nodejs.org/api/errors.html, https://nodejs.org/api/tls.html#x509-certificate-error-codes
 */
const NEVER_SENT_CODES: ReadonlySet<unknown> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_SSL_UNSUPPORTED_PROTOCOL",
  "ERR_SSL_NO_PROTOCOLS_AVAILABLE",
  "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
  "ERR_SSL_TLSV1_UNRECOGNIZED_NAME",
  "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
]);

/** Reasons against the server's certificate; `ERR_SSL` codes with this word may be alerts about the client's, and come later. */
const CERTIFICATE_CODE = /^(?!ERR_SSL).*CERT(_.+)?$/;

const NEVER_SENT_CALLS = /^(connect|getaddrinfo)$/;

/** Where only the message says so: Node's TLS on a reset in the handshake, undici's on a proxy's refusal and a blocked port. */
const NEVER_SENT_WORDS =
  /^(Client network socket disconnected before secure TLS connection was established|Proxy response \(\d+\) !== 200 when HTTP Tunneling|bad port)$/;

/**
 * Whether an error of `fetch` *proves* that nothing was sent. `false` means "perhaps sent".
 *
 * Node says so in the chain of causes, with one error per address tried in an `AggregateError`. ECONNRESET and its like
 * prove nothing, nor does the `ConnectionRefused` of older Buns, which send again by themselves when a kept connection
 * turns out dead.
 */
export function provesNothingSent(fault: unknown, depth = 0): boolean {
  if (!isErrorLike(fault) || depth > MAX_DEPTH) {
    return false;
  }
  const errors = fault["errors"];
  if (Array.isArray(errors) && errors.length > 0) {
    return errors.every((error) => provesNothingSent(error, depth + 1));
  }
  return (
    unsent.has(fault) ||
    NEVER_SENT_CODES.has(fault["code"]) ||
    CERTIFICATE_CODE.test(String(fault["code"])) ||
    NEVER_SENT_CALLS.test(String(fault["syscall"])) ||
    NEVER_SENT_WORDS.test(fault.message) ||
    provesNothingSent(fault["cause"], depth + 1)
  );
}
