import { md5 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

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
export function findAlgorithm(name: string): Algorithm | undefined {
  const lowerCase = name.toLowerCase();
  const session = lowerCase.endsWith("-sess");
  const found = HASHES.find(({ prefix }) => prefix === (session ? lowerCase.slice(0, -"-sess".length) : lowerCase));
  return (
    found && { name, strength: found.strength, session, hash: (text) => bytesToHex(found.digest(utf8ToBytes(text))) }
  );
}
