import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { environment } from "./run.js";

/** The built server with its relay, on a free port. */
export interface Portal {
  /** Whether the server is built and its relay healthy. */
  readonly hasRelay: boolean;
  readonly url: string;
  /** Data folder of the relay. */
  readonly data: string;
  /** Its output so far. */
  readonly log: () => string;
  /** Restarts it at the same address. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const PROGRAM = resolve(import.meta.dirname, "../../server/dist/server.js");

/** Starts the server if it is built. */
export async function startPortal(): Promise<Portal> {
  const data = mkdtempSync(join(tmpdir(), "pct-portal-"));
  let log = "";
  const isBuilt = existsSync(PROGRAM);
  let child: ChildProcess | null = null;
  let port = "0";

  async function start(): Promise<void> {
    const env = { PORT: port, PCT_DATA_DIR: data, PCT_RATE_LIMIT: "off" };
    const started = spawn(process.execPath, [PROGRAM], { env: environment(env) });
    child = started;
    started.stderr.setEncoding("utf8").on("data", (piece: string) => (log += piece));
    port = await new Promise((done, fail) => {
      started.stdout.setEncoding("utf8").on("data", (piece: string) => {
        log += piece;
        const [, found] = /http:\/\/localhost:(\d+)/.exec(piece) ?? [];
        if (found !== undefined) done(found);
      });
      started.on("exit", () => {
        fail(new Error(`the portal does not start:\n${log}`));
      });
    });
  }

  async function end(): Promise<void> {
    await new Promise((done) => {
      if (child === null) done(null);
      child?.once("exit", done);
      child?.kill("SIGTERM");
    });
  }

  if (isBuilt) await start();
  const url = `http://127.0.0.1:${port}`;
  return {
    hasRelay: isBuilt && (await fetch(`${url}/api/v1/health`)).ok,
    url,
    data,
    log: () => log,
    async restart() {
      await end();
      await start();
    },
    async stop() {
      await end();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
