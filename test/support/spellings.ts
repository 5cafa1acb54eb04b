/** Ways in which a server, proxy or library may write down a secret that it was sent. */
export const spellings: Readonly<Record<string, (secret: string) => string>> = {
  "as it is": (secret) => secret,
  "in upper case": (secret) => secret.toUpperCase(),
  "in lower case": (secret) => secret.toLowerCase(),
  "as JSON": (secret) => JSON.stringify(secret).slice(1, -1),
  "as JSON in JSON": (secret) => JSON.stringify(JSON.stringify(secret)).slice(1, -1),
  "as Gson writes JSON": (secret) => secret.replace(/[=<>&'"/\\]/g, unicode),
  "in Gson's JSON in JSON": (secret) => secret.replace(/[=<>&'"/\\]/g, unicode).replaceAll("\\", "\\\\"),
  "with every character escaped for JSON": (secret) => secret.replace(/[\s\S]/g, unicode),
  "with every letter escaped for JSON, in upper case": (secret) =>
    secret.replace(/[\s\S]/g, (one) => `\\u${hex(one, 4).toUpperCase()}`),
  "escaped for JavaScript": (secret) => secret.replace(/[^a-z]/gi, (one) => `\\x${hex(one, 2)}`),
  "escaped for JavaScript with braces": (secret) => secret.replace(/[^a-z]/gi, (one) => `\\u{${hex(one, 2)}}`),
  "with slashes escaped": (secret) => secret.replaceAll("/", "\\/"),
  "percent-encoded": (secret) => encodeURIComponent(secret),
  "percent-encoded twice": (secret) => encodeURIComponent(encodeURIComponent(secret)),
  "percent-encoded thrice": (secret) => encodeURIComponent(encodeURIComponent(encodeURIComponent(secret))),
  "with every character percent-encoded": (secret) => secret.replace(/[\s\S]/g, (one) => `%${hex(one, 2)}`),
  "with every character percent-encoded in upper case": (secret) =>
    secret.replace(/[\s\S]/g, (one) => `%${hex(one, 2).toUpperCase()}`),
  "percent-encoded as old scripts do": (secret) => secret.replace(/[\s\S]/g, (one) => `%u${hex(one, 4)}`),
  "as a form": (secret) => new URLSearchParams({ a: secret }).toString().slice(2),
  "as HTML": (secret) =>
    secret.replace(
      /[&<>"'=/]/g,
      (one) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[one] ?? `&#${one.charCodeAt(0)};`,
    ),
  "as HTML with names": (secret) =>
    secret.replace(
      /[._=+/-]/g,
      (one) => `&${{ ".": "period", _: "lowbar", "=": "equals", "+": "plus", "/": "sol" }[one] ?? "hyphen"};`,
    ),
  "as HTML with every character as a number": (secret) => secret.replace(/[\s\S]/g, (one) => `&#${one.charCodeAt(0)};`),
  "as HTML with every character as a hexadecimal number": (secret) =>
    secret.replace(/[\s\S]/g, (one) => `&#x${hex(one, 2)};`),
  "as HTML in HTML": (secret) => secret.replace(/[^a-z\d]/gi, (one) => `&amp;#${one.charCodeAt(0)};`),
  "as HTML without semicolons": (secret) => secret.replace(/[._=+/-]/g, (one) => `&#${one.charCodeAt(0)} `),
  "folded by line breaks": (secret) => secret.replace(/.{10}/g, "$&\r\n "),
  "folded by spaces": (secret) => secret.replace(/.{5}/g, "$& "),
  "spaced out": (secret) => secret.split("").join(" "),
  "with soft hyphens": (secret) => secret.replace(/.{4}/g, "$&\u00ad"),
  "with zero-width spaces": (secret) => secret.replace(/.{4}/g, "$&\u200b"),
  "with tags for line breaks": (secret) => secret.replace(/.{9}/g, "$&<br/>"),
  "as quoted-printable": (secret) => secret.replace(/[^a-z\d]/gi, (one) => `=${hex(one, 2).toUpperCase()}`),
  "as folded quoted-printable": (secret) => secret.replaceAll("=", "=3D").replace(/.{12}/g, "$&=\r\n"),
  "in full-width letters": (secret) =>
    secret.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)),
  "with its end cut off": (secret) => secret.slice(0, -9),
  "with its beginning cut off": (secret) => secret.slice(9),
  "in quotation marks, with hyphens between": (secret) => `"${secret.replace(/.{6}/g, "$&-")}"`,
  "in Base64": (secret) => Buffer.from(secret).toString("base64"),
};

/** Places in an answer where a spelling may stand. */
export const places: Readonly<
  Record<string, (spelling: string) => { status: number; body: string; headers?: Record<string, string> }>
> = {
  "a text": (spelling) => ({ status: 400, body: `You sent ${spelling} to us.` }),
  HTML: (spelling) => ({ status: 502, body: `<html><p>Refused: <b>${spelling}</b></p></html>` }),
  detail: (spelling) => ({ status: 403, body: json({ errorCode: "X", detail: `No: ${spelling}` }) }),
  "errorCode and reason": (spelling) => ({
    status: 404,
    body: json({ errorCode: spelling, reason: spelling, detail: "No." }),
  }),
  parameters: (spelling) => ({
    status: 400,
    body: json({ detail: "No.", parameters: [spelling, { [spelling]: [spelling] }] }),
  }),
  fields: (spelling) => ({
    status: 400,
    body: json({ detail: "No.", badRequestDetail: { fields: [{ field: spelling, description: spelling }] } }),
  }),
  "JSON that was spelled before it was written": (spelling) => ({
    status: 401,
    body: `{"detail":"No: ${spelling.replace(/["\r\n]/g, "")}"}`,
  }),
  headers: (spelling) => {
    const value = spelling.replace(/[^\x21-\x7e]/g, "");
    const headers = Object.fromEntries(
      ["x-request-id", "content-type", "retry-after", "date", "ratelimit-remaining", "server", "via"].map((name) => [
        name,
        value,
      ]),
    );
    return {
      status: 429,
      body: "",
      headers: {
        ...headers,
        "content-type": `text/${value}`,
        location: `https://${value.replace(/\W/g, "")}.example/`,
      },
    };
  },
};

function json(value: unknown): string {
  return JSON.stringify(value);
}

function unicode(character: string): string {
  return `\\u${hex(character, 4)}`;
}

function hex(character: string, digits: number): string {
  return character.charCodeAt(0).toString(16).padStart(digits, "0");
}

/** Everything that a patient reader gets out of a text by undoing escapes and folding, in letters and digits. */
export function readings(text: string): string[] {
  const undo: ((text: string) => string)[] = [
    (given) => given.replace(/\\+u\{?([\da-f]{2,4})\}?/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
    (given) => given.replace(/\\+x([\da-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
    (given) => given.replace(/%u([\da-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
    (given) => given.replace(/%([\da-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
    (given) => given.replaceAll("&amp;", "&"),
    (given) => given.replace(/&#x([\da-f]+);?/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
    (given) => given.replace(/&#(\d+);?/g, (_, code) => String.fromCharCode(Number(code))),
    (given) => given.replace(/&[a-z]+;/gi, ""),
    (given) => given.replace(/<[^>]*>/g, ""),
    (given) => given.normalize("NFKC"),
  ];
  const once = (given: string): string => undo.reduce((current, step) => step(current), given);
  const plain = once(once(once(once(text))));
  const quoted = text
    .replace(/=\r?\n/g, "")
    .replace(/=([\dA-F]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  return [text, plain, quoted].map((reading) => reading.replace(/[^a-z\d]/gi, "").toLowerCase());
}
