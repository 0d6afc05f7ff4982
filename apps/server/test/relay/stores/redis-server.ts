import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createClient } from "@redis/client";

/** Starts Redis or Valkey on a free local port. */

const program = ["redis-server", "valkey-server"].find(
  (name) => spawnSync(name, ["--version"], { stdio: "ignore" }).status === 0,
);

/** Whether one is installed; with `CI=true` a missing one is an error. */
export const hasRedis = program !== undefined;

if (!hasRedis) {
  const message = "no redis-server found: its tests are skipped (apt-get install redis-server)";
  if (process.env.CI === "true") throw new Error(message);
  console.warn(message);
}

export interface RedisServer {
  readonly url: string;
  readonly port: number;
  readonly folder: string;
  /** Stops the process with SIGSTOP, and continues it; connections stay open. */
  freeze(): void;
  thaw(): void;
  /** Kills it. */
  stop(): Promise<void>;
  /** Starts it again on the same port and folder. */
  start(): Promise<void>;
  /** Changes a setting while it runs. */
  set(name: string, value: string): Promise<void>;
  /** Kills it, and deletes its folder. */
  end(): Promise<void>;
}

export async function startRedis(...settings: string[]): Promise<RedisServer> {
  if (program === undefined) throw new Error("no redis-server");
  const name = program;
  const folder = mkdtempSync(join(tmpdir(), "pct-redis-"));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port.toString()}`;
  let child: ReturnType<typeof spawn> | null = null;

  async function start(): Promise<void> {
    const started = spawn(
      name,
      [
        ...["--port", port.toString(), "--bind", "127.0.0.1", "--dir", folder],
        ...["--save", "", "--appendonly", "no", ...settings],
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    child = started;
    await new Promise<void>((resolve, reject) => {
      let output = "";
      started.stdout.on("data", (piece: Buffer) => {
        output += piece.toString();
        if (output.includes("Ready to accept connections")) resolve();
      });
      started.once("exit", () => {
        reject(new Error(`redis-server ended: ${output}`));
      });
    });
  }

  async function stop(): Promise<void> {
    const ending = child;
    child = null;
    if (ending === null) return;
    const ended = new Promise((resolve) => ending.once("exit", resolve));
    ending.kill("SIGKILL");
    await ended;
  }

  await start();
  return {
    url,
    port,
    folder,
    freeze: () => void child?.kill("SIGSTOP"),
    thaw: () => void child?.kill("SIGCONT"),
    async set(setting, value) {
      const client = await createClient({ url }).connect();
      await client.configSet(setting, value);
      await client.close();
    },
    start,
    stop,
    async end() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A port without a listener. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
}
