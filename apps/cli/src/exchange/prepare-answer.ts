import { basename } from "node:path";

import { credentialFile } from "@pct/delivery/credential";
import type { CredentialProvider } from "@pct/delivery/credential";
import { isDeliveryError } from "@pct/delivery/errors";
import { readSignInAddress, withScheme } from "@pct/delivery/sign-in-address";
import type { AnswerContent, AnsweredRequest, WrappedAnswer } from "@pct/exchange/prepare-answer";
import type { FullCatalog, Problem } from "@pct/messages";

import { inContext } from "../errors/context.js";
import { Failure, sentenceFor } from "../errors/failure.js";
import { decodeText, nameOf, readWhole, STDIN } from "../io/input.js";
import { readSecret } from "../io/secret.js";
import type { Session } from "../program/session.js";
import { warn } from "../terminal/notices.js";

/** Fields of a credential that are not secret and may be given on the command line. */
interface Fields {
  readonly provider?: CredentialProvider;
  readonly service?: string;
  readonly signInUrl?: string;
  readonly account?: string;
  readonly username?: string;
  readonly note?: string;
  readonly from?: string;
}

/** What an answer is made of, besides its secret or file. */
export interface AnswerOptions extends Fields {
  /** Whose credential is sent, of several in a provider's file. */
  readonly pick?: string;
  /** Sends a provider's file unchanged, instead of what it says. */
  readonly asIs?: boolean;
}

/** Loads the part of `@pct/exchange` that encrypts, and with it the age format. */
export const loadEncryption = () => import("@pct/exchange/prepare-answer");

/** The plaintext of an answer, with the receipt if it is a document: from a file, from stdin for `-`, or a secret that the sender types. */
export async function prepareAnswer(
  file: string | undefined,
  options: AnswerOptions,
  request: AnsweredRequest,
  receipt: string,
  session: Session,
): Promise<WrappedAnswer> {
  const read =
    file === undefined
      ? await secretContent(request, session)
      : await fileContent(file, request, session);
  const content = options.asIs === true ? read : await filledFrom(read, options, session);
  const fields = { ...content.fields, ...givenFields(options) };
  if (fields.signInUrl !== undefined && readSignInAddress(fields.signInUrl).link === null) {
    warn(session.t.delivery.signInIsText);
  }
  const { wrapAnswer } = await loadEncryption();
  try {
    return wrapAnswer({ ...content, fields }, request, receipt);
  } catch (error) {
    if (!isDeliveryError(error) || error.code === "credential-field-too-long") throw error;
    // Without options, the file by itself would be larger.
    if (content !== read) throw error;
    const describe = (t: FullCatalog): Problem => ({
      what: sentenceFor(error, t).what,
      hint: t.delivery.tooLargeForFields,
    });
    throw new Failure(describe, { cause: error });
  }
}

interface Content extends AnswerContent {
  /** What messages call it. */
  readonly name: string;
  /** The name of the file; `null` where it has none. */
  readonly fileName: string | null;
}

/** The given fields: they replace those of a provider's file. */
function givenFields(options: Fields): AnswerContent["fields"] {
  const { provider, service, signInUrl, account, username, note, from } = options;
  const isNamed = provider !== undefined || service !== undefined;
  const fields = {
    ...{ account, username, note, from },
    signInUrl: signInUrl === undefined ? undefined : withScheme(signInUrl),
  };
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  // The two together name a service.
  return { ...(isNamed ? { provider, service } : {}), ...Object.fromEntries(given) };
}

/** What a provider's file says, in place of the file; any other content unchanged. */
async function filledFrom(
  content: Content,
  { pick }: AnswerOptions,
  session: Session,
): Promise<Content> {
  const { bytes, name, fileName } = content;
  // Lazy: no other command reads them.
  const { takeCredential } = await import("./provider-file.js");
  const taken = await takeCredential(bytes, name, pick, session);
  if (taken === null) return content;
  const { fields, file } = taken;
  if (file === null) return { ...content, part: {}, fields };
  const usual = fields.provider === "gcp" ? "key.json" : "credentials.csv";
  return { ...content, part: { files: [credentialFile(fileName ?? usual, file)] }, fields };
}

async function secretContent({ maxBytes }: AnsweredRequest, session: Session): Promise<Content> {
  const bytes = await readSecret(session, session.t.prompts.secret);
  if (bytes.length === 0) throw new Failure((t) => t.delivery.secretEmpty());
  const { assertFits } = await loadEncryption();
  assertFits(bytes.length, maxBytes);
  const password = decodeText(bytes);
  const part = password === null ? null : { password };
  return { name: nameOf(STDIN, session), fileName: null, bytes, part, fields: {} };
}

async function fileContent(
  file: string,
  { maxBytes }: AnsweredRequest,
  session: Session,
): Promise<Content> {
  const bytes = await readWhole(file, maxBytes, session);
  const { assertFits } = await loadEncryption();
  try {
    assertFits(bytes.length, maxBytes);
  } catch (error) {
    throw inContext({ named: nameOf(file, session) }, error);
  }
  const fileName = file === STDIN ? null : basename(file);
  const part = { files: [credentialFile(fileName ?? "", bytes)] };
  return { name: nameOf(file, session), fileName, bytes, part, fields: {} };
}
