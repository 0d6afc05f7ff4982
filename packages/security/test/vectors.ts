import { files } from "virtual:vectors";

import type { BackEndBaseKeys, OtpAlgorithm } from "#/index.js";

/** The vectors of this package, typed. */

function json(name: string): unknown {
  const bytes = Uint8Array.from(atob(files[name] ?? ""), (char) => char.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

interface BackEndBaseVectors {
  readonly keys: readonly {
    readonly id: string;
    readonly SECRET_KEY: string;
    readonly CSRF_SESSION_KEY: string;
    readonly hash_key: string;
  }[];
  readonly vectors: readonly {
    readonly keys: string;
    readonly text: string;
    readonly upper: boolean;
    readonly digest: string;
    readonly keyHash: string;
    readonly cipherPassword: string;
    readonly passwordHash?: string;
  }[];
  readonly checkPassword: readonly {
    readonly passwordHash: string;
    readonly keys: string;
    readonly text: string;
    readonly upper: boolean;
    readonly expect: boolean;
  }[];
  readonly collisions: readonly {
    readonly a: string;
    readonly b: string;
    readonly upper: boolean;
  }[];
  readonly mustThrow: readonly { readonly input: unknown; readonly why: string }[];
  readonly noneBug: { readonly keys: string; readonly cipherPasswordOfNone: string };
}

export const backEndBase = json("backendbase/backendbase.json") as BackEndBaseVectors;

const keySets = new Map(
  backEndBase.keys.map(({ id, SECRET_KEY, CSRF_SESSION_KEY, hash_key }) => [
    id,
    { secretKey: SECRET_KEY, csrfSessionKey: CSRF_SESSION_KEY, hashKey: hash_key },
  ]),
);

export function keysOf(id: string): BackEndBaseKeys {
  const keys = keySets.get(id);
  if (keys === undefined) throw new Error(`no keys named ${id}`);
  return keys;
}

interface WerkzeugVectors {
  readonly vectors: readonly {
    readonly hash: string;
    readonly password: string;
    readonly expect: boolean | "refuse";
    readonly policy?: string;
    readonly name?: string;
  }[];
  readonly denialOfService: readonly { readonly hash: string; readonly expect: string }[];
}

export const werkzeug = json("werkzeug/werkzeug.json") as WerkzeugVectors;

interface OtpVectors {
  readonly totp: readonly {
    readonly secretBase32: string;
    readonly algorithm: string;
    readonly digits: number;
    readonly step: number;
    readonly time: number;
    readonly code: string;
  }[];
  readonly hotp: readonly {
    readonly secretHex: string;
    readonly digits: number;
    readonly counter: number;
    readonly code: string;
  }[];
  readonly verifyWindow: readonly {
    readonly secretHex: string;
    readonly now: number;
    readonly window: number;
    readonly code: string;
    readonly expect: boolean;
  }[];
  readonly secretParsing: readonly {
    readonly input: string;
    readonly expectHex?: string;
    readonly expect?: "error";
  }[];
  readonly otpauth: readonly {
    readonly issuer: string;
    readonly account: string;
    readonly secretHex: string;
    readonly uri: string;
    readonly algorithm: OtpAlgorithm;
    readonly digits: number;
    readonly period: number;
  }[];
}

export const otp = json("otp/otp.json") as OtpVectors;

/** Base32 without padding, from hexadecimal. */
export function base32(hex: string): string {
  const bits = (hex.match(/../g) ?? [])
    .map((pair) => Number.parseInt(pair, 16).toString(2).padStart(8, "0"))
    .join("");
  return (bits.match(/.{1,5}/g) ?? [])
    .map((part) =>
      "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(Number.parseInt(part.padEnd(5, "0"), 2)),
    )
    .join("");
}
