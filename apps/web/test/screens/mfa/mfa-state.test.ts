import type { Authenticators, TotpEnrolment } from "@pct/security/otp";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { CryptoFailure } from "#/crypto/failure.js";
import {
  chooseAccount,
  mfaState,
  readPicture,
  readSource,
  takeQr,
  typeSource,
  wipeMfa,
} from "#/screens/mfa/mfa-state.js";

const readOtp = vi.fn<(source: string) => Promise<Authenticators>>();
const readQr = vi.fn<() => Promise<string | null>>();
vi.mock("#/crypto/client.js", () => ({ cryptoWorker: () => ({ readOtp }) }));
vi.mock("#/screens/mfa/qr-reader.js", () => ({ readQr: () => readQr() }));

const ENROLMENT: TotpEnrolment = { secret: "JBSWY3DPEHPK3PXP", account: "ana" };
const READ: Authenticators = { accounts: [ENROLMENT], leftOut: 0, part: 1, parts: 1 };
const picture = new File(["x"], "qr.png");
const close = vi.fn();

beforeEach(() => {
  readOtp.mockReset().mockResolvedValue(READ);
  readQr.mockReset().mockResolvedValue("otpauth://totp/ana");
  close.mockReset();
  vi.stubGlobal("createImageBitmap", () => Promise.resolve({ width: 10, height: 10, close }));
});
afterEach(() => {
  wipeMfa();
  vi.unstubAllGlobals();
});

describe("readSource", () => {
  it("reads the typed secret", async () => {
    typeSource(" jbsw y3dp ");
    await readSource();
    expect(readOtp).toHaveBeenCalledWith(" jbsw y3dp ");
    expect(mfaState.get()).toMatchObject({ enrolment: ENROLMENT, isReading: false, failure: null });
  });

  it("marks an empty field, without asking the worker", async () => {
    typeSource("  ");
    await readSource();
    expect(readOtp).not.toHaveBeenCalled();
    expect(mfaState.get().isMissing).toBe(true);
    typeSource("J");
    expect(mfaState.get().isMissing).toBe(false);
  });

  it("shows why a secret is refused, until the person types again", async () => {
    readOtp.mockRejectedValue(new CryptoFailure("otp-secret-malformed"));
    typeSource("1");
    await readSource();
    expect(mfaState.get()).toMatchObject({
      enrolment: null,
      isReading: false,
      failure: { code: "otp-secret-malformed" },
    });
    typeSource("12");
    expect(mfaState.get().failure).toBeNull();
  });

  it("drops the result of a secret that was changed meanwhile", async () => {
    let respond: (read: Authenticators) => void = () => undefined;
    readOtp.mockReturnValueOnce(new Promise((resolve) => (respond = resolve)));
    typeSource("first");
    const reading = readSource();
    typeSource("second");
    respond(READ);
    await reading;
    expect(mfaState.get()).toMatchObject({ source: "second", enrolment: null, isReading: false });
  });

  it("shows the accounts of an export, until one is chosen or the person types", async () => {
    const read: Authenticators = {
      ...READ,
      accounts: [ENROLMENT, { ...ENROLMENT, account: "luis" }],
    };
    readOtp.mockResolvedValue(read);
    await takeQr("otpauth-migration://offline?data=x");
    expect(mfaState.get()).toMatchObject({ enrolment: null, accounts: read, isReading: false });
    typeSource("J");
    expect(mfaState.get().accounts).toBeNull();
    await takeQr("otpauth-migration://offline?data=x");
    chooseAccount(ENROLMENT);
    expect(mfaState.get()).toMatchObject({ enrolment: ENROLMENT, accounts: null });
  });

  it("drops a failure after the person left", async () => {
    let fail: (error: Error) => void = () => undefined;
    readOtp.mockReturnValueOnce(new Promise((_, reject) => (fail = reject)));
    typeSource("first");
    const reading = readSource();
    wipeMfa();
    fail(new CryptoFailure("otp-secret-malformed"));
    await reading;
    expect(mfaState.get()).toBe(mfaState.initial);
  });
});

describe("readPicture", () => {
  it("reads the QR code and frees the picture", async () => {
    await readPicture(picture);
    expect(readOtp).toHaveBeenCalledWith("otpauth://totp/ana");
    expect(mfaState.get()).toMatchObject({ enrolment: ENROLMENT, noQr: false });
    expect(close).toHaveBeenCalledTimes(1);
  });

  it("says that a picture has no QR code, and frees it", async () => {
    readQr.mockResolvedValue(null);
    await readPicture(picture);
    expect(mfaState.get()).toMatchObject({ noQr: true, isReading: false, enrolment: null });
    expect(close).toHaveBeenCalledTimes(1);
  });

  it("treats a file that can't be decoded as one without a QR code", async () => {
    vi.stubGlobal("createImageBitmap", () =>
      Promise.reject(new DOMException("no", "EncodingError")),
    );
    await readPicture(picture);
    expect(mfaState.get().noQr).toBe(true);
  });

  it("does not decode a picture of more than 64 MiB", async () => {
    const decode = vi.fn();
    vi.stubGlobal("createImageBitmap", decode);
    const large = Object.defineProperty(new File([], "x.png"), "size", { value: 2 ** 26 + 1 });
    await readPicture(large);
    expect(decode).not.toHaveBeenCalled();
    expect(mfaState.get().noQr).toBe(true);
  });

  it("drops the QR code after the person left", async () => {
    let respond: (text: string) => void = () => undefined;
    readQr.mockReturnValueOnce(new Promise((resolve) => (respond = resolve)));
    const reading = readPicture(picture);
    wipeMfa();
    respond("otpauth://totp/ana");
    await reading;
    expect(readOtp).not.toHaveBeenCalled();
    expect(mfaState.get()).toBe(mfaState.initial);
  });
});

it("reads what the camera saw", async () => {
  await takeQr("otpauth://totp/camera");
  expect(mfaState.get()).toMatchObject({
    source: "otpauth://totp/camera",
    enrolment: ENROLMENT,
  });
});
