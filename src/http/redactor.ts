/** Knows the secrets of one call and takes them out of texts. */
export class Redactor {
  readonly #secrets = new Set<string>();

  /** Learns the credentials in an `Authorization` header value: what follows the scheme. */
  learn(authorization: string | null): void {
    const secret = authorization?.replace(/^\S+\s+/, "") ?? "";
    if (secret !== "") {
      this.#secrets.add(secret);
    }
  }

  redact(text: string): string {
    let clean = text;
    for (const secret of this.#secrets) {
      clean = clean.replaceAll(secret, "[redacted]");
    }
    return clean;
  }
}
