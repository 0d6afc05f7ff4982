import * as z from "zod/mini";

import { isBase64 } from "./base64.js";
import { withDistinctNames } from "./credential-file.js";
import type { CredentialFile } from "./credential-file.js";
import { DeliveryError } from "./errors.js";
import type { CredentialField } from "./errors.js";
import { CREDENTIAL_LIMITS } from "./limits.js";
import { safeFileName } from "./safe-text.js";
import { isWellFormed, utf8 } from "./text.js";

/** The credential document: what lies inside the encrypted file that a sender makes. */

export { credentialFile, credentialFileContent } from "./credential-file.js";
export type { CredentialFile } from "./credential-file.js";

/** The value of `type` in documents of this version. */
export const CREDENTIAL_TYPE = "pct.credential.v1";

/** Whose console the credential opens. */
export type CredentialProvider = "aws" | "azure" | "gcp" | "other";

/**
 * A credential for one person. All fields but `type` are optional; fields that are not known here are
 * kept when it is read and written again.
 *
 * Whoever has the link to a request can send one, and writes what they like into it: show it as text.
 */
export interface CredentialDocument {
  readonly type: typeof CREDENTIAL_TYPE;
  /** The ID of the request that it answers; `null` where there was none. */
  readonly request?: string | null;
  /** A provider that is not known here is read as `other`. */
  readonly provider?: CredentialProvider;
  /** Where to sign in. To offer it as a link, see {@link signInLink}. */
  readonly signInUrl?: string;
  /** Account, tenant or project. */
  readonly account?: string;
  readonly username?: string;
  readonly password?: string;
  readonly note?: string;
  /** Who sends it, in their own words. */
  readonly from?: string;
  /** Whether the password must be changed at the first login. */
  readonly mustChangePassword?: boolean;
  /** Distinct names, cleaned. */
  readonly files?: readonly CredentialFile[];
}

/** zod/mini, because the other one makes functions out of text where it can, which a strict CSP reports. */
const text = (maximum: number): z.ZodMiniString<string> =>
  z.string().check(z.maxLength(maximum), z.refine(isWellFormed));

const { characters } = CREDENTIAL_LIMITS;

const providerSchema = z.pipe(
  text(characters.provider),
  z.transform((name: string): CredentialProvider => {
    const known = (["aws", "azure", "gcp"] as const).find((provider) => provider === name);
    return known ?? "other";
  }),
);

const fileSchema = z.looseObject({
  name: z.pipe(text(characters.fileName), z.transform(safeFileName)),
  data: z.string().check(z.refine(isBase64)),
});

const fields = {
  type: z.literal(CREDENTIAL_TYPE),
  request: z.exactOptional(z.nullable(text(characters.request))),
  provider: z.exactOptional(providerSchema),
  signInUrl: z.exactOptional(text(characters.signInUrl)),
  account: z.exactOptional(text(characters.account)),
  username: z.exactOptional(text(characters.username)),
  password: z.exactOptional(text(characters.password)),
  note: z.exactOptional(text(characters.note)),
  from: z.exactOptional(text(characters.from)),
  mustChangePassword: z.exactOptional(z.boolean()),
  files: z.exactOptional(
    z.pipe(
      z.array(fileSchema).check(z.maxLength(CREDENTIAL_LIMITS.files)),
      z.transform(withDistinctNames),
    ),
  ),
} satisfies Record<keyof CredentialDocument, z.ZodMiniType>;

const documentSchema: z.ZodMiniType<CredentialDocument> = z.looseObject(fields);

/**
 * Writes a credential document: UTF-8 JSON with `type` first, indented, so that a person can read what
 * `age -d` prints. What is written can be read: names of files are cleaned here, too.
 *
 * @throws {@link DeliveryError} `credential-malformed`, `credential-field-too-long`,
 * `credential-too-large`; `TypeError` for what is no credential document.
 *
 * @example
 * ```ts
 * import { CREDENTIAL_TYPE, writeCredential } from "@pct/delivery";
 *
 * const bytes = writeCredential({ type: CREDENTIAL_TYPE, provider: "aws", username: "ana" });
 * console.log(new TextDecoder().decode(bytes).includes('"username": "ana"')); // true
 * ```
 */
export function writeCredential(document: CredentialDocument): Uint8Array {
  if (typeof document !== "object") throw new TypeError("not a credential document");
  // Through JSON, so that it is judged as its reader will see it: without undefined fields.
  const plain: unknown = JSON.parse(JSON.stringify(document));
  if (versionOf(plain) !== CREDENTIAL_TYPE) throw new TypeError("not a credential document");
  const json = `${JSON.stringify(checked(plain), null, 2)}\n`;
  const bytes = utf8(json);
  if (bytes.length > CREDENTIAL_LIMITS.bytes) throw tooLarge();
  if (isTooDeep(json)) throw malformed(null);
  return bytes;
}

