/**
 * Finds the original address inside one that a mail filter, chat or search engine put in its place. No
 * service is asked: only what the address itself contains is read.
 */

/** Scheme, host, path, query. The fragment belongs to the original address. */
const ADDRESS = /^https?:\/\/([^/?#\\@\s]+)(\/[^?#]*)?(?:\?([^#]*))?/i;

/** Proofpoint 2 writes `-` for `%` and `_` for `/`. */
const PROOFPOINT_2 = /^https?:\/\/urldefense\.proofpoint\.com\/v2\//i;

/**
 * Proofpoint 3: `/v3/__ADDRESS__;BASE64!!…`. `*` stands for a character of the decoded base64, `**` and a
 * letter for a run of them.
 */
const PROOFPOINT_3 = /^https?:\/\/urldefense\.(?:com|us|proofpoint\.com)\/v3\/__/i;

/** Check Point: `/v2/___ADDRESS___.DATA`. */
const CHECK_POINT = /^https?:\/\/(?:protect\.checkpoint\.com|url\.avanan\.click)\/v2\//i;

/** Services whose addresses hold only a number, so that the original address is in their database alone. */
const OPAQUE =
  /^(?:[^/]+\.)?(?:mimecast\.com|mimecastprotect\.com|seclinks\.cloud-security\.net|t\.co|bit\.ly|tinyurl\.com|lnkd\.in|goo\.gl|is\.gd)$/i;

/** Whether the address belongs to a service that keeps the original address to itself. */
export function hidesTarget(address: string): boolean {
  return OPAQUE.test(ADDRESS.exec(address)?.[1] ?? "");
}

/** Host of an address in ASCII, to show; `null` if it has none. */
export function hostOf(address: string): string | null {
  const url = `https://${ADDRESS.exec(address)?.[1] ?? ""}`;
  return URL.canParse(url) ? new URL(url).host : null;
}

/**
 * What could be the original address: the values of the query and the segments of the path, decoded, that
 * begin as addresses do. The caller decides which of them is one.
 */
export function addressesInside(address: string): string[] {
  if (PROOFPOINT_3.test(address)) return proofpoint3(address);
  if (CHECK_POINT.test(address)) {
    const start = address.indexOf("/___") + 4;
    return [address.slice(start, Math.max(start, address.lastIndexOf("___.")))];
  }
  const [, , path = "", query = ""] = ADDRESS.exec(address) ?? [];
  const values = query
    .replace(/&amp;/g, "&")
    .split("&")
    .map((pair) => pair.slice(pair.indexOf("=") + 1));
  const encoded = PROOFPOINT_2.test(address)
    ? values.map((value) => value.replaceAll("-", "%").replaceAll("_", "/"))
    : [...values, ...path.split("/")];
  const texts = [...encoded.map(decodePercent), ...values.map(fromBase64)];
  return texts.filter((text) => /^https?:\/\//i.test(text));
}

/** Decodes percent-encoding; the text itself if it is malformed. */
export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Sophos puts base64 into its query. Returns "" for anything else. */
function fromBase64(value: string): string {
  const text = decodePercent(value);
  // "http" in base64 begins so.
  if (!/^aHR0c[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return "";
  try {
    return atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return "";
  }
}

function proofpoint3(address: string): string[] {
  const start = address.indexOf("__") + 2;
  const end = address.lastIndexOf("__;");
  if (end < start) return [];
  const [encoded = ""] = /^[A-Za-z0-9_-]*/.exec(address.slice(end + 3)) ?? [];
  let removed = "";
  try {
    removed = new TextDecoder().decode(
      Uint8Array.from(atob(encoded.replaceAll("-", "+").replaceAll("_", "/")), (char) =>
        char.charCodeAt(0),
      ),
    );
  } catch {
    // Without the removed characters, only their places stay open.
  }
  const characters = Array.from(removed);
  let next = 0;
  const text = address
    .slice(start, end)
    .replace(/\*\*([A-Za-z0-9_-])|\*/g, (mark, length?: string) => {
      const count = length === undefined ? 1 : RUN_LENGTHS.indexOf(length) + 2;
      const run = characters.slice(next, next + count).join("");
      next += count;
      return run === "" ? mark : run;
    });
  // Proofpoint merges the slashes after the scheme in some clients.
  return [text.replace(/^(https?:)\/(?!\/)/i, "$1//")];
}

const RUN_LENGTHS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
