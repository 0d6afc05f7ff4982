import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { decrypt, encrypt } from "@pct/core/age";
import { exportPrivateKey, generateKeyPair } from "@pct/core/keys";
import { createRelayClient } from "@pct/delivery/relay-client";
import { newClaimToken, newNonce } from "@pct/delivery/request-id";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";

import { buildRelay, removeRelay, startRelay } from "../process/started.js";
import { hasRedis, startRedis } from "../stores/redis-server.js";

/** Sends a credential through the relay, and searches everything that the relay had for secrets. */

beforeAll(buildRelay);
afterAll(removeRelay);

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "pct-canary-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A proxy that records all traffic. */
async function tap(port: number): Promise<{ url: string; heard: () => Buffer }> {
  const pieces: Buffer[] = [];
  const server = createServer((client) => {
    const relay = connect(port, "127.0.0.1");
    for (const [from, to] of [
      [client, relay],
      [relay, client],
    ] as const) {
      from.on("data", (piece) => pieces.push(piece));
      from.on("error", () => to.destroy());
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port: own } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${own.toString()}`, heard: () => Buffer.concat(pieces) };
}

function contentOf(folder: string): Buffer {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) =>
    file.isFile(),
  );
  return Buffer.concat(files.map(({ parentPath, name }) => readFileSync(join(parentPath, name))));
}

/** Bytes, and their usual encodings as text. */
function formsOf(bytes: Buffer): Buffer[] {
  const texts = (["base64", "base64url", "hex"] as const).map((form) => bytes.toString(form));
  return [bytes, ...texts.map((text) => Buffer.from(text))];
}

const hasAny = (where: Buffer, forms: readonly Buffer[]): boolean =>
  forms.some((form) => where.includes(form));

async function sendThrough(env: Record<string, string>, kept: () => Buffer): Promise<void> {
  const relay = await startRelay({ env });
  onTestFinished(() => relay.end("SIGKILL"));
  const { url, heard } = await tap(relay.port);
  const client = createRelayClient({ baseUrl: url });

  const { publicKey, privateKey } = await generateKeyPair({ bits: 2048 });
  const claimToken = newClaimToken();
  const { spki } = publicKey;
  const { id } = await client.create({ publicKey: spki, nonce: newNonce(), claimToken });

  const plaintext = Buffer.from(`canary-${randomBytes(12).toString("hex")}`);
  const request = await client.status(id);
  expect(Buffer.from(request.publicKey).equals(spki)).toBe(true);
  const ciphertext = Buffer.from(await encrypt(plaintext, { recipients: [publicKey] }));
  await client.deliver(id, ciphertext);
  const whileThere = kept();
  const collected = await client.collect(id, claimToken, { wait: 5 });
  const opened = await decrypt(collected ?? ciphertext, { identities: [privateKey] });
  expect(Buffer.from(opened).equals(plaintext)).toBe(true);
  await client.acknowledge(id, claimToken);
  const afterwards = kept();
  await relay.end("SIGTERM");

  const pem = await exportPrivateKey(privateKey);
  const pkcs8 = Buffer.from(pem.split("\n").slice(1, -2).join(""), "base64");
  // Parts of the private exponent and of the primes, which are found in any encoding of the key.
  const secrets = [300, 600, 900].map((start) => pkcs8.subarray(start, start + 30));
  const everything = [whileThere, afterwards, kept(), heard(), Buffer.from(relay.output())];
  const [, , , network = Buffer.alloc(0), log = Buffer.alloc(0)] = everything;

  // Checks that the search would find something.
  expect(whileThere.includes(ciphertext.subarray(-40))).toBe(true);
  expect(network.includes(ciphertext.subarray(-40))).toBe(true);
  expect(network.includes(claimToken)).toBe(true);
  expect(log.toString()).toContain('"route":"/requests/ID/delivery"');

  for (const where of everything) {
    expect(hasAny(where, formsOf(plaintext))).toBe(false);
    for (const secret of secrets) expect(hasAny(where, formsOf(secret))).toBe(false);
  }
  const token = formsOf(Buffer.from(claimToken, "base64url"));
  for (const where of [whileThere, afterwards, kept(), log])
    expect(hasAny(where, token)).toBe(false);
  expect(hasAny(log, [Buffer.from(id), Buffer.from("127.0.0.1")])).toBe(false);
}

describe("finds no plaintext, private key or claim token", () => {
  it("with SQLite, and the ciphertext is gone", async () => {
    const folder = newFolder();
    await sendThrough({ PCT_DATA_DIR: folder }, () => contentOf(folder));
  });

  it.skipIf(!hasRedis)("with Redis", async () => {
    const redis = await startRedis("--appendonly", "yes", "--appendfsync", "always");
    onTestFinished(() => redis.end());
    await sendThrough({ PCT_REDIS_URL: redis.url }, () => contentOf(redis.folder));
  });
});
