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
export interface Fields {
  readonly provider?: CredentialProvider;
  readonly service?: string;
  readonly signInUrl?: string;
  readonly account?: string;
  readonly username?: string;
  readonly note?: string;
  readonly from?: string;
}

/** Loads the part of `@pct/exchange` that encrypts, and with it the age format. */
export const loadEncryption = () => import("@pct/exchange/prepare-answer");

/** The plaintext of an answer, with the receipt if it is a document: from a file, from stdin for `-`, or a secret that the sender types. */
export async function prepareAnswer(
  file: string | undefined,
  { signInUrl, ...options }: Fields,
  request: AnsweredRequest,
  receipt: string,
  session: Session,
): Promise<WrappedAnswer> {
  const { provider, service, account, username, note, from } = options;
  const address = signInUrl === undefined ? undefined : withScheme(signInUrl);
  if (address !== undefined && readSignInAddress(address).link === null) {
    warn(session.t.delivery.signInIsText);
  }
  const fields = { provider, service, signInUrl: address, account, username, note, from };
  const content =
    file === undefined
      ? await secretContent(request, session)
      : await fileContent(file, request, session);
  const { wrapAnswer } = await loadEncryption();
  try {
    return wrapAnswer({ ...content, fields }, request, receipt);
  } catch (error) {
    if (!isDeliveryError(error) || error.code === "credential-field-too-long") throw error;
    const describe = (t: FullCatalog): Problem => ({
      what: sentenceFor(error, t).what,
      hint: t.delivery.tooLargeForFields,
    });
    throw new Failure(describe, { cause: error });
  }
}

type Content = Omit<AnswerContent, "fields">;

async function secretContent({ maxBytes }: AnsweredRequest, session: Session): Promise<Content> {
  const bytes = await readSecret(session, session.t.prompts.secret);
  if (bytes.length === 0) throw new Failure((t) => t.delivery.secretEmpty());
  const { assertFits } = await loadEncryption();
  assertFits(bytes.length, maxBytes);
  const password = decodeText(bytes);
  return { bytes, part: password === null ? null : { password } };
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
  const name = file === STDIN ? "" : basename(file);
  return { bytes, part: { files: [credentialFile(name, bytes)] } };
}
