import { decodeLoosely } from "./base64-forms.js";
import { toPlainCharacters } from "./characters.js";
import { decodeText } from "../text.js";

/**
 * The readings of a pasted text: as it is, and without each wrapping that programs put around it. A
 * caller takes the first reading in which it finds what it looks for, and checks that in full: a wrong
 * reading finds nothing.
 */

interface Wrapping {
  /** A cheap sign that the text may be wrapped so. */
  readonly sign: RegExp;
  readonly unwrap: (text: string) => string;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["equals", "="],
  ["gt", ">"],
  ["lt", "<"],
  ["nbsp", " "],
  ["newline", "\n"],
  ["plus", "+"],
  ["quot", '"'],
  ["sol", "/"],
]);

/** HTML: tags and character references. */
const html: Wrapping = {
  sign: /&(?:#\w{1,8}|\w{2,8});|<\/?[a-z][^<>]{0,999}>/i,
  unwrap: (text) =>
    text
      .replace(/<(?:br|\/?p|\/?div|\/?tr|\/?li|\/?pre)\b[^<>]{0,999}>/gi, "\n")
      .replace(/<\/?[a-z][^<>]{0,999}>/gi, "")
      .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,8}));/gi, (reference, hex, decimal, name) =>
        typeof name === "string"
          ? (ENTITIES.get(name.toLowerCase()) ?? reference)
          : asciiOr(reference, Number(hex === undefined ? decimal : `0x${String(hex)}`)),
      ),
};

/** Quoted-printable (RFC 2045 §6.7). */
const quotedPrintable: Wrapping = {
  sign: /=[ \t]*\n|=[0-9a-f]{2}/i,
  unwrap: (text) => unescapeHex(text.replace(/=[ \t]*\n/g, ""), /=([0-9a-f]{2})/gi),
};

/** Percent-encoding (RFC 3986 §2.1), as in the address of a link. */
const percent: Wrapping = {
  sign: /%[0-9a-f]{2}/i,
  unwrap: (text) => unescapeHex(text, /%([0-9a-f]{2})/gi),
};

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\n"],
  ["t", " "],
]);

