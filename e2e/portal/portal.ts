import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright";
import type { Browser, BrowserContext, BrowserContextOptions, Page, Request } from "playwright";
import { expect, inject } from "vitest";

import { chromiumFlags, chromiumPath } from "@pct/tooling/chromium";
import { environment } from "../peers.js";
import { BUILT_PORTAL } from "./built-portal.js";

/** The built portal on the built server, and users who visit it with Chromium. */

const SERVER = fileURLToPath(new URL("../../apps/server/dist/server.js", import.meta.url));

/** Whether there is a browser. Without one, the tests' configuration prints a warning. */
export const hasBrowser: boolean = chromiumPath() !== undefined;

/** Both languages in CI; otherwise Spanish alone, in half the time. */
export const LANGUAGES: readonly ("es" | "en")[] =
  process.env.CI === "true" ? ["es", "en"] : ["es"];

/** Playwright's warning on every page while it blocks service workers. */
const SERVICE_WORKERS_BLOCKED = "Service Worker registration blocked by Playwright";

/** Every page, by its path after the language. */
export const PAGES = [
  ...["", "request/", "receive/", "send/", "mfa/", "help/", "tools/"],
  ...["tools/generate/", "tools/keys/", "tools/encrypt/", "tools/decrypt/", "tools/hash/"],
  "tools/digest/",
] as const;

/** A server of the portal. */
export interface Origin {
  readonly origin: string;
  close(): Promise<void>;
}

/** A name that is no loopback address, so that browsers do not trust it without TLS. */
export const OTHER_HOST = "portal.test";

let browser: Promise<Browser> | undefined;

/**
 * The browser of this test worker, for all of its files. The project is not isolated, so this module
 * stays loaded; Playwright ends the browser with the process.
 */
function sharedBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error("no Chromium");
  const args = [
    ...chromiumFlags(),
    "--use-fake-device-for-media-stream",
    `--use-file-for-fake-video-capture=${inject("cameraFilm")}`,
    `--host-resolver-rules=MAP ${OTHER_HOST} 127.0.0.1`,
  ];
  browser ??= chromium.launch({ executablePath, args });
  return browser;
}

/** The portal on a free port of this machine, with a browser. */
export class Portal {
  readonly origin: string;
  readonly #server: Origin;
  readonly #browser: Browser;
  readonly #contexts = new Set<BrowserContext>();

  private constructor(server: Origin, browser: Browser) {
    this.origin = server.origin;
    this.#server = server;
    this.#browser = browser;
  }

  /** @param server - The portal's own server by default. */
  static async start({ server }: { server?: Origin } = {}): Promise<Portal> {
    return new Portal(server ?? (await startServer()), await sharedBrowser());
  }

  /**
   * A user with an empty browser profile. Service workers are blocked by default: each would store the
   * portal's two hundred files.
   */
  async visitor(options: BrowserContextOptions = {}): Promise<Visitor> {
    const context = await this.#browser.newContext({
      baseURL: this.origin,
      acceptDownloads: true,
      reducedMotion: "reduce",
      serviceWorkers: "block",
      ...options,
    });
    this.#contexts.add(context);
    context.on("close", () => this.#contexts.delete(context));
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: this.origin });
    return Visitor.in(context, options.baseURL ?? this.origin);
  }

  /** Takes the network away. */
  async stopServer(): Promise<void> {
    await this.#server.close();
  }

  async close(): Promise<void> {
    // Those of tests that failed before they could close them.
    await Promise.all([...this.#contexts].map((context) => context.close()));
    await this.#server.close();
  }
}

/** Makes the worker of a page generate its keys, as the built portal does. */
export async function generateKeys(page: Page): Promise<void> {
  await page.route(/\/worker\/crypto-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    const { pathname } = new URL(route.request().url());
    await route.fulfill({ response, path: join(BUILT_PORTAL, pathname) });
  });
}

/** The portal's own server, with its relay. */
export interface PortalServer extends Origin {
  /** The relay's data folder, empty at first and removed on close. */
  readonly data: string;
  /** Everything that it has printed. */
  log(): string;
  /** Stops it, and starts it again on the same port. */
  restart(): Promise<void>;
}

/**
 * Starts the built server on a free port, as `npm start` does. Its portal takes the recipient's keys from
 * the vectors; set `PCT_PORTAL_DIR` to `BUILT_PORTAL` for one that generates them.
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
    PCT_PORTAL_DIR: inject("portalWithReadyKeys"),
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
      fail(new Error("the server exited before it was ready"));
    });
  });
  return { child, origin };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}

/** A user's browser. Records its requests and everything that goes wrong. */
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
      if (message.text() === SERVICE_WORKERS_BLOCKED) return;
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

  /** Closes the browser. Asserts that nothing went wrong, and that it called no other host. */
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

  /** The URLs and bodies of all requests, as text. */
  sent(): string {
    return this.requests
      .map((request) => `${request.url()}\n${request.postData() ?? ""}`)
      .join("\n");
  }
}
