import { bytesToBigint } from "./der.js";
import { PctError } from "./errors.js";
import type { KeyFile } from "./key-file.js";
import { decodeLoosely } from "./pasted/base64-forms.js";
import { checkedPrivateNumbers } from "./rsa-der.js";

/** JSON Web Keys (RFC 7517, RFC 7518 §6.3) and sets of them. RSA only. */

type Fields = Readonly<Record<string, unknown>>;

/** How to read each key in a JSON text; empty if it is not JSON or holds no JWK. */
export function parseJwks(text: string): (() => KeyFile)[] {
  if (!/^\s*[{[]/.test(text)) return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  return candidates(value).flatMap((fields) =>
    typeof fields.kty === "string" ? [() => parseJwk(fields)] : [],
  );
}

function candidates(value: unknown): Fields[] {
  const list = Array.isArray(value) ? (value as unknown[]) : [value];
  return list.flatMap((item) => {
    if (typeof item !== "object" || item === null) return [];
    const fields = item as Fields;
    return Array.isArray(fields.keys) ? candidates(fields.keys) : [fields];
  });
}

function parseJwk(fields: Fields): KeyFile {
  if (fields.kty !== "RSA") {
    const isEd25519 = fields.kty === "OKP" && fields.crv === "Ed25519";
    const other = fields.kty === "EC" ? "ec" : "other";
    throw new PctError("key-unsupported", { kind: isEd25519 ? "ed25519" : other });
  }
  const [n, e] = [number(fields.n), number(fields.e)];
  if (fields.d === undefined) return { kind: "rsa-public", numbers: { n, e } };
  if (fields.oth !== undefined) throw new PctError("key-unsupported", { kind: "multi-prime" });
  const [d, p, q] = [number(fields.d), number(fields.p), number(fields.q)];
  return { kind: "rsa-private", numbers: checkedPrivateNumbers({ n, e, d, p, q }) };
}

/** Base64urlUInt (RFC 7518 §2). */
function number(text: unknown): bigint {
  const bytes = typeof text === "string" && text.length <= 2048 ? decodeLoosely(text) : null;
  if (bytes === null) throw new PctError("key-damaged");
  return bytesToBigint(bytes);
}
