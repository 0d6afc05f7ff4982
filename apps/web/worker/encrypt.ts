import { encrypt } from "@pct/core/age";
import type { EncryptOptions } from "@pct/core/age";
import { encryptSecret } from "@pct/core/classic";
import { PctError } from "@pct/core/errors";
import { CREDENTIAL_TYPE, credentialFile, writeCredential } from "@pct/delivery/credential";
import type { CredentialDocument, CredentialFile } from "@pct/delivery/credential";
import { DeliveryError } from "@pct/delivery/errors";
import { CREDENTIAL_LIMITS } from "@pct/delivery/limits";
import { safeFileName } from "@pct/delivery/safe-text";
import { chooseFormat } from "@pct/exchange/format";

import type {
  CredentialFields,
  EncryptedText,
  EncryptionTarget,
  FileToEncrypt,
  TextToEncrypt,
} from "#/crypto/interface/encryption.js";
import type { ReadyFile, TaskOptions } from "#/crypto/interface/files.js";
import { expectRoom } from "./disk.js";
import { encryptByPosition } from "./payload-file.js";
import type { Result } from "./result.js";
import { collect, progressStream } from "./streams.js";

/** Encrypts by hand, with the formats and file names of the command line. */

const SECRET_FILE = "file_encrypted.txt";
const CREDENTIAL_FILE = "credential.age";

/** Estimates from above: base64 with line breaks has 65 characters for 48 bytes. */
const encryptedBytes = (bytes: number, armor: boolean): number =>
  Math.ceil(bytes * (armor ? 65 / 48 : 1) * 1.001) + 100_000;

/** Encrypts a text as `pct encrypt` encrypts a secret. */
export async function encryptText(request: TextToEncrypt): Promise<EncryptedText> {
  const { text, format, recipients = [] } = request;
  const secret = new TextEncoder().encode(text);
  if (secret.length === 0) throw new PctError("secret-empty");
  const chosen = await chooseFormat(
    recipients,
    secret.length,
    format === "auto" ? undefined : format,
  );
  return chosen.format === "classic"
    ? encryptedText("classic", await encryptSecret(secret, chosen.key), SECRET_FILE)
    : encryptedText("age", await armored(secret, request), SECRET_FILE);
}

async function armored(content: Uint8Array, target: EncryptionTarget): Promise<string> {
  const bytes = await encrypt(content, { ...encryptOptions(target), armor: true });
  return new TextDecoder().decode(bytes);
}

function encryptOptions({ recipients, passphrase }: EncryptionTarget): EncryptOptions {
  return passphrase === undefined ? { recipients } : { passphrase };
}

function encryptedText(format: EncryptedText["format"], text: string, name: string): EncryptedText {
  return { format, text, file: new File([text], name, { type: "text/plain" }) };
}

/** Encrypts a file of any size into `NAME.age`, or a small one into a classic file. */
export async function encryptFile(
  request: FileToEncrypt,
  options: TaskOptions = {},
): Promise<ReadyFile> {
  const { file, format, armor, recipients = [] } = request;
  const chosen = await chooseFormat(recipients, file.size, format);
  if (chosen.format === "classic") {
    const secret = new Uint8Array(await file.arrayBuffer());
    const text = await encryptSecret(secret, chosen.key);
    return { file: encryptedText("classic", text, SECRET_FILE).file, id: null };
  }
  await expectRoom(encryptedBytes(file.size, armor));
  const result = armor
    ? await encryptArmored(file, request, options)
    : await encryptByPosition(file, encryptOptions(request), options);
  return result.finish(`${safeFileName(file.name)}.age`);
}

/** Armor has no fixed places. */
async function encryptArmored(
  file: File,
  target: EncryptionTarget,
  options: TaskOptions,
): Promise<Result> {
  const source = progressStream(file, options);
  const stream = await encrypt(source, { ...encryptOptions(target), armor: true });
  return collect(stream, options);
}

/** Encrypts a credential document, armored because it travels by mail and chat. */
export async function encryptCredential(
  fields: CredentialFields,
  recipients: readonly string[],
): Promise<EncryptedText> {
  const document = writeCredential({ type: CREDENTIAL_TYPE, ...(await documentFields(fields)) });
  const text = await armored(document, { recipients });
  return encryptedText("age", text, CREDENTIAL_FILE);
}

/** The fields of a document, with the files read and attached. */
export async function documentFields({
  files,
  ...fields
}: CredentialFields): Promise<Omit<CredentialDocument, "type">> {
  const attached = await Promise.all(files.map(attach));
  return { ...fields, ...(attached.length === 0 ? {} : { files: attached }) };
}

/** Reads a file into its entry in a document. Refuses by size before it reads. */
async function attach(file: File): Promise<CredentialFile> {
  const { bytes: maximum } = CREDENTIAL_LIMITS;
  if (file.size > maximum) throw new DeliveryError("credential-too-large", { maximum });
  return credentialFile(file.name, new Uint8Array(await file.arrayBuffer()));
}
