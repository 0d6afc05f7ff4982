import { decrypt } from "@pct/core/age";
import { generateHybridKeyPair, hybridIdentity } from "@pct/core/hybrid";
import { CREDENTIAL_LIMITS } from "@pct/delivery/limits";
import { documentFileRoomBytes, plaintextRoomBytes } from "@pct/exchange/limits";
import { describe, expect, it } from "vitest";

import type { RequestToAnswer } from "#/crypto/interface/answers.js";
import type { CryptoWorker } from "#/crypto/interface/crypto-worker.js";
import type { DecryptionResult } from "#/crypto/interface/decryption.js";
import { failureOf, openVectorKey, startWorker } from "./started.js";
import { hostileKeys, otherPublicPem, publicPem } from "./vectors.js";

function derOf(pem: string): Uint8Array {
  return Uint8Array.from(atob(pem.replace(/-----[^-]*-----|\s/g, "")), (char) =>
    char.charCodeAt(0),
  );
}

/** A request as a relay reports it. The ID is computed here by the design, independently of the code. */
async function requestFor(
  keyType: RequestToAnswer["keyType"],
  publicKey: Uint8Array,
  maxBytes = 1_048_576,
): Promise<RequestToAnswer> {
  const nonce = crypto.getRandomValues(new Uint8Array(16));
  const tokenHash = crypto.getRandomValues(new Uint8Array(32));
  const type = Uint8Array.of(keyType === "rsa" ? 1 : 2);
  const parts = [nonce, tokenHash, type, publicKey as Uint8Array<ArrayBuffer>];
  const message = new Blob(["pct-request-v2\n", ...parts]);
  const hash = await crypto.subtle.digest("SHA-256", await message.arrayBuffer());
  const id = base64Url(new Uint8Array(hash));
  const claimTokenHash = base64Url(tokenHash);
  return { id, keyType, publicKey, nonce, claimTokenHash, maxBytes };
}

