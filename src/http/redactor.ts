import { decodeBase64, encodeBase64 } from "../auth/base64.ts";

/** `response` of a digest: with it, private keys can be tried out offline. */
const DIGEST_RESPONSE = /\bresponse="([^"]*)"/;

/** Knows the secrets of one call and takes them out of texts. */
export class Redactor {
  readonly #secrets = new Set<string>();

  /** Learns the credentials in an `Authorization` header value: what follows the scheme, and the secret inside. */
  learn(authorization: string | null): void {
    const [, scheme = "", credentials = ""] = /^(\S+)\s+(.*)$/.exec(authorization ?? "") ?? [];
    this.conceal(credentials);
    if (scheme === "Digest") {
      this.conceal(DIGEST_RESPONSE.exec(credentials)?.[1] ?? "");
    }
    if (scheme === "Basic") {
      this.conceal(/:(.*)/s.exec(decodeBase64(credentials) ?? "")?.[1] ?? "");
    }
  }

  /** Learns a secret, as it is and in the forms that servers and libraries turn texts into. */
  conceal(secret: string): void {
    if (secret === "") {
      return;
    }
    const base64 = encodeBase64(secret).replace(/=+$/, "");
    const base64Url = base64.replaceAll("+", "-").replaceAll("/", "_");
    const json = JSON.stringify(secret).slice(1, -1);
    const formEncoded = new URLSearchParams({ "": secret }).toString().slice(1);
    for (const form of [secret, base64, base64Url, json, formEncoded]) {
      this.#secrets.add(form);
    }
  }

  /** The longest first: a secret that is a part of another would leave the other's rest behind. */
  redact(text: string): string {
    const secrets = [...this.#secrets].sort((one, other) => other.length - one.length);
    return secrets.reduce((clean, secret) => clean.replaceAll(secret, "[redacted]"), text);
  }
}
