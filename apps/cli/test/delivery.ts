import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { encrypt } from "@pct/core/age";
import { importPrivateKey } from "@pct/core/keys";
import { makeRequestLink } from "@pct/delivery/link";
import { createRelayClient } from "@pct/delivery/relay-client";
import { newClaimToken, newNonce } from "@pct/delivery/request-id";

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
}

/** Makes a request as `pct request` does, with an existing key: generating one takes seconds. */
export async function ask(
  server: string,
  person: Person,
  { label = null, age = 0 }: { readonly label?: string | null; readonly age?: number } = {},
): Promise<Asked> {
  const privateKey = readFileSync(PRIVATE, "utf8");
  const { publicKey } = await importPrivateKey(privateKey);
  const claimToken = newClaimToken();
  const relay = createRelayClient({ baseUrl: server });
  const { id, expiresAt } = await createWithoutHyphen();
  const labels = { for: label, from: null };
  const file = join(person.requests, `${id}.json`);
  const createdAt = new Date(Date.now() - age).toISOString();
  const kept = { id, server, ...labels, claimToken, privateKey, createdAt, expiresAt };
  mkdirSync(person.requests, { recursive: true });
  writeFileSync(file, JSON.stringify(kept), { mode: 0o600 });
  return { id, link: makeRequestLink(server, id, labels), claimToken, file };

  async function createWithoutHyphen(): Promise<{ id: string; expiresAt: string }> {
    for (;;) {
      const request = { publicKey: publicKey.spki, nonce: newNonce(), claimToken };
      const created = await relay.create(request);
      if (!created.id.startsWith("-")) return created;
    }
  }
}

/** Answers a request with any bytes, as another program would. */
export async function answerWith(
  server: string,
  { id }: Asked,
  content: string | Uint8Array,
): Promise<void> {
  const { publicKey } = await importPrivateKey(readFileSync(PRIVATE, "utf8"));
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const file = await encrypt(bytes, { recipients: [publicKey] });
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
