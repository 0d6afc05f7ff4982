import type { TotpEnrolment } from "@pct/security";

import { cryptoWorker } from "../../crypto/client";
import { failureFacts } from "../../crypto/failure";
import type { FailureFacts } from "../../crypto/failure";
import { createStore } from "../../state/store";
import { readQr } from "./qr-reader";

/** The secret of an authenticator while it is looked at: in memory, and gone when one leaves. */
interface State {
  /** As it was typed or read. */
  readonly source: string;
  readonly isMissing: boolean;
  readonly isReading: boolean;
  /** No QR code was found in a picture. */
  readonly noQr: boolean;
  readonly failure: FailureFacts | null;
  readonly enrolment: TotpEnrolment | null;
  /** The QR code for a phone is on the screen. */
  readonly isQrShown: boolean;
}

/** A larger picture is no screenshot, and would be held in memory whole. */
const LARGEST_PICTURE = 64 * 1024 * 1024;

export const enrolling = createStore<State>({
  source: "",
  isMissing: false,
  isReading: false,
  noQr: false,
  failure: null,
  enrolment: null,
  isQrShown: false,
});

export function wipeEnrolling(): void {
  enrolling.reset();
}

export function typeSource(source: string): void {
  enrolling.set({ source, isMissing: false, noQr: false, failure: null });
}

export function showQr(isQrShown: boolean): void {
  enrolling.set({ isQrShown });
}

/** Reads what stands in the field. */
export async function readSource(): Promise<void> {
  const { source } = enrolling.get();
  if (source.trim() === "") {
    enrolling.set({ isMissing: true });
    return;
  }
  enrolling.set({ isReading: true, isMissing: false, noQr: false, failure: null });
  // Somebody may have left, or typed on, meanwhile.
  const isWanted = (): boolean => enrolling.get().source === source;
  try {
    const enrolment = await cryptoWorker().readOtp(source);
    if (isWanted()) enrolling.set({ enrolment });
  } catch (error) {
    const failure = failureFacts(error);
    if (isWanted()) enrolling.set({ failure });
  } finally {
    enrolling.set({ isReading: false });
  }
}

/** Reads the QR code in a picture. */
export async function readPicture(file: File): Promise<void> {
  enrolling.set({ noQr: false, isMissing: false, failure: null, isReading: true });
  const text = await readFromFile(file);
  // Whoever has left has left nothing to go on with.
  if (!enrolling.get().isReading) return;
  enrolling.set({ isReading: false });
  if (text === null) enrolling.set({ noQr: true });
  else await takeQr(text);
}

/** What a camera or a picture has shown. */
export async function takeQr(text: string): Promise<void> {
  typeSource(text);
  await readSource();
}

async function readFromFile(file: File): Promise<string | null> {
  if (file.size > LARGEST_PICTURE) return null;
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    // Whatever the browser cannot draw holds no QR code that could be seen.
    return null;
  }
  try {
    return await readQr(picture, picture.width, picture.height);
  } finally {
    picture.close();
  }
}
