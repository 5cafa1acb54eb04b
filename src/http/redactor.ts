import { decodeBase64, encodeBase64 } from "../auth/base64.ts";

/** `response` of a digest: with it, private keys can be tried out offline. */
const DIGEST_RESPONSE = /\bresponse="([^"]*)"/;

/** Knows the secrets of one call and takes them out of texts. */
export class Redactor {
  readonly #secrets = new Set<string>();
  #pattern: RegExp | undefined;

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
    const formEncoded = new URLSearchParams({ "": secret }).toString().slice(1);
    for (const form of [secret, base64, base64Url, formEncoded]) {
      this.#secrets.add(form);
    }
    this.#pattern = undefined;
  }

  redact(text: string): string {
    if (this.#secrets.size === 0) {
      return text;
    }
    this.#pattern ??= createPattern([...this.#secrets]);
    return text.replace(this.#pattern, "[redacted]");
  }
}

/** The longest first: a secret that is a part of another would leave the other's rest behind. */
function createPattern(secrets: readonly string[]): RegExp {
  const longestFirst = [...secrets].sort((one, other) => other.length - one.length);
  return new RegExp(longestFirst.map((secret) => Array.from(secret, matchEscaped).join("")).join("|"), "g");
}

/** A character as it is, or as JSON writes it, JSON inside JSON included. */
function matchEscaped(character: string): string {
  if (character === "\\") {
    return "\\\\+";
  }
  if (/["/]/.test(character)) {
    return `\\\\*${character}`;
  }
  const literal = character.replace(/[.*+?^${}()|[\]]/, "\\$&");
  return /[\x20-\x7e]/.test(character) ? literal : `(?:${literal}|${escapeUnits(character)})`;
}

/** `\u` escapes, one for each UTF-16 code unit, in either case. */
function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    const unit = character.charCodeAt(index).toString(16).padStart(4, "0");
    return `\\\\+u${unit.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)}`;
  }).join("");
}
