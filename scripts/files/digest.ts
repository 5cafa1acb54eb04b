import { createHash } from "node:crypto";

export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** What stands for the digest of a file that was looked for in vain. */
export const absent = "absent";
