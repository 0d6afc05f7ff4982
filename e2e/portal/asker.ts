import { createHash, generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { generateHybridKeyPair, hybridIdentity } from "@pct/core/hybrid";
import { expect } from "vitest";

import { environment, pct } from "../peers.js";

/** Recipients who request credentials without the portal. */

/** A request, and what its recipient can do with it. */
export interface Asked {
  readonly id: string;
  readonly link: string;
  /** The answer, decrypted by pct; `null` while there is none. */
  collect(): Promise<Buffer | null>;
  /** Acknowledges the delivery: the server erases it. */
  acknowledge(): Promise<void>;
  cancel(): Promise<void>;
}

type KeyType = "rsa" | "mlkem768x25519";

/** Makes requests as `pct request` does, but with one key of each type for all. */
export class Asker {
  readonly #origin: string;
  readonly #folder = mkdtempSync(join(tmpdir(), "pct-asker-"));
  readonly #publicKeys = new Map<KeyType, Uint8Array>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  async #publicKey(keyType: KeyType): Promise<Uint8Array> {
    const key =
      this.#publicKeys.get(keyType) ??
      (keyType === "rsa" ? this.#newRsaKey() : await this.#newHybridKey());
    this.#publicKeys.set(keyType, key);
    return key;
  }

  #newRsaKey(): Uint8Array {
    const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    writeFileSync(this.#identity("rsa"), privateKey.export({ type: "pkcs8", format: "pem" }));
    return publicKey.export({ type: "spki", format: "der" });
  }

  async #newHybridKey(): Promise<Uint8Array> {
    const { seed, publicKey } = await generateHybridKeyPair();
    writeFileSync(this.#identity("mlkem768x25519"), hybridIdentity(seed));
    return publicKey;
  }

  /** The file of a private key. */
  #identity(keyType: KeyType): string {
    return join(this.#folder, keyType);
  }

  /** @param labels - The fragment, without `#`. */
  async ask(labels = "", keyType: KeyType = "mlkem768x25519"): Promise<Asked> {
    const publicKey = await this.#publicKey(keyType);
    const nonce = randomBytes(16);
    const token = randomBytes(32).toString("base64url");
    const answer = await fetch(`${this.#origin}/api/v1/requests`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        keyType,
        publicKey: Buffer.from(publicKey).toString("base64url"),
        nonce: nonce.toString("base64url"),
        claimTokenHash: createHash("sha256").update(token).digest("base64url"),
        expiresIn: 3600,
      }),
    });
    expect(answer.status).toBe(201);
    const { id } = (await answer.json()) as { id: string };
    const request = `${this.#origin}/api/v1/requests/${id}`;
    const call = async (method: "GET" | "DELETE", address: string): Promise<Response> =>
      fetch(address, { method, headers: { authorization: `Bearer ${token}` } });
    return {
      id,
      link: `${this.#origin}/s/${id}${labels === "" ? "" : `#${labels}`}`,
      collect: async () => {
        const delivery = await call("GET", `${request}/delivery`);
        if (delivery.status === 204) return null;
        expect(delivery.status).toBe(200);
        const input = Buffer.from(await delivery.arrayBuffer());
        return pct(this.#folder, ["decrypt", "-", "-i", this.#identity(keyType)], { input });
      },
      acknowledge: async () => {
        expect((await call("DELETE", `${request}/delivery`)).status).toBe(204);
      },
      cancel: async () => {
        expect((await call("DELETE", request)).status).toBe(204);
      },
    };
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** A recipient who uses the command line, in a folder of their own. */
export class CommandLineAsker {
  readonly folder: string = mkdtempSync(join(tmpdir(), "pct-asker-"));
  readonly #env: NodeJS.ProcessEnv;

  constructor(origin: string) {
    this.#env = { ...environment(), XDG_DATA_HOME: join(this.folder, "data"), PCT_SERVER: origin };
  }

  /** Runs `pct request`. Returns the link that it prints. */
  ask(...args: readonly string[]): string {
    const printed = pct(this.folder, ["request", "--no-wait", ...args], { env: this.#env });
    return printed.toString().trim();
  }

  /** Runs `pct receive`. Returns its output. */
  receive(...args: readonly string[]): Buffer {
    return pct(this.folder, ["receive", ...args], { env: this.#env });
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