/** Backslash escapes of JSON, YAML and environment variables. */
const backslash: Wrapping = {
  sign: /\\[nrt/"'u\\]/,
  unwrap: (text) =>
    unescapeHex(text, /\\u00([0-9a-f]{2})/gi).replace(
      /\\{1,8}([nrt/"'])/g,
      (_, letter: string) => ESCAPES.get(letter) ?? letter,
    ),
};

/** Line ends in a string of PowerShell. */
const backtick: Wrapping = {
  sign: /`n/,
  unwrap: (text) => text.replace(/`r`n|`n/g, "\n"),
};

/** The labels of PEM in a web form, which writes spaces as `+`. */
const form: Wrapping = {
  sign: /-(?:BEGIN|END)\+[A-Z]/,
  unwrap: (text) =>
    text.replace(/-(?:BEGIN|END)(?:\+[A-Z0-9]{1,20}){1,5}-/g, (label) =>
      label.replaceAll("+", " "),
    ),
};

/**
 * Base64 of a whole text, as Kubernetes stores a key: from `-----BEGIN`, `ssh-rsa AAAA`, `ssh-ed25519`, `age1` or
 * `AGE-SECRET-KEY-`.
 */
const base64Text: Wrapping = {
  sign: /LS0tLS1CRUdJTi|c3NoLXJzYSBBQUFB|c3NoLWVkMjU1MTkg|YWdlM[T-X]|QUdFLVNFQ1JFVC1LRVkt/,
  unwrap: (text) =>
    text.replace(
      /(?:LS0tLS1CRUdJTi|c3NoLXJzYSBBQUFB|c3NoLWVkMjU1MTkg|YWdlM[T-X]|QUdFLVNFQ1JFVC1LRVkt)[\w+/-]*(?:\n[ \t]*[\w+/-]{4,})*={0,2}/g,
      (encoded) => {
        const bytes = decodeLoosely(encoded.replace(/\s+/g, ""));
        return bytes === null ? encoded : `\n${decodeText(bytes)}\n`;
      },
    ),
};

/** UTF-7 (RFC 2152), which writes `+` as `+-`. */
const utf7: Wrapping = {
  sign: /\+-/,
  unwrap: (text) => text.replaceAll("+-", "+"),
};

const WRAPPINGS: readonly Wrapping[] = [
  backslash,
  backtick,
  html,
  quotedPrintable,
  percent,
  form,
  base64Text,
  utf7,
];

/** Wrappings inside each other, outermost first: the HTML part of a mail is often quoted-printable. */
const DEPTH = 2;

/** Yields each reading once. */
export function* readings(text: string): Generator<string, void, undefined> {
  const seen = new Set<string>();
  let layer = [toPlainCharacters(text)];
  for (let depth = 0; depth <= DEPTH; depth++) {
    for (const reading of layer) {
      const content = withoutMargins(reading);
      for (const variant of [reading, content, withoutQuotes(content)]) {
        if (seen.has(variant)) continue;
        seen.add(variant);
        yield variant;
      }
    }
    layer = layer.flatMap((reading) =>
      WRAPPINGS.filter(({ sign }) => sign.test(reading)).map(({ unwrap }) =>
        toPlainCharacters(unwrap(reading)),
      ),
    );
  }
}

/** Marks at the start of a quoted, indented or listed line. */
const MARGIN = /^[\s>|*•·▪◦‣]+/;
const LINE_NUMBER = /^\s*\d{1,5}[.:|)]?[ \t]+(?=\S)/;
/** Dashes of a text that OpenPGP signed (RFC 9580 §7.2). */
const DASH_ESCAPE = /^- (?=-)/;
const FENCE = /^\s*(?:```|~~~)/;
/** The mark of an added line in a patch. */
const ADDED = /^[+]/;
/** Quotation marks and joints around the lines of a string in source code, and the name before it. */
const NAME_BEFORE = /^.*[:=]\s*[bru]?["'`](?=[\w+/-]+={0,3}$)/;
const QUOTES_BEFORE = /^[([]?[bru]?["'`]/;
const QUOTES_AFTER = /["'`](?:[\s,;+)\]}\\]*|\s*[,}].*)$/;
const JOINT = /^[\s,;+)\\]+$/;
/** The right edge of a table, or the mark of a shell that a line goes on. */
const EDGE = /[|\\]$/;

/** The lines without quoting, bullets, numbers, indentation and fences. */
function withoutMargins(text: string): string {
  const lines = text.split("\n").filter((line) => !FENCE.test(line));
  const content = lines.filter((line) => line.trim() !== "");
  const mark = [LINE_NUMBER, ADDED].find(
    (mark) => content.length > 1 && content.every((line) => mark.test(line)),
  );
  return lines
    .map((line) =>
      (mark === undefined ? line : line.replace(mark, ""))
        .replace(MARGIN, "")
        .replace(DASH_ESCAPE, "")
        .trim()
        .replace(EDGE, "")
        .trim(),
    )
    .join("\n");
}

/** The lines of a string in source code, without its quotation marks, joints and name. */
function withoutQuotes(text: string): string {
  return text
    .split("\n")
    .map((line) =>
      line
        .replace(NAME_BEFORE, "")
        .replace(QUOTES_AFTER, "")
        .replace(QUOTES_BEFORE, "")
        .replace(JOINT, ""),
    )
    .join("\n");
}

function unescapeHex(text: string, pattern: RegExp): string {
  return text.replace(pattern, (escaped, hex: string) =>
    asciiOr(escaped, Number.parseInt(hex, 16)),
  );
}

/** The character with this code, or the text where it is not ASCII, which no key or ciphertext has. */
function asciiOr(text: string, code: number): string {
  if (code === 0xa0) return " ";
  return code > 0 && code < 0x80 ? String.fromCharCode(code) : text;
}
