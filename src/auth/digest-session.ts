import { bytesToHex } from "@noble/hashes/utils.js";
import type { ResponseHead } from "../http/response.ts";
import { type DigestChallenge, parseChallenges } from "./digest-challenges.ts";

export interface DigestCredentials {
  readonly username: string;
  readonly password: string;
}

const CNONCE_BYTES = 16;

/**
 * Answers one server nonce any number of times. One client nonce lasts as long as it does, so that the `-sess` variants,
 * with a key that depends on the first client nonce, need no exception; the nonce count makes each answer another one.
 */
export class DigestSession {
  readonly #challenge: DigestChallenge;
  readonly #credentials: DigestCredentials;
  readonly #cnonce: string;
  /** `H(A1)` of RFC 7616 section 3.4.2 */
  readonly #key: string;
  #count = 0;

  constructor(
    challenge: DigestChallenge,
    credentials: DigestCredentials,
    cnonce = bytesToHex(crypto.getRandomValues(new Uint8Array(CNONCE_BYTES))),
  ) {
    const { hash, session } = challenge.algorithm;
    const secret = hash(`${credentials.username}:${challenge.realm}:${credentials.password}`);
    this.#challenge = challenge;
    this.#credentials = credentials;
    this.#cnonce = cnonce;
    this.#key = session ? hash(`${secret}:${challenge.nonce}:${cnonce}`) : secret;
  }

  get nonce(): string {
    return this.#challenge.nonce;
  }

  /**
   * The `Authorization` header value for the next request. It counts in the same step, so that calls that run at the
   * same time never have the same nonce count.
   *
   * @param uri The request target as it is sent: path and query.
   * @see RFC 7616 section 3.4
   */
  answer(method: string, uri: string): string {
    const { realm, nonce, opaque, algorithm } = this.#challenge;
    this.#count += 1;
    const nc = this.#count.toString(16).padStart(8, "0");
    const target = algorithm.hash(`${method}:${uri}`);
    const response = algorithm.hash(`${this.#key}:${nonce}:${nc}:${this.#cnonce}:auth:${target}`);
    return [
      `Digest username=${quote(this.#credentials.username)}`,
      `realm=${quote(realm)}`,
      `nonce=${quote(nonce)}`,
      `uri=${quote(uri)}`,
      `algorithm=${algorithm.name}`,
      `response="${response}"`,
      ...(opaque === undefined ? [] : [`opaque=${quote(opaque)}`]),
      "qop=auth",
      `nc=${nc}`,
      `cnonce=${quote(this.#cnonce)}`,
    ].join(", ");
  }

  /** The session for the calls to come: a new one if the server names the next nonce. @see RFC 7616 section 3.5 */
  after({ headers }: Pick<ResponseHead, "headers">): DigestSession {
    const information = headers.get("Authentication-Info");
    // Parameters without a scheme, which is put before them so that there is one thing to parse.
    const nonce = information && parseChallenges(`Digest ${information}`)[0]?.parameters.get("nextnonce");
    return nonce ? new DigestSession({ ...this.#challenge, nonce }, this.#credentials) : this;
  }
}

/** RFC 9110 section 5.6.4 */
function quote(value: string): string {
  return `"${value.replace(/["\\]/g, "\\$&")}"`;
}
