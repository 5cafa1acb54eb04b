import { decodeBase64, encodeBytes } from "./base64.ts";

/** What replaces a secret. */
const REDACTED = "[redacted]";

/** How many letters and digits in a row must agree before a text counts as a part of a secret. */
const WINDOW = 8;

/** How often an encoding may be wrapped into another one. */
const MAX_LAYERS = 4;

/** `response` of a digest: with it, private keys can be tried out offline. */
const DIGEST_RESPONSE = /\bresponse="([^"]*)"/;

/** What these hold isn't secret, and servers repeat it for good reasons. */
const PUBLIC_HEADERS = /^(accept|content-type|user-agent)$/i;

/**
 * Takes the secrets of one call out of texts, however a server or proxy spells them.
 *
 * Both are reduced to their letters and digits in lower case, with escapes undone, and compared in windows of
 * {@link WINDOW}. So a secret is found with anything between its letters (line breaks, hyphens, tags), escaped in any
 * way (JSON, HTML, percent, quoted-printable, one in the other), cut off at either end, in Base64 and in hexadecimal.
 */
export class Redactor {
  readonly #secrets = new Set<string>();
  #index: SecretIndex | undefined;

  /** Keeps a secret out of texts. */
  conceal(secret: string): void {
    if (secret !== "" && !this.#secrets.has(secret)) {
      this.#secrets.add(secret);
      this.#index = undefined;
    }
  }

  /** Keeps what is secret in header values out of texts: of `Authorization`, what follows the scheme. */
  learn(headers: Readonly<Record<string, string>>): void {
    for (const [name, header] of Object.entries(headers)) {
      if (PUBLIC_HEADERS.test(name)) {
        continue;
      }
      const [, scheme = "", credentials = header] = /^(\S+)\s+(.*)$/s.exec(header) ?? [];
      // The rest of a digest isn't secret, and would make words of the server's own disappear.
      this.conceal(scheme === "Digest" ? (DIGEST_RESPONSE.exec(credentials)?.[1] ?? "") : credentials);
      if (scheme === "Basic") {
        this.conceal(/:(.*)/s.exec(decodeBase64(credentials) ?? "")?.[1] ?? "");
      }
    }
  }

