import { expect, it } from "vitest";

import { connect } from "#/crypto/client.js";
import { CryptoFailure } from "#/crypto/failure.js";
import { failureOf, startWorker } from "./started.js";

it("passes code and params to the page, and no message", async () => {
  const { worker } = startWorker();
  const failure: unknown = await worker
    .generatePassword({ length: 3 })
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(CryptoFailure);
  expect(failure).toMatchObject({
    message: "password-length",
    code: "password-length",
    params: { minimum: 4, maximum: 1024 },
  });
});

it("hides the message of an unexpected error, which may quote a secret", async () => {
  const { worker } = startWorker();
  const invalid = "canary-of-the-test" as unknown as readonly string[];
  const failure: unknown = await worker
    .encryptText({ text: "canary-of-the-test", recipients: invalid, format: "age" })
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: "unexpected", params: {} });
  const { message, stack } = failure as Error;
  expect(`${message}${stack ?? ""}`).not.toContain("canary-of-the-test");
});

it("rejects every pending call when the worker crashes", async () => {
  const url = URL.createObjectURL(new Blob(["throw new Error('out of order')"]));
  let crashes = 0;
  const worker = connect(new Worker(url), () => {
    crashes++;
  });
  const calls = [worker.newKeyPair(), worker.generatePassword({ length: 20 })].map(failureOf);
  expect((await Promise.all(calls)).map(({ code }) => code)).toEqual([
    "worker-stopped",
    "worker-stopped",
  ]);
  expect(crashes).toBe(1);
});
