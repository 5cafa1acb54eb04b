import { AuthenticationError } from "../errors/restore-jobs-errors.ts";

/** Half of a pair of credentials, and how to name it in an error: `"clientSecret"`, or an environment variable. */
export interface Credential {
  readonly name: string;
  readonly value: unknown;
}

/** Printable ASCII, which every server reads the same way. */
const IDENTIFIER = /^[\x20-\x7e]+$/;

/**
 * Checks the public half, a client id or public key.
 *
 * @throws {AuthenticationError} (step `"token"`) that names the credential and never repeats its value.
 */
export function checkIdentifier(credential: Credential): string {
  const value = checkSecret(credential);
  if (!IDENTIFIER.test(value) || value.includes(":")) {
    // RFC 7617 section 2 and RFC 7616 section 3.4.4: a colon would end the name.
    throw refuse(credential, "has a colon or a non-ASCII character, which isn't allowed");
  }
  return value;
}

/** Checks the secret half, a client secret or private key. Throws as {@link checkIdentifier} does. */
export function checkSecret(credential: Credential): string {
  const value = checkText(credential);
  if (/\p{Cc}|\p{Cs}/u.test(value)) {
    throw refuse(credential, "has a control character");
  }
  return value;
}

/** `b64token` of RFC 6750 section 2.1. */
const BEARER_TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;

/** Whether a text can stand behind `Bearer`. To be asked first: `Headers` throws an error with the text in its message. */
export function isBearerToken(token: unknown): token is string {
  return typeof token === "string" && BEARER_TOKEN.test(token);
}

/** Checks a bearer token. Throws as {@link checkIdentifier} does. */
export function checkBearerToken(token: unknown): string {
  const credential = { name: "the bearer token", value: token };
  const value = checkText(credential);
  if (!isBearerToken(value)) {
    throw refuse(credential, "has a character that tokens can't have (RFC 6750 section 2.1)");
  }
  return value;
}

/** The headers that carry a bearer token. */
export function withToken(token: string): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${token}` };
}

function checkText(credential: Credential): string {
  const { value } = credential;
  if (typeof value !== "string") {
    throw refuse(
      credential,
      `is ${value === null || value === undefined ? value : `of type ${typeof value}`}, not a string`,
    );
  }
  if (value === "") {
    throw refuse(credential, "is empty");
  }
  if (value.trim() !== value) {
    throw refuse(credential, "begins or ends with whitespace, such as the line break at the end of a file");
  }
  return value;
}

function refuse({ name }: Credential, why: string): AuthenticationError {
  return new AuthenticationError("token", `Nothing was sent, because ${name} ${why}.`);
}