/** The same for the RSA key of a PEM file. */
async function requestOf(pem: string, maxBytes?: number): Promise<RequestToAnswer> {
  return requestFor("rsa", derOf(pem), maxBytes);
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

async function opened(worker: CryptoWorker, bytes: Uint8Array): Promise<DecryptionResult> {
  const { handle } = await openVectorKey(worker);
  const source = new Blob([bytes as Uint8Array<ArrayBuffer>]);
  return worker.open({ source, keys: [handle], passphrase: null });
}

const RECEIPT = "AAECAwQFBgcICQoLDA0ODw";

describe("readRequest", () => {
  it("returns the safety words of the ID, and size and fingerprint of the key", async () => {
    const { worker } = startWorker();
    const info = await worker.readRequest(await requestOf(publicPem));
    expect(info.words.es).toHaveLength(6);
    expect(info.words.en).toHaveLength(6);
    const { bits, fingerprint } = await openVectorKey(worker);
    expect(info).toMatchObject({ keyType: "rsa", bits, fingerprint });
    const again = await worker.readRequest(await requestOf(publicPem));
    expect(again.words).not.toEqual(info.words);
  });

  it("refuses a request that does not match the link, as encryptAnswer does", async () => {
    const { worker } = startWorker();
    const request = await requestOf(publicPem);
    const [other, nonce] = [derOf(otherPublicPem), new Uint8Array(16)];
    for (const swapped of [
      { ...request, publicKey: other },
      { ...request, nonce },
      { ...request, publicKey: other, nonce },
      { ...request, nonce: nonce.subarray(1) },
      { ...request, claimTokenHash: base64Url(new Uint8Array(32)) },
      { ...request, id: (await requestOf(otherPublicPem)).id },
      { ...request, keyType: "mlkem768x25519" as const },
    ]) {
      expect((await failureOf(worker.readRequest(swapped))).code).toBe("request-altered");
      const encrypting = worker.encryptAnswer(
        swapped,
        { kind: "text", text: "x", from: "" },
        RECEIPT,
      );
      expect((await failureOf(encrypting)).code).toBe("request-altered");
    }
  });

  it.each(hostileKeys.filter((key) => key.expect === "refuse"))(
    "refuses a hostile key as readRecipient does: $name",
    async ({ public: pem }) => {
      const { worker } = startWorker();
      const request = await requestOf(pem);
      const { code } = await failureOf(worker.readRequest(request));
      const source = new Blob([request.publicKey as Uint8Array<ArrayBuffer>]);
      expect(code).toBe((await failureOf(worker.readRecipient(source))).code);
      const encrypting = worker.encryptAnswer(
        request,
        { kind: "text", text: "x", from: "" },
        RECEIPT,
      );
      expect((await failureOf(encrypting)).code).toBe(code);
    },
  );
});

const TEXT = { kind: "text", text: "x", from: "" } as const;

describe("a request with a post-quantum key", () => {
  it("is read, and answered so that the key opens it", async () => {
    const { worker } = startWorker();
    const { seed, publicKey } = await generateHybridKeyPair();
    const request = await requestFor("mlkem768x25519", publicKey);
    const { words, ...info } = await worker.readRequest(request);
    expect(info).toEqual({ keyType: "mlkem768x25519" });
    expect(words.es).toHaveLength(6);
    const answer = await worker.encryptAnswer(request, TEXT, RECEIPT);
    expect(await decrypt(answer, { identities: [hybridIdentity(seed)] })).toEqual(
      new TextEncoder().encode("x"),
    );
  });

  it("is refused if the key is damaged, of another type, or not the one of the link", async () => {
    const { worker } = startWorker();
    const { publicKey } = await generateHybridKeyPair();
    const request = await requestFor("mlkem768x25519", publicKey);
    const other = (await generateHybridKeyPair()).publicKey;
    for (const [refused, code] of [
      [{ ...request, publicKey: other }, "request-altered"],
      [{ ...request, keyType: "rsa" as const }, "request-altered"],
      [await requestFor("mlkem768x25519", new Uint8Array(1216)), "key-damaged"],
      [await requestFor("mlkem768x25519", publicKey.subarray(1)), "key-damaged"],
      [await requestFor("mlkem768x25519", derOf(publicPem)), "key-damaged"],
      [await requestFor("rsa", publicKey), "key-not-recognized"],
    ] as const) {
      expect((await failureOf(worker.readRequest(refused))).code).toBe(code);
      expect((await failureOf(worker.encryptAnswer(refused, TEXT, RECEIPT))).code).toBe(code);
    }
  });
});

describe("encryptAnswer", () => {
  it("writes a document that names the request", async () => {
    const { worker } = startWorker();
    const request = await requestOf(publicPem);
    const fields = { provider: "aws", username: "ana", password: "x", files: [] } as const;
    const content = { kind: "credential", fields } as const;
    const bytes = await worker.encryptAnswer(request, content, RECEIPT);
    expect(await opened(worker, bytes)).toMatchObject({
      kind: "credential",
      document: { request: request.id, provider: "aws", username: "ana", password: "x" },
      receipt: RECEIPT,
    });
  });

  it("keeps a text as it is, with the sender's name in the note of a document", async () => {
    const { worker } = startWorker();
    const request = await requestOf(publicPem);
    const answer = async (text: string, from: string): Promise<DecryptionResult> =>
      opened(worker, await worker.encryptAnswer(request, { kind: "text", text, from }, RECEIPT));
    expect(await answer("a\nñ", "")).toMatchObject({ kind: "text", text: "a\nñ" });
    expect(await answer("a\nñ", "Luis")).toMatchObject({
      kind: "text",
      text: "a\nñ",
      from: "Luis",
      isForAnother: false,
      receipt: RECEIPT,
    });
    const long = "ñ".repeat(CREDENTIAL_LIMITS.characters.note + 1);
    expect(await answer(long, "Luis")).toMatchObject({ kind: "text", text: long });
    expect((await failureOf(answer("", "Luis"))).code).toBe("secret-empty");
  });

  it("writes a file into a document, or alone where the document has no room", async () => {
    const { worker } = startWorker();
    const request = await requestOf(publicPem);
    const answer = async (bytes: number): Promise<DecryptionResult> => {
      const file = new File([new Uint8Array(bytes).fill(0xff)], "keys.bin");
      return opened(
        worker,
        await worker.encryptAnswer(request, { kind: "file", file, from: "Luis" }, RECEIPT),
      );
    };
    const room = documentFileRoomBytes(request.maxBytes);
    const named = await answer(room);
    if (named.kind !== "credential") throw new TypeError("not a document");
    expect(named.document).toMatchObject({ request: request.id, from: "Luis" });
    expect(named.receipt).toBe(RECEIPT);
    expect(named.files.map(({ name, size }) => [name, size])).toEqual([["keys.bin", room]]);
    expect(await answer(room + 1)).toMatchObject({ kind: "file" });
    expect(await answer(0)).toMatchObject({ kind: "credential" });
  });

  it.each([1024, 40_000, 65_536, 1_048_576, 3_000_000])(
    "makes an answer of at most %d bytes",
    async (maxBytes) => {
      const { worker } = startWorker();
      const request = await requestOf(publicPem, maxBytes);
      const answer = (bytes: number): Promise<Uint8Array> => {
        const file = new File([new Uint8Array(bytes)], "x");
        return worker.encryptAnswer(request, { kind: "file", file, from: "" }, RECEIPT);
      };
      const rooms = [plaintextRoomBytes(maxBytes), documentFileRoomBytes(maxBytes)];
      for (const size of rooms.filter((room) => room > 0)) {
        expect((await answer(size)).length).toBeLessThanOrEqual(maxBytes);
      }
      for (const size of [maxBytes, maxBytes + 1]) {
        const { code, params } = await failureOf(answer(size));
        expect(code).toBe("delivery-too-large");
        expect(params).toMatchObject({ maximum: maxBytes });
      }
    },
  );
});
