import { encrypt, encryptSecret, importPublicKey, maxSecretBytes, PctError } from "@pct/core";
import type { EncryptOptions, PublicKey } from "@pct/core";
import {
  CREDENTIAL_LIMITS,
  CREDENTIAL_TYPE,
  credentialFile,
  DeliveryError,
  writeCredential,
} from "@pct/delivery";
import type { CredentialFile } from "@pct/delivery";
import { safeFileName } from "@pct/delivery/safe-text";

import { CryptoFailure } from "../src/crypto/failure.js";
import type {
  CredentialFields,
  FileToEncrypt,
  EncryptionTarget,
  EncryptedText,
  TextToEncrypt,
} from "../src/crypto/interface/encryption.js";
import type { ReadyFile, TaskOptions } from "../src/crypto/interface/files.js";
import { expectRoom } from "./disk.js";
import { isOfAnotherKind } from "./recipients.js";
import { collect, watchedStream } from "./streams.js";

/** Locking for other people, with the formats and names of files of the command line. */

const SECRET_FILE = "file_encrypted.txt";
const CREDENTIAL_FILE = "credential.age";

/** Armor is base64 with line breaks: 65 characters for 48 bytes; and a header that is never longer. */
const sizeOf = (bytes: number, armor: boolean): number =>
  Math.ceil(bytes * (armor ? 65 / 48 : 1) * 1.001) + 100_000;

/** What `pct encrypt` makes of a secret. */
export async function encryptText(request: TextToEncrypt): Promise<EncryptedText> {
  const { text, format } = request;
  const secret = new TextEncoder().encode(text);
  if (secret.length === 0) throw new PctError("secret-empty");
  const key = format === "age" ? null : await classicKey(request, secret.length);
  if (format === "classic" && key instanceof Error) throw key;
  if (key === null || key instanceof Error) {
    return lockedText("age", await armored(secret, request), SECRET_FILE);
  }
  return lockedText("classic", await encryptSecret(secret, key), SECRET_FILE);
}

/** The key for the classic format, or the reason why it cannot hold this much for this lock. */
async function classicKey(
  { recipients = [] }: EncryptionTarget,
  bytes: number,
): Promise<PublicKey | Error> {
  const [first, ...others] = recipients;
  if (others.length > 0) return new CryptoFailure("classic-for-one");
  if (first === undefined) return new CryptoFailure("classic-for-rsa");
  const key = await importPublicKey(first).catch((error: unknown) => {
    if (isOfAnotherKind(error)) return new CryptoFailure("classic-for-rsa");
    throw error;
  });
  if (key instanceof Error) return key;
  const maximum = maxSecretBytes(key);
  return bytes > maximum ? new PctError("secret-too-long", { bytes, maximum }) : key;
}

async function armored(content: Uint8Array, lock: EncryptionTarget): Promise<string> {
  return new TextDecoder().decode(await encrypt(content, { ...lockOptions(lock), armor: true }));
}

function lockOptions({ recipients, passphrase }: EncryptionTarget): EncryptOptions {
  return passphrase === undefined ? { recipients } : { passphrase };
}

function lockedText(format: EncryptedText["format"], text: string, name: string): EncryptedText {
  return { format, text, file: new File([text], name, { type: "text/plain" }) };
}

/** A file of any size, into `NAME.age`, or a small one into a classic file. */
export async function encryptFile(
  request: FileToEncrypt,
  watch: TaskOptions = {},
): Promise<ReadyFile> {
  const { file, format, armor } = request;
  if (format === "classic") return encryptClassicFile(request);
  await expectRoom(sizeOf(file.size, armor));
  const stream = await encrypt(watchedStream(file, watch), { ...lockOptions(request), armor });
  const result = await collect(stream, watch);
  return result.finish(`${safeFileName(file.name)}.age`);
}

async function encryptClassicFile(request: FileToEncrypt): Promise<ReadyFile> {
  const key = await classicKey(request, request.file.size);
  if (key instanceof Error) throw key;
  const secret = new Uint8Array(await request.file.arrayBuffer());
  const { file } = lockedText("classic", await encryptSecret(secret, key), SECRET_FILE);
  return { file, id: null };
}

/** A credential document, in armor: it travels by mail and chat. */
export async function encryptCredential(
  fields: CredentialFields,
  recipients: readonly string[],
): Promise<EncryptedText> {
  const content = await credentialDocument(fields);
  return lockedText("age", await armored(content, { recipients }), CREDENTIAL_FILE);
}

/** The document that a form says, with its files in it. */
export async function credentialDocument({
  files,
  ...document
}: CredentialFields): Promise<Uint8Array> {
  const attached = await Promise.all(files.map(attach));
  return writeCredential({
    type: CREDENTIAL_TYPE,
    ...document,
    ...(attached.length === 0 ? {} : { files: attached }),
  });
}

async function attach(file: File): Promise<CredentialFile> {
  // Whatever is longer is refused by its size; it need not be read for that.
  const { bytes: maximum } = CREDENTIAL_LIMITS;
  if (file.size > maximum) throw new DeliveryError("credential-too-large", { maximum });
  return credentialFile(file.name, new Uint8Array(await file.arrayBuffer()));
}
