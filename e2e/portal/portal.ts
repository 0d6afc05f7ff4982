import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright";
import type { Browser, BrowserContext, BrowserContextOptions, Page, Request } from "playwright";
import { expect } from "vitest";

import { chromiumFlags, chromiumPath } from "../../vitest.chromium.js";
import { environment } from "../peers.js";

/** The built portal, served by its own server, and people who visit it with a real browser. */

const SERVER = fileURLToPath(new URL("../../apps/web/dist/server.js", import.meta.url));

/** Whether there is a browser; where there is none, the tests' configuration has said so. */
export const hasBrowser: boolean = chromiumPath() !== undefined;

/** Both in CI; otherwise the one that is written first, which takes half the time. */
export const LANGUAGES: readonly ("es" | "en")[] =
  process.env.CI === "true" ? ["es", "en"] : ["es"];

/** What Playwright says for each page whose copy it does not let the browser store. */
const NO_COPY = "Service Worker registration blocked by Playwright";

/** Every page, by what its address has after the language. */
export const PAGES = [
  ...["", "receive/", "send/", "mfa/", "help/", "tools/"],
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

/** The built server on a free port, as `npm start` runs it. */
export async function startServer(): Promise<Origin> {
  if (!existsSync(SERVER)) throw new Error("the portal is not built: npm run build");
  const server = spawn(process.execPath, [SERVER], {
    env: { ...environment(), PORT: "0", HOST: "127.0.0.1", PCT_PUBLIC_URL: "" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return {
    origin: await addressOf(server),
    close: async () => {
      if (server.exitCode !== null) return;
      server.kill("SIGTERM");
      await once(server, "exit");
    },
  };
}

async function addressOf(server: ChildProcess): Promise<string> {
  if (server.stdout === null) throw new Error("the server has no output");
  for await (const line of createInterface({ input: server.stdout })) {
    const [address] = /http:\/\/\S+\d/.exec(line) ?? [];
    if (address !== undefined) return address;
  }
  throw new Error("the server ended before it was ready");
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
