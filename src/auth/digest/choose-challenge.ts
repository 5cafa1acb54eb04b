import { type Algorithm, findAlgorithm } from "./algorithm.ts";
import { type Challenge, parseChallenges } from "./parse-challenges.ts";

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
