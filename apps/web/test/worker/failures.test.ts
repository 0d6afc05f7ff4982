import { expect, it } from "vitest";

import { connect } from "../../src/crypto/client";
import { CryptoFailure } from "../../src/crypto/failure";
import { failureOf, startWorker } from "./started.js";

it("carries code and facts over the wall, and no message", async () => {
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

it("says nothing of an error that nobody expected, which may quote a secret", async () => {
  const { worker } = startWorker();
  const wrong = "canary-of-the-test" as unknown as readonly string[];
  const failure: unknown = await worker
    .encryptText({ text: "canary-of-the-test", recipients: wrong, format: "age" })
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: "unexpected", params: {} });
  const { message, stack } = failure as Error;
  expect(`${message}${stack ?? ""}`).not.toContain("canary-of-the-test");
});

it("ends every call when the worker crashes or does not start", async () => {
  const url = URL.createObjectURL(new Blob(["throw new Error('out of order')"]));
  let crashes = 0;
  const worker = connect(new Worker(url), () => {
    crashes++;
  });
  const calls = [worker.newKeyPair(), worker.generateUuid()].map(failureOf);
  expect((await Promise.all(calls)).map(({ code }) => code)).toEqual([
    "worker-stopped",
    "worker-stopped",
  ]);
  expect(crashes).toBe(1);
});
