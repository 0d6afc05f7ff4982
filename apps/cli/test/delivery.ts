import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { encrypt } from "@pct/core/age";
import { generateHybridKeyPair, hybridIdentity, hybridRecipient } from "@pct/core/hybrid";
import { importPrivateKey } from "@pct/core/keys";
import type { PublicKey } from "@pct/core/keys";
import { makeRequestLink } from "@pct/delivery/link";
import { createRelayClient } from "@pct/delivery/relay-client";
import { newClaimToken, newNonce } from "@pct/delivery/request-id";
import type { KeyType } from "@pct/delivery/request-id";

import { ended, start } from "./process.js";
import { folder, pct, PRIVATE } from "./run.js";
import type { Result } from "./run.js";

/** A recipient: a working folder, and one where pct stores requests. */
export interface Person {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** The folder that holds a file for each request. */
  readonly requests: string;
}

export function person(server: string, env: Readonly<Record<string, string>> = {}): Person {
  const data = folder();
  return {
    cwd: folder(),
    env: { XDG_DATA_HOME: data, PCT_SERVER: server, ...env },
    requests: join(data, "pct/requests"),
  };
}

/** A sender, who needs no PCT_SERVER. */
export function sender(): Person {
  const data = folder();
  return { cwd: folder(), env: { XDG_DATA_HOME: data }, requests: join(data, "pct/requests") };
}

/** Files of a recipient's requests. */
export function requestFiles({ requests }: Person): string[] {
  return readdirSync(requests);
}

export interface Asked {
  readonly id: string;
  readonly link: string;
  readonly claimToken: string;
  /** Path of the stored request. */
  readonly file: string;
  /** What an answer is encrypted to. */
  readonly recipient: PublicKey | string;
}

interface AskOptions {
  readonly label?: string | null;
  readonly age?: number;
  readonly keyType?: KeyType;
}

/** Makes a request as `pct request` does, with an existing key if it is RSA: generating one takes seconds. */
export async function ask(
  server: string,
  person: Person,
  { label = null, age = 0, keyType = "mlkem768x25519" }: AskOptions = {},
): Promise<Asked> {
  const { publicKey, privateKey, recipient } = await keyOf(keyType);
  const claimToken = newClaimToken();
  const relay = createRelayClient({ baseUrl: server });
  const { id, expiresAt } = await createWithoutHyphen();
  const labels = { for: label, from: null };
  const file = join(person.requests, `${id}.json`);
  const createdAt = new Date(Date.now() - age).toISOString();
  const kept = { id, server, ...labels, claimToken, privateKey, createdAt, expiresAt };
  mkdirSync(person.requests, { recursive: true });
  writeFileSync(file, JSON.stringify(kept), { mode: 0o600 });
  return { id, link: makeRequestLink(server, id, labels), claimToken, file, recipient };

  async function createWithoutHyphen(): Promise<{ id: string; expiresAt: string }> {
    for (;;) {
      const request = { keyType, publicKey, nonce: newNonce(), claimToken };
      const created = await relay.create(request);
      if (!created.id.startsWith("-")) return created;
    }
  }
}

async function keyOf(keyType: KeyType): Promise<{
  readonly publicKey: Uint8Array;
  readonly privateKey: string;
  readonly recipient: PublicKey | string;
}> {
  if (keyType === "rsa") {
    const privateKey = readFileSync(PRIVATE, "utf8");
    const { publicKey } = await importPrivateKey(privateKey);
    return { publicKey: publicKey.spki, privateKey, recipient: publicKey };
  }
  const { seed, publicKey } = await generateHybridKeyPair();
  return { publicKey, privateKey: hybridIdentity(seed), recipient: hybridRecipient(publicKey) };
}

/** Answers a request with any bytes, as another program would. */
export async function answerWith(
  server: string,
  { id, recipient }: Asked,
  content: string | Uint8Array,
): Promise<void> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const file = await encrypt(bytes, { recipients: [recipient] });
  await createRelayClient({ baseUrl: server }).deliver(id, file);
}

/** `pct send` by a sender who has compared the words. */
export function send(
  link: string,
  args: readonly string[],
  { cwd, env }: Person,
  input: string | Uint8Array = "",
): Promise<Result> {
  return pct(["send", link, ...args, "--yes"], { cwd, env, input });
}

export function receive(args: readonly string[], { cwd, env }: Person): Promise<Result> {
  return pct(["receive", ...args], { cwd, env });
}

/** A running pct, with a way to wait for its output. */
export interface Running {
  readonly child: ReturnType<typeof start>;
  readonly output: { stdout: string; stderr: string };
  readonly sees: (stream: "stdout" | "stderr", pattern: RegExp) => Promise<string>;
  readonly ended: ReturnType<typeof ended>;
}

export function running(args: readonly string[], { cwd, env }: Person): Running {
  const child = start(args, { cwd, env });
  child.stdin.end();
  const output = { stdout: "", stderr: "" };
  const listeners = new Set<() => void>();
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (piece: string) => {
      output[name] += piece;
      for (const listener of listeners) listener();
    });
  }
  const end = ended(child);
  return {
    child,
    output,
    ended: end,
    sees: (stream, pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const [found] = pattern.exec(output[stream]) ?? [];
          if (found === undefined) return;
          listeners.delete(look);
          resolve(found);
        };
        listeners.add(look);
        look();
        void end.then(() => {
          reject(new Error(`never seen: ${String(pattern)}\n${output.stdout}${output.stderr}`));
        });
      }),
  };
}
