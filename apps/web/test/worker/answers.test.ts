import { describe, expect, it } from "vitest";

import publicPem from "../../../../packages/core/vectors/classic/keys/rsa4096-a.public_key.pem?raw";
import otherPem from "../../../../packages/core/vectors/classic/keys/rsa4096-b.public_key.pem?raw";
import vectors from "../../../../packages/core/vectors/classic/public_keys.json";
import type { RequestToAnswer } from "../../src/crypto/interface/answers.js";
import type { CryptoWorker } from "../../src/crypto/interface/crypto-worker.js";
import type { Opened } from "../../src/crypto/interface/decryption.js";
import { answerRoom, CREDENTIAL_FIELDS, namedFileRoom } from "../../src/crypto/limits.js";
import { failureOf, openVectorKey, startWorker } from "./started.js";

function derOf(pem: string): Uint8Array {
  return Uint8Array.from(atob(pem.replace(/-----[^-]*-----|\s/g, "")), (char) =>
    char.charCodeAt(0),
  );
}

/** A request as a relay tells of it, and its ID as the design says. */
async function requestOf(pem: string, maxBytes = 1_048_576): Promise<RequestToAnswer> {
  const publicKey = derOf(pem);
  const nonce = crypto.getRandomValues(new Uint8Array(16));
  const message = new Blob(["pct-request-v1\n", nonce, publicKey as Uint8Array<ArrayBuffer>]);
  const hash = await crypto.subtle.digest("SHA-256", await message.arrayBuffer());
  const id = btoa(String.fromCharCode(...new Uint8Array(hash)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
  return { id, publicKey, nonce, maxBytes };
}

async function opened(worker: CryptoWorker, bytes: Uint8Array): Promise<Opened> {
  const { handle } = await openVectorKey(worker);
  const source = new Blob([bytes as Uint8Array<ArrayBuffer>]);
  return worker.open({ source, keys: [handle], passphrase: null });
}

describe("the request", () => {
  it("is shown with the words of its ID, and the facts of its key", async () => {
    const { worker } = startWorker();
    const padlock = await worker.readRequest(await requestOf(publicPem));
    expect(padlock.words.es).toHaveLength(6);
    expect(padlock.words.en).toHaveLength(6);
    const { bits, fingerprint } = await openVectorKey(worker);
    expect(padlock).toMatchObject({ bits, fingerprint });
    const again = await worker.readRequest(await requestOf(publicPem));
    expect(again.words).not.toEqual(padlock.words);
  });

  it("is refused when it is not the link's, also by what locks", async () => {
    const { worker } = startWorker();
    const request = await requestOf(publicPem);
    const [other, nonce] = [derOf(otherPem), new Uint8Array(16)];
    for (const swapped of [
      { ...request, publicKey: other },
      { ...request, nonce },
      { ...request, publicKey: other, nonce },
      { ...request, nonce: nonce.subarray(1) },
      { ...request, id: (await requestOf(otherPem)).id },
    ]) {
      expect((await failureOf(worker.readRequest(swapped))).code).toBe("request-altered");
      const locking = worker.encryptAnswer(swapped, { kind: "text", text: "x", from: "" });
      expect((await failureOf(locking)).code).toBe("request-altered");
    }
  });

  it.each(vectors.hostile.filter((key) => key.expect === "refuse"))(
    "is refused for its key: $name",
    async ({ public: pem }) => {
      const { worker } = startWorker();
      const request = await requestOf(pem);
      const { code } = await failureOf(worker.readRequest(request));
      expect(code).toMatch(/^key-/);
      const locking = worker.encryptAnswer(request, { kind: "text", text: "x", from: "" });
      expect((await failureOf(locking)).code).toBe(code);
    },
  );
});

describe("the answer", () => {
  it("is a document that names the request", async () => {
    const { worker } = startWorker();
    const request = await requestOf(publicPem);
    const fields = { provider: "aws", username: "ana", password: "x", files: [] } as const;
    const bytes = await worker.encryptAnswer(request, { kind: "credential", fields });
    expect(await opened(worker, bytes)).toMatchObject({
      kind: "credential",
      document: { request: request.id, provider: "aws", username: "ana", password: "x" },
    });
  });

  it("is a text as it is, or a note where somebody signs it and it fits", async () => {
    const { worker } = startWorker();
    const request = await requestOf(publicPem);
    const lock = async (text: string, from: string): Promise<Opened> =>
      opened(worker, await worker.encryptAnswer(request, { kind: "text", text, from }));
    expect(await lock("a\nñ", "")).toMatchObject({ kind: "text", text: "a\nñ" });
    expect(await lock("a\nñ", "Luis")).toMatchObject({
      kind: "credential",
      document: { request: request.id, from: "Luis", note: "a\nñ" },
    });
    const long = "ñ".repeat(CREDENTIAL_FIELDS.note + 1);
    expect(await lock(long, "Luis")).toMatchObject({ kind: "text", text: long });
    expect((await failureOf(lock("", "Luis"))).code).toBe("secret-empty");
  });

  it("is a file with its name, or alone where a document has no room for it", async () => {
    const { worker } = startWorker();
    const request = await requestOf(publicPem);
    const lock = async (bytes: number): Promise<Opened> => {
      const file = new File([new Uint8Array(bytes).fill(0xff)], "keys.bin");
      return opened(
        worker,
        await worker.encryptAnswer(request, { kind: "file", file, from: "Luis" }),
      );
    };
    const room = namedFileRoom(request.maxBytes);
    const named = await lock(room);
    if (named.kind !== "credential") throw new TypeError("not a document");
    expect(named.document).toMatchObject({ request: request.id, from: "Luis" });
    expect(named.files.map(({ name, size }) => [name, size])).toEqual([["keys.bin", room]]);
    expect(await lock(room + 1)).toMatchObject({ kind: "file" });
    expect(await lock(0)).toMatchObject({ kind: "credential" });
  });

  it.each([1024, 40_000, 65_536, 1_048_576, 3_000_000])(
    "has no more than the %d bytes that the relay takes",
    async (maxBytes) => {
      const { worker } = startWorker();
      const request = await requestOf(publicPem, maxBytes);
      const lock = (bytes: number): Promise<Uint8Array> => {
        const file = new File([new Uint8Array(bytes)], "x");
        return worker.encryptAnswer(request, { kind: "file", file, from: "" });
      };
      const sizes = [answerRoom(maxBytes), namedFileRoom(maxBytes)];
      for (const size of sizes.filter((room) => room > 0)) {
        expect((await lock(size)).length).toBeLessThanOrEqual(maxBytes);
      }
      for (const size of [maxBytes, maxBytes + 1]) {
        const { code, params } = await failureOf(lock(size));
        expect(code).toBe("delivery-too-large");
        expect(params).toMatchObject({ maximum: maxBytes });
      }
    },
  );
});