  redact(text: string): string {
    if (this.#secrets.size === 0 || text === "") {
      return text;
    }
    this.#index ??= indexSecrets([...this.#secrets]);
    return hide(text, this.#index);
  }
}

/** All spellings of the secrets, prepared for the search. */
interface SecretIndex {
  /** Short secrets, and those with hardly a letter: as they are, the longest first. */
  readonly literals: readonly string[];
  /** Every run of {@link WINDOW} letters and digits of the others, or the whole of a shorter one. */
  readonly windows: ReadonlySet<string>;
  readonly lengths: readonly number[];
}

function indexSecrets(secrets: readonly string[]): SecretIndex {
  const windows = new Set<string>();
  for (const form of secrets.flatMap(spell)) {
    for (const { text: letters } of read(form)) {
      if (letters.length >= WINDOW / 2) {
        for (let start = 0; start === 0 || start + WINDOW <= letters.length; start += 1) {
          windows.add(letters.slice(start, start + WINDOW));
        }
      }
    }
  }
  const literals = secrets.flatMap((secret) => [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
  ]);
  return {
    literals: [...new Set(literals)].sort((one, other) => other.length - one.length),
    windows,
    lengths: [...new Set([...windows].map((each) => each.length))],
  };
}

/** A secret as it is, in Base64 at each of the three places where it may begin in a longer text, and in hexadecimal. */
function spell(secret: string): string[] {
  const bytes = new TextEncoder().encode(secret);
  const inBase64 = [0, 1, 2].map((before) => {
    const padded = new Uint8Array(before + bytes.length);
    padded.set(bytes, before);
    // The first letter depends on what stands before the secret.
    return encodeBytes(padded).slice(before === 0 ? 0 : before + 1);
  });
  const inHex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [secret, ...inBase64, inHex];
}

/** A text, and for each of its characters where its spelling stands in the original: from `starts[i]` up to `ends[i]`. */
interface View {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Escapes of one character, as JSON, JavaScript, percent encoding and HTML have them. Named characters are punctuation. */
const ESCAPES =
  /\\+u\{?([\da-f]{2,6})\}?|\\+x([\da-f]{2})|%u([\da-f]{4})|%([\da-f]{2})|&#x([\da-f]{1,6});?|&#(\d{1,7});?|&([a-z]+)\d*;/gi;
const DECIMAL = 6;
const NAMED = 7;
const QUOTED_PRINTABLE = /=([\da-f]{2})/gi;

/** The readings of a text: as it stands, for one that only looks as if it had escapes, and with either kind undone. */
function read(text: string): View[] {
  const positions = Array.from({ length: text.length + 1 }, (_, at) => at);
  const plain = { text, starts: positions, ends: positions.slice(1) };
  return [plain, undo(plain, ESCAPES), undo(plain, QUOTED_PRINTABLE)]
    .filter((view, at) => at === 0 || view !== plain)
    .map(reduce);
}

/** Undoes escapes, layer by layer. */
function undo(view: View, escapes: RegExp, layer = 0): View {
  const matches = [...view.text.matchAll(escapes)];
  if (matches.length === 0 || layer === MAX_LAYERS) {
    return view;
  }
  let text = "";
  const starts: number[] = [];
  const ends: number[] = [];
  let position = 0;
  const keepUpTo = (end: number): void => {
    for (; position < end; position += 1) {
      text += view.text.charAt(position);
      starts.push(view.starts[position] ?? 0);
      ends.push(view.ends[position] ?? 0);
    }
  };
  for (const match of matches) {
    keepUpTo(match.index);
    position += match[0].length;
    text += toCharacter(match);
    starts.push(view.starts[match.index] ?? 0);
    ends.push(view.ends[position - 1] ?? 0);
  }
  keepUpTo(view.text.length);
  return undo({ text, starts, ends }, escapes, layer + 1);
}

/** One character of ASCII; anything else counts as punctuation. */
function toCharacter(match: RegExpMatchArray): string {
  const group = match.findIndex((each, at) => at > 0 && each !== undefined);
  if (group === NAMED) {
    // What "&" is escaped to begins another escape.
    return match[NAMED]?.toLowerCase() === "amp" ? "&" : " ";
  }
  const code = Number.parseInt(match[group] ?? "", group === DECIMAL ? 10 : 16);
  return code < 0x80 ? String.fromCharCode(code) : " ";
}

/** Keeps letters and digits, in lower case. Compatibility forms, such as full-width letters, count as what they stand for. */
function reduce(view: View): View {
  let text = "";
  const starts: number[] = [];
  const ends: number[] = [];
  for (let at = 0; at < view.text.length; at += 1) {
    const character = view.text.charAt(at);
    for (const letter of character < "\x80" ? character : character.normalize("NFKC")) {
      if (/[a-z\d]/i.test(letter)) {
        text += letter.toLowerCase();
        starts.push(view.starts[at] ?? 0);
        ends.push(view.ends[at] ?? 0);
      }
    }
  }
  return { text, starts, ends };
}

function hide(text: string, { literals, windows, lengths }: SecretIndex): string {
  const hidden = new Uint8Array(text.length);
  const mark = (start: number, end: number): void => void hidden.fill(1, start, end);
  for (const literal of literals) {
    for (let at = text.indexOf(literal); at >= 0; at = text.indexOf(literal, at + 1)) {
      mark(at, at + literal.length);
    }
  }
  for (const { text: letters, starts, ends } of read(text)) {
    for (const length of lengths) {
      for (let start = 0; start + length <= letters.length; start += 1) {
        if (windows.has(letters.slice(start, start + length))) {
          mark(starts[start] ?? 0, ends[start + length - 1] ?? 0);
        }
      }
    }
  }
  let shown = "";
  for (let at = 0; at < text.length; at += 1) {
    shown += hidden[at] === 0 ? text.charAt(at) : hidden[at - 1] === 1 ? "" : REDACTED;
  }
  return shown;
}
