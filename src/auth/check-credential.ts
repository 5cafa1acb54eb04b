import { AuthenticationError } from "../errors/authentication-error.ts";

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
    throw refuse(credential, "has a colon or a character outside ASCII, which such names can't have");
  }
  return value;
}

/** Checks the secret half, a client secret or private key. Throws as {@link checkIdentifier} does. */
export function checkSecret(credential: Credential): string {
  const { value } = credential;
  if (typeof value !== "string") {
    throw refuse(credential, `is no string but ${value === null ? "null" : typeof value}`);
  }
  if (value === "") {
    throw refuse(credential, "is empty");
  }
  if (value.trim() !== value) {
    throw refuse(credential, "begins or ends with white space; was it read from a file?");
  }
  if (/\p{Cc}|\p{Cs}/u.test(value)) {
    throw refuse(credential, "has a control character");
  }
  return value;
}

function refuse({ name }: Credential, why: string): AuthenticationError {
  return new AuthenticationError("token", `Nothing was sent, for ${name} ${why}.`);
}
