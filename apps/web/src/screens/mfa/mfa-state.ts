import type { Authenticators, TotpEnrolment } from "@pct/security/otp";

import { cryptoWorker } from "../../crypto/client";
import { failureFacts } from "../../crypto/failure";
import type { FailureFacts } from "../../crypto/failure";
import { Latest } from "../../state/latest";
import { createStore } from "../../state/store";
import { readQr } from "./qr-reader";

/** The TOTP secret on screen. It stays in memory only, until the person leaves. */
interface MfaState {
  /** As typed, or as read from a QR code. */
  readonly source: string;
  readonly isMissing: boolean;
  readonly isReading: boolean;
  /** Whether the picture had no QR code. */
  readonly noQr: boolean;
  readonly failure: FailureFacts | null;
  readonly enrolment: TotpEnrolment | null;
  /** The accounts to choose from, if an export has several. */
  readonly accounts: Authenticators | null;
  /** Whether the QR code for a phone is on screen. */
  readonly isQrShown: boolean;
}

/** Larger pictures aren't screenshots, and would be decoded in memory as a whole. */
const MAX_PICTURE_BYTES = 64 * 1024 * 1024;

export const mfaState = createStore<MfaState>({
  source: "",
  isMissing: false,
  isReading: false,
  noQr: false,
  failure: null,
  enrolment: null,
  accounts: null,
  isQrShown: false,
});

/** Restarts with every new source, and when the person leaves. */
const reading = new Latest();

export function wipeMfa(): void {
  reading.abort();
  mfaState.reset();
}

export function typeSource(source: string): void {
  reading.abort();
  mfaState.set({
    source,
    isReading: false,
    isMissing: false,
    noQr: false,
    failure: null,
    accounts: null,
  });
}

/** Takes one of the accounts of an export. */
export function chooseAccount(enrolment: TotpEnrolment): void {
  mfaState.set({ enrolment, accounts: null });
}

export function showQr(isQrShown: boolean): void {
  mfaState.set({ isQrShown });
}

/** Reads the secret or the `otpauth:` URI in the field. */
export async function readSource(): Promise<void> {
  const { source } = mfaState.get();
  if (source.trim() === "") {
    mfaState.set({ isMissing: true });
    return;
  }
  const signal = reading.restart();
  mfaState.set({ isReading: true, isMissing: false, noQr: false, failure: null, accounts: null });
  try {
    const read = await cryptoWorker().readOtp(source);
    const isOne = read.accounts.length === 1;
    mfaState.set(isOne ? { enrolment: read.accounts[0] } : { accounts: read }, signal);
    mfaState.set({ isReading: false }, signal);
  } catch (error) {
    mfaState.set({ failure: failureFacts(error), isReading: false }, signal);
  }
}

/** Reads the QR code in a picture. */
export async function readPicture(file: File): Promise<void> {
  const signal = reading.restart();
  mfaState.set({ noQr: false, isMissing: false, failure: null, isReading: true });
  const text = await readQrFromFile(file);
  if (signal.aborted) return;
  mfaState.set({ isReading: false });
  if (text === null) mfaState.set({ noQr: true });
  else await takeQr(text);
}

/** Takes the text of a QR code from the camera or a picture. */
export async function takeQr(text: string): Promise<void> {
  typeSource(text);
  await readSource();
}

async function readQrFromFile(file: File): Promise<string | null> {
  if (file.size > MAX_PICTURE_BYTES) return null;
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    // Not a picture that this browser can decode.
    return null;
  }
  try {
    return await readQr(picture, picture.width, picture.height);
  } finally {
    picture.close();
  }
}
