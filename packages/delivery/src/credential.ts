import * as z from "zod/mini";

import { isBase64 } from "./base64.js";
import { withDistinctNames } from "./credential-file.js";
import type { CredentialFile } from "./credential-file.js";
import { DeliveryError } from "./errors.js";
import type { CredentialField } from "./errors.js";
import { CREDENTIAL_LIMITS } from "./limits.js";
import { safeFileName } from "./safe-text.js";
import { isReceipt } from "./sender-tokens.js";
import { readSignInAddress } from "./sign-in-address.js";
import { isWellFormed, utf8 } from "./text.js";

/** The credential document: the plaintext of the file that a sender encrypts. */

export { credentialFile, credentialFileContent } from "./credential-file.js";
export type { CredentialFile } from "./credential-file.js";

/** The value of `type` in documents of this version. */
export const CREDENTIAL_TYPE = "pct.credential.v1";

/** The cloud provider of the credential. */
export type CredentialProvider = "aws" | "azure" | "gcp" | "other";

/**
 * A credential for one person. All fields but `type` are optional. Unknown fields survive reading and
 * writing.
 *
 * Anyone who has a request link can send one, so every field is untrusted: show it as text.
 */
export interface CredentialDocument {
  readonly type: typeof CREDENTIAL_TYPE;
  /** The ID of the request that it answers; `null` without a request. */
  readonly request?: string | null;
  /** An unknown provider is read as `other`. */
  readonly provider?: CredentialProvider;
  /** The service where it is not the provider: one of `SERVICES`, or a name. `serviceOf` reads both. */
  readonly service?: string;
  /** Where to sign in. {@link signInLink} decides whether it may be a link. */
  readonly signInUrl?: string;
  /** Account, tenant or project. */
  readonly account?: string;
  readonly username?: string;
  readonly password?: string;
  readonly note?: string;
  /** The sender's name, as the sender typed it. */
  readonly from?: string;
  /** Whether the password must be changed at the first login. */
  readonly mustChangePassword?: boolean;
  /** With safe, distinct names. */
  readonly files?: readonly CredentialFile[];
  /** Proves to the sender that the document was opened; see {@link receiptIn}. Nothing to show. */
  readonly receipt?: string;
}

/** zod/mini: the full zod compiles schemas with `new Function`, which a strict CSP reports. */
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
  service: z.exactOptional(text(characters.service)),
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
  receipt: z.exactOptional(text(characters.receipt)),
} satisfies Record<keyof CredentialDocument, z.ZodMiniType>;

const documentSchema: z.ZodMiniType<CredentialDocument> = z.looseObject(fields);

/**
 * Writes a credential document: UTF-8 JSON with `type` first, indented, so that a person can read the
 * output of `age -d`. {@link readCredential} accepts every result; file names are made safe here too.
 *
 * @throws {@link DeliveryError} `credential-malformed`, `credential-field-too-long`,
 * `credential-too-large`; `TypeError` if `document` is not a credential document.
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
  // A JSON round trip drops undefined fields, so that validation sees what a reader sees.
  const plain: unknown = JSON.parse(JSON.stringify(document));
  if (versionOf(plain) !== CREDENTIAL_TYPE) throw new TypeError("not a credential document");
  const json = `${JSON.stringify(checked(plain), null, 2)}\n`;
  const bytes = utf8(json);
  if (bytes.length > CREDENTIAL_LIMITS.bytes) throw tooLarge();
  if (isTooDeep(json)) throw malformed(null);
  return bytes;
}

/**
 * Reads a credential document.
 *
 * @param bytes - The content of a decrypted file: a credential document, plain text, or any file.
 *
 * @returns `null` if the content is not a credential document; show or save it unchanged. The last value
 * of a duplicate key wins.
 *
 * @throws {@link DeliveryError} for an unusable credential document: `credential-malformed`,
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

/** The parsed value; `undefined` for invalid JSON, or nesting so deep that engines differ. */
function parseJson(bytes: Uint8Array): unknown {
  try {
    const json = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return isTooDeep(json) ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Counts brackets outside strings. The result is meaningless for invalid JSON. */
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

/** Whether the content starts like a document of this package, so that a damaged one is not read as text. */
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
 * Whether a document was made for this request. If not, warn the user before they use it: someone may
 * have forwarded a credential that was meant for another person.
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
 * The receipt of a document, to send back to its sender when the document is saved; `null` if there is
 * none that may be sent. The sender chose it, so it may be any text.
 *
 * @example
 * ```ts
 * import { CREDENTIAL_TYPE, receiptIn } from "@pct/delivery/credential";
 *
 * const type = CREDENTIAL_TYPE;
 * console.log(receiptIn({ type, receipt: "AAAAAAAAAAAAAAAAAAAAAA" })); // "AAAAAAAAAAAAAAAAAAAAAA"
 * console.log(receiptIn({ type, receipt: "x: y" })); // null
 * ```
 */
export function receiptIn({ receipt }: CredentialDocument): string | null {
  return receipt !== undefined && isReceipt(receipt) ? receipt : null;
}

/**
 * The sign-in address if it may be a link; otherwise `null`: show the address as text only.
 * {@link readSignInAddress} has the rule.
 *
 * Show the host beside the link, because the sender chose it.
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
export function signInLink({ signInUrl = "" }: CredentialDocument): URL | null {
  return readSignInAddress(signInUrl).link;
}
