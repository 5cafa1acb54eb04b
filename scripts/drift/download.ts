import { OpenApiRulesError } from "../diagnostics.ts";

/** What a download may take. */
export interface DownloadLimits {
  /** In ms, from the first request to the last byte. */
  readonly timeout: number;
  /** In bytes, after decompression. */
  readonly size: number;
  readonly redirects: number;
}

export const downloadLimits: DownloadLimits = { timeout: 60_000, size: 64 * 1024 * 1024, redirects: 5 };

/**
 * The text at an https URL. Redirects are followed to https alone.
 *
 * @throws OpenApiRulesError `ERR_USAGE` for another kind of URL; `ERR_FILE` when the server can't be reached, refuses, or
 *   exceeds a limit
 */
export async function download(url: string, limits: DownloadLimits = downloadLimits): Promise<string> {
  const signal = AbortSignal.timeout(limits.timeout);
  let address = httpsUrl(url, "Not an https URL");
  try {
    for (let redirects = 0; ; redirects++) {
      const response = await fetch(address, {
        redirect: "manual",
        signal,
        headers: { accept: "application/json, application/yaml, */*;q=0.5" },
      });
      const target = isRedirect(response) ? response.headers.get("location") : null;
      if (target === null) return await readText(address, response, limits.size);
      await response.body?.cancel();
      if (redirects === limits.redirects) throw unusable(url, `more than ${limits.redirects} redirects`);
      address = httpsUrl(new URL(target, address).href, `${url} redirects to an address that isn't https`);
    }
  } catch (error) {
    if (error instanceof OpenApiRulesError) throw error;
    if (signal.aborted) throw unusable(url, `no complete response within ${limits.timeout / 1000} s`);
    throw unusable(url, causeOf(error));
  }
}

function httpsUrl(text: string, problem: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== "https:") throw new OpenApiRulesError("ERR_USAGE", `${problem}: ${text}.`);
  if (url.username !== "" || url.password !== "") {
    throw new OpenApiRulesError(
      "ERR_USAGE",
      "A URL with a user or password isn't sent. Download the file, and pass its path.",
    );
  }
  return url.href;
}

function isRedirect({ status }: Response): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

async function readText(address: string, response: Response, size: number): Promise<string> {
  if (response.status !== 200) {
    await response.body?.cancel();
    throw unusable(address, `the server responded with ${`${response.status} ${response.statusText}`.trim()}`);
  }
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let received = 0;
  for await (const bytes of response.body ?? []) {
    received += bytes.byteLength;
    if (received > size) throw unusable(address, `it is larger than ${size / 1024 / 1024} MiB`);
    parts.push(decoder.decode(bytes, { stream: true }));
  }
  return parts.join("") + decoder.decode();
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && cause.message !== "" ? cause.message : error.message;
}

function unusable(url: string, reason: string): OpenApiRulesError {
  return new OpenApiRulesError(
    "ERR_FILE",
    `Can't download ${url}: ${reason}. Check the URL, or download the file and pass its path.`,
  );
}
