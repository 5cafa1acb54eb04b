import { md5 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** One challenge of a `WWW-Authenticate` header. Names are in lower case; of a parameter given twice, the first counts. */
export interface Challenge {
  readonly scheme: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** RFC 9110 section 5.6.2 */
const TOKEN = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+";
const SEPARATORS = /[\s,]*/y;
const PARAMETER = new RegExp(`(${TOKEN})\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|(${TOKEN}))\\s*(?=,|$)`, "y");
/** With the `token68` that some schemes have in place of parameters. */
const SCHEME = new RegExp(`(${TOKEN})(?:\\s+[0-9A-Za-z\\-._~+/]+=*\\s*(?=,|$)|(?=[\\s,]|$))`, "y");

/**
 * Reads a `WWW-Authenticate` header, or several that were joined with commas as `Headers` does. What can't be read and all
 * behind it is left out.
 *
 * @see RFC 9110 sections 11.2, 11.3 and 11.6.1
 */
export function parseChallenges(header: string): readonly Challenge[] {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  let position = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position;
    const match = pattern.exec(header);
    position = match === null ? position : pattern.lastIndex;
    return match;
  };
  for (;;) {
    take(SEPARATORS);
    const parameters = challenges.at(-1)?.parameters;
    const parameter = parameters === undefined ? null : take(PARAMETER);
    if (parameters !== undefined && parameter !== null) {
      const [, name = "", quoted, token = ""] = parameter;
      const key = name.toLowerCase();
      parameters.set(key, parameters.get(key) ?? quoted?.replace(/\\(.)/g, "$1") ?? token);
      continue;
    }
    const scheme = take(SCHEME)?.[1];
    if (scheme === undefined) {
      return challenges;
    }
    challenges.push({ scheme: scheme.toLowerCase(), parameters: new Map() });
  }
}

/** A digest challenge that can be answered. @see RFC 7616 section 3.3 */
export interface DigestChallenge {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque: string | undefined;
  readonly algorithm: Algorithm;
  /** Whether the server refused the nonce only, so that a new one will do. */
  readonly stale: boolean;
}

/** The strongest of the challenges that can be answered; of equally strong ones the first. @see RFC 7616 section 3.7 */
export function chooseChallenge(header: string): DigestChallenge | undefined {
  return parseChallenges(header)
    .flatMap((challenge) => readDigest(challenge) ?? [])
    .sort((one, other) => other.algorithm.strength - one.algorithm.strength)[0];
}

/** What a header offers, for an error message: `Basic; Digest SHA-512-256 (qop auth-int)`. */
export function describeChallenges(header: string): string {
  const offers = parseChallenges(header).map(({ scheme, parameters }) =>
    scheme === "digest"
      ? `Digest ${parameters.get("algorithm") ?? "MD5"} (qop ${parameters.get("qop") ?? "missing"})`
      : scheme,
  );
  return offers.join("; ") || "nothing readable";
}

function readDigest({ scheme, parameters }: Challenge): DigestChallenge | undefined {
  const realm = parameters.get("realm");
  const nonce = parameters.get("nonce");
  const algorithm = findAlgorithm(parameters.get("algorithm") ?? "MD5");
  const offersAuth = (parameters.get("qop") ?? "").split(",").some((qop) => qop.trim().toLowerCase() === "auth");
  if (scheme !== "digest" || realm === undefined || nonce === undefined || algorithm === undefined || !offersAuth) {
    return undefined;
  }
  return {
    realm,
    nonce,
    opaque: parameters.get("opaque"),
    algorithm,
    stale: parameters.get("stale")?.toLowerCase() === "true",
  };
}

/** How a digest is computed. @see RFC 7616 section 3.3 */
export interface Algorithm {
  /** As the server wrote it. */
  readonly name: string;
  /** The more, the better. */
  readonly strength: number;
  /** Whether the key is bound to the session (`-sess`). */
  readonly session: boolean;
  /** The hash of a text's UTF-8 bytes in lower-case hexadecimal. */
  readonly hash: (text: string) => string;
}

/** WebCrypto has no MD5, which is what Atlas asks for. */
const HASHES = [
  { prefix: "md5", strength: 1, digest: md5 },
  { prefix: "sha-256", strength: 2, digest: sha256 },
];

/** @returns `undefined` for an algorithm that isn't known here, such as `SHA-512-256`. */
function findAlgorithm(name: string): Algorithm | undefined {
  const lowerCase = name.toLowerCase();
  const session = lowerCase.endsWith("-sess");
  const found = HASHES.find(({ prefix }) => prefix === (session ? lowerCase.slice(0, -"-sess".length) : lowerCase));
  return (
    found && { name, strength: found.strength, session, hash: (text) => bytesToHex(found.digest(utf8ToBytes(text))) }
  );
}
