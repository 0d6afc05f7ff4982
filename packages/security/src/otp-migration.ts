import { toBase32 } from "./digits.js";
import { SecurityError } from "./errors.js";
import type { OtpAlgorithm } from "./otp-parameters.js";
import type { TotpEnrolment } from "./otp-uri.js";
import { ACCEPT } from "./policy.js";

/**
 * `otpauth-migration://offline?data=…`: the QR codes with which Google Authenticator exports accounts. The
 * data is base64 of a protobuf message, whose fields are public by the many programs that read it:
 *
 * ```proto
 * message Payload { repeated Account accounts = 1; int32 version = 2; int32 batch_size = 3; int32 batch_index = 4; }
 * message Account { bytes secret = 1; string name = 2; string issuer = 3; int32 algorithm = 4; int32 digits = 5; int32 type = 6; }
 * ```
 */

/** The accounts of one exported QR code. */
export interface MigratedAccounts {
  readonly accounts: readonly TotpEnrolment[];
  /** Accounts that were left out: counters, and hashes that no service uses. */
  readonly leftOut: number;
  /** Number of this QR code, from 1, and of all of the export. */
  readonly part: number;
  readonly parts: number;
}

const ALGORITHMS: Readonly<Record<number, OtpAlgorithm>> = {
  0: "SHA1",
  1: "SHA1",
  2: "SHA256",
  3: "SHA512",
};
const DIGITS: Readonly<Record<number, number>> = { 0: 6, 1: 6, 2: 8 };
/** Time-based; 0 is unspecified, 1 counts. */
const TYPES = [0, 2];

/** Parses the URI, whose data must be whole. */
export function parseMigration(uri: string): MigratedAccounts {
  const fields = readFields(dataOf(uri));
  const all = fields.flatMap(({ number, bytes }) =>
    number === 1 && bytes ? [accountOf(bytes)] : [],
  );
  const accounts = all.filter((account) => account !== null);
  const parts = Math.max(1, lastNumber(fields, 3));
  const part = lastNumber(fields, 4) + 1;
  if (all.length === 0 || part > parts) throw malformed();
  return { accounts, leftOut: all.length - accounts.length, part, parts };
}

function malformed(): SecurityError {
  return new SecurityError("otp-migration-malformed");
}

/** The data, whose base64 may be percent-encoded, have spaces for `+`, or be base64url. */
function dataOf(uri: string): Uint8Array {
  const [, data = ""] = /[?&]data=([^&#]*)/.exec(uri) ?? [];
  try {
    const base64 = decodeURIComponent(data)
      .replace(/[ -]/g, "+")
      .replaceAll("_", "/")
      .replace(/={0,2}$/, "");
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    throw malformed();
  }
}

function accountOf(bytes: Uint8Array): TotpEnrolment | null {
  const fields = readFields(bytes);
  const algorithm = ALGORITHMS[lastNumber(fields, 4)];
  const digits = DIGITS[lastNumber(fields, 5)];
  const secret = lastBytes(fields, 1);
  if (secret.length === 0) throw malformed();
  const isTimeBased = TYPES.includes(lastNumber(fields, 6));
  if (algorithm === undefined || digits === undefined || !isTimeBased) return null;
  const name = text(lastBytes(fields, 2));
  const issuer = text(lastBytes(fields, 3));
  return {
    secret: toBase32(secret),
    ...namesOf(name, issuer),
    algorithm,
    digits,
    period: 30,
  };
}

/** The name is often `issuer:account`, with the issuer given again beside it. */
function namesOf(name: string, issuer: string): Pick<TotpEnrolment, "account" | "issuer"> {
  const colon = name.indexOf(":");
  const [before, after] = [name.slice(0, Math.max(0, colon)).trim(), name.slice(colon + 1).trim()];
  if (issuer === "") return before === "" ? { account: after } : { account: after, issuer: before };
  return { account: before === issuer ? after : name.trim(), issuer };
}

function text(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw malformed();
  }
}

/** One field of a protobuf message: a number, or bytes. */
interface Field {
  readonly number: number;
  readonly value: number;
  readonly bytes: Uint8Array | null;
}

function lastNumber(fields: readonly Field[], number: number): number {
  return fields.findLast((field) => field.number === number && field.bytes === null)?.value ?? 0;
}

function lastBytes(fields: readonly Field[], number: number): Uint8Array {
  return fields.findLast((field) => field.number === number)?.bytes ?? new Uint8Array();
}

/** Reads all fields of a protobuf message; unknown fields are kept, and their types skipped. */
function readFields(message: Uint8Array): Field[] {
  const fields: Field[] = [];
  let offset = 0;
  const take = (length: number): Uint8Array => {
    if (offset + length > message.length) throw malformed();
    offset += length;
    return message.subarray(offset - length, offset);
  };
  /** Ten bytes of seven bits at most; beyond 2⁵³, a value is only skipped. */
  const varint = (): number => {
    let value = 0;
    for (let scale = 1, count = 0; count < 10; scale *= 128, count++) {
      const [byte = 0] = take(1);
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
    throw malformed();
  };
  while (offset < message.length) {
    if (fields.length === ACCEPT.otp.migrationFields) throw malformed();
    const tag = varint();
    const number = Math.floor(tag / 8);
    switch (tag % 8) {
      case 0:
        fields.push({ number, value: varint(), bytes: null });
        break;
      case 1:
        take(8);
        break;
      case 2:
        fields.push({ number, value: 0, bytes: take(varint()) });
        break;
      case 5:
        take(4);
        break;
      default:
        throw malformed();
    }
  }
  return fields;
}
