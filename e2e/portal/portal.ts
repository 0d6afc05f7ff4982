import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright";
import type { Browser, BrowserContext, BrowserContextOptions, Page, Request } from "playwright";
import { expect } from "vitest";

import { chromiumFlags, chromiumPath } from "@pct/tooling/chromium";
import { environment } from "../peers.js";

/** The built portal, served by its own server, and people who visit it with a real browser. */

const SERVER = fileURLToPath(new URL("../../apps/server/dist/server.js", import.meta.url));

/** Whether there is a browser; where there is none, the tests' configuration has said so. */
export const hasBrowser: boolean = chromiumPath() !== undefined;

/** Both in CI; otherwise the one that is written first, which takes half the time. */
export const LANGUAGES: readonly ("es" | "en")[] =
  process.env.CI === "true" ? ["es", "en"] : ["es"];

/** What Playwright says for each page whose copy it does not let the browser store. */
const NO_COPY = "Service Worker registration blocked by Playwright";

/** Every page, by what its address has after the language. */
export const PAGES = [
  ...["", "request/", "receive/", "send/", "mfa/", "help/", "tools/"],
  ...["tools/generate/", "tools/keys/", "tools/encrypt/", "tools/decrypt/", "tools/hash/"],
  "tools/digest/",
] as const;

/** Whatever hands the portal out. */
export interface Origin {
  readonly origin: string;
  close(): Promise<void>;
}

/** The portal on a free port of this machine, with a browser beside it. */
export class Portal {
  readonly origin: string;
  readonly #server: Origin;
  readonly #browser: Browser;

  private constructor(server: Origin, browser: Browser) {
    this.origin = server.origin;
    this.#server = server;
    this.#browser = browser;
  }

  /**
   * @param flags - For the browser.
   * @param server - Our own, if it is not said.
   */
  static async start({
    flags = [],
    server,
  }: { flags?: readonly string[]; server?: Origin } = {}): Promise<Portal> {
    const executablePath = chromiumPath();
    if (executablePath === undefined) throw new Error("no Chromium");
    const args = [...chromiumFlags(), ...flags];
    const browser = await chromium.launch({ executablePath, args });
    return new Portal(server ?? (await startServer()), browser);
  }

  /**
   * Somebody with a browser of their own, in which nothing is stored: no copy for when there is no
   * network either, unless it is asked for, since it is two hundred files each time.
   */
  async visitor(options: BrowserContextOptions = {}): Promise<Visitor> {
    const context = await this.#browser.newContext({
      baseURL: this.origin,
      acceptDownloads: true,
      reducedMotion: "reduce",
      serviceWorkers: "block",
      ...options,
    });
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: this.origin });
    return Visitor.in(context, options.baseURL ?? this.origin);
  }

  /** From here on there is no network. */
  async stopServer(): Promise<void> {
    await this.#server.close();
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.close();
  }
}

/** Our own server, with its relay. */
export interface PortalServer extends Origin {
  /** The folder in which the relay keeps what it has; empty at first, and gone at the end. */
  readonly data: string;
  /** Everything it has printed. */
  log(): string;
  /** Ends it, and starts it again at the same address. */
  restart(): Promise<void>;
}

/**
 * The built server on a free port, as `npm start` runs it.
 *
 * @param settings - Further environment variables.
 */
export async function startServer(
  settings: Readonly<Record<string, string>> = {},
): Promise<PortalServer> {
  if (!existsSync(SERVER)) throw new Error("the portal is not built: npm run build");
  const data = mkdtempSync(join(tmpdir(), "pct-data-"));
  const env = {
    ...environment(),
    ...{ HOST: "127.0.0.1", PCT_PUBLIC_URL: "", PCT_DATA_DIR: data, PCT_RATE_LIMIT: "off" },
    ...settings,
  };
  let log = "";
  const onOutput = (text: string): void => void (log += text);
  let { child, origin } = await start({ ...env, PORT: "0" }, onOutput);
  return {
    origin,
    data,
    log: () => log,
    restart: async () => {
      await end(child);
      ({ child, origin } = await start({ ...env, PORT: new URL(origin).port }, onOutput));
    },
    close: async () => {
      await end(child);
      rmSync(data, { recursive: true, force: true });
    },
  };
}

interface Started {
  readonly child: ChildProcess;
  readonly origin: string;
}

async function start(env: NodeJS.ProcessEnv, onOutput: (text: string) => void): Promise<Started> {
  const child = spawn(process.execPath, [SERVER], { env, stdio: ["ignore", "pipe", "inherit"] });
  child.stdout.setEncoding("utf8").on("data", onOutput);
  const origin = await new Promise<string>((ready, fail) => {
    child.stdout.on("data", (text: string) => {
      const [address] = /http:\/\/\S+\d/.exec(text) ?? [];
      if (address !== undefined) ready(address);
    });
    child.once("exit", () => {
      fail(new Error("the server ended before it was ready"));
    });
  });
  return { child, origin };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}

/** A person's browser. What goes wrong in it, and what it asks of whom, is remembered. */
export class Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly #origin: string;
  /** Console errors, uncaught errors, violations of the CSP. */
  readonly problems: string[] = [];
  readonly requests: Request[] = [];

  private constructor(context: BrowserContext, page: Page, origin: string) {
    this.context = context;
    this.page = page;
    this.#origin = origin;
  }

  static async in(context: BrowserContext, origin: string): Promise<Visitor> {
    const visitor = new Visitor(context, await context.newPage(), origin);
    await visitor.#watch();
    return visitor;
  }

  async #watch(): Promise<void> {
    this.context.on("console", (message) => {
      if (!["error", "warning"].includes(message.type())) return;
      if (message.text() === NO_COPY) return;
      this.problems.push(`console: ${message.text()} ${message.location().url}`);
    });
    this.context.on("weberror", (error) => this.problems.push(`error: ${error.error().message}`));
    this.context.on("request", (request) => this.requests.push(request));
    await this.context.exposeFunction("reportViolation", (violation: string) => {
      this.problems.push(`CSP: ${violation}`);
    });
    await this.context.addInitScript(() => {
      addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
        const page = globalThis as unknown as { reportViolation(text: string): void };
        page.reportViolation(`${violatedDirective} ${blockedURI}`);
      });
    });
  }

  /** Ends the visit: nothing went wrong, and no host was asked for anything but ours. */
  async leave(): Promise<void> {
    await this.context.close();
    expect(this.problems).toEqual([]);
    const others = this.requests
      .map((request) => new URL(request.url()))
      .filter(
        ({ protocol, origin }) => !/^(?:blob|data):$/.test(protocol) && origin !== this.#origin,
      );
    expect(others.map(String)).toEqual([]);
  }

  /** What has been sent to the server, addresses and bodies, as text. */
  sent(): string {
    return this.requests
      .map((request) => `${request.url()}\n${request.postData() ?? ""}`)
      .join("\n");
  }
}