/**
 * Reads a credential document, if it is one.
 *
 * @param bytes - What was in an encrypted file: a credential document, plain text, or any file.
 *
 * @returns `null` for what is no credential document, to be shown or saved as it is. A key that occurs
 * twice has its last value.
 *
 * @throws {@link DeliveryError} for a credential document that cannot be used: `credential-malformed`,
 * `credential-version-unknown`, `credential-field-too-long`, `credential-too-large`.
 *
 * @example
 * ```ts
 * import { readCredential } from "@pct/delivery";
 *
 * const json = '{ "type": "pct.credential.v1", "username": "ana" }';
 * console.log(readCredential(new TextEncoder().encode(json))?.username); // "ana"
 * console.log(readCredential(new TextEncoder().encode("just a password"))); // null
 * ```
 */
export function readCredential(bytes: Uint8Array): CredentialDocument | null {
  if (!(bytes instanceof Uint8Array)) throw new TypeError("bytes must be a Uint8Array");
  if (bytes.length > CREDENTIAL_LIMITS.bytes) {
    if (beginsAsCredential(bytes)) throw tooLarge();
    return null;
  }
  const document = parseJson(bytes);
  if (document === undefined) {
    if (beginsAsCredential(bytes)) throw malformed(null);
    return null;
  }
  const version = versionOf(document);
  if (version === null) return null;
  if (version !== CREDENTIAL_TYPE) throw new DeliveryError("credential-version-unknown");
  return checked(document);
}

/** The value, or `undefined` where it is no JSON or nested so deeply that engines differ. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    const json = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return isTooDeep(json) ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Counts brackets outside strings; in text that is no JSON it may count anything. */
function isTooDeep(json: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let i = 0; i < json.length; i++) {
    const character = json[i];
    if (isInString && character === "\\") i++;
    else if (character === '"') isInString = !isInString;
    else if (isInString) continue;
    else if (character === "[" || character === "{") depth++;
    else if (character === "]" || character === "}") depth--;
    if (depth > CREDENTIAL_LIMITS.depth) return true;
  }
  return false;
}

/** How every document of ours begins, so that a damaged one is not taken for a text file. */
function beginsAsCredential(bytes: Uint8Array): boolean {
  const beginning = new TextDecoder().decode(bytes.subarray(0, 256));
  return /^\s*\{\s*"type"\s*:\s*"pct\.credential\./.test(beginning);
}

function versionOf(document: unknown): string | null {
  if (typeof document !== "object" || document === null || !("type" in document)) return null;
  const { type } = document;
  return typeof type === "string" && type.startsWith("pct.credential.") ? type : null;
}

function checked(document: unknown): CredentialDocument {
  const result = documentSchema.safeParse(document);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const [name] = issue?.path ?? [];
  const field = isField(name) ? name : null;
  if (field !== null && issue?.code === "too_big") {
    const maximum = Number(issue.maximum);
    throw new DeliveryError("credential-field-too-long", { field, maximum });
  }
  throw malformed(field);
}

function isField(name: PropertyKey | undefined): name is CredentialField {
  return name !== undefined && name !== "type" && Object.hasOwn(fields, name);
}

function malformed(field: CredentialField | null): DeliveryError {
  return new DeliveryError("credential-malformed", { field });
}

function tooLarge(): DeliveryError {
  return new DeliveryError("credential-too-large", { maximum: CREDENTIAL_LIMITS.bytes });
}

/**
 * Whether a document was made for this request. One that names no request, or another, was not: say so
 * before its content is used, since somebody may have passed on what was meant for another person.
 *
 * @example
 * ```ts
 * import { belongsToRequest, CREDENTIAL_TYPE } from "@pct/delivery";
 *
 * const id = "9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s";
 * console.log(belongsToRequest({ type: CREDENTIAL_TYPE, request: id }, id)); // true
 * console.log(belongsToRequest({ type: CREDENTIAL_TYPE }, id)); // false
 * ```
 */
export function belongsToRequest(document: CredentialDocument, id: string): boolean {
  return document.request === id;
}

/**
 * The sign-in address where it may be offered as a link: `https:`, without a user name in front of the
 * host, which would be taken for the host. Anything else is `null`, and shown as text only.
 *
 * Show the host of the link beside it: who sent the document has chosen it.
 *
 * @example
 * ```ts
 * import { CREDENTIAL_TYPE, signInLink } from "@pct/delivery";
 *
 * const type = CREDENTIAL_TYPE;
 * console.log(signInLink({ type, signInUrl: "https://example.org/login" })?.host); // "example.org"
 * console.log(signInLink({ type, signInUrl: "javascript:alert(1)" })); // null
 * ```
 */
export function signInLink(document: CredentialDocument): URL | null {
  const { signInUrl = "" } = document;
  // Only what is written out: parsers make an address of "https:example.org", too.
  if (!/^https:\/\/[^\s\\]+$/i.test(signInUrl.trim())) return null;
  let url: URL;
  try {
    url = new URL(signInUrl.trim());
  } catch {
    return null;
  }
  return url.username === "" && url.password === "" ? url : null;
}
