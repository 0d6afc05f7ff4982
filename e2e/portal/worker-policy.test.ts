import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

import { portal as texts } from "@pct/messages/portal";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

import { hasBrowser, Portal, startServer } from "./portal.js";
import type { Origin } from "./portal.js";
import { Tools } from "./tools-page.js";

/** A dependency that turns bad inside a worker of the built portal, and tries to send a secret away. */

const SECRET = "Tr4sp4so-0Ol1I-canario";

interface Report {
  /** How each attempt ended. */
  readonly results: Readonly<Record<string, string>>;
  /** The directives of the policy that stopped something. */
  readonly stopped: readonly string[];
}

/** Runs at the end of a worker's script. As text, since Vitest rewrites `import()` in its sources. */
const ATTACK = `{
  const address = (name) => location.origin + "/worker/" + name + "-${SECRET}.js";
  const code = "new BroadcastChannel('ran').postMessage('ran')";
  const blob = () => URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  const stopped = [];
  addEventListener("securitypolicyviolation", (event) => stopped.push(event.effectiveDirective));
  const opened = (open) => new Promise((succeed, fail) => {
    const target = open();
    target.onopen = target.onmessage = succeed;
    target.onerror = () => fail(new Error("refused"));
  });
  const attempts = {
    import: () => import(address("import")),
    importOfData: () => import("data:text/javascript,export default 1"),
    importOfBlob: () => import(blob()),
    importScripts: async () => importScripts(address("importScripts")),
    eval: async () => (0, eval)("1"),
    fetch: () => fetch(address("fetch")),
    cache: async () => (await caches.open("attack")).add(address("cache")),
    font: () => new FontFace("attack", "url(" + address("font") + ")").load(),
    webSocket: () => opened(() => new WebSocket(address("webSocket").replace("http", "ws"))),
    eventSource: () => opened(() => new EventSource(address("eventSource"))),
    xhr: () => new Promise((succeed, fail) => {
      const xhr = new XMLHttpRequest();
      xhr.onload = succeed;
      xhr.onerror = () => fail(new Error("refused"));
      xhr.open("GET", address("xhr"));
      xhr.send();
    }),
    worker: () => opened(() => new Worker(address("worker"), { type: "module" })),
    workerOfBlob: () => opened(() => new Worker(blob(), { type: "module" })),
  };
  const ended = Object.entries(attempts).map(async ([name, attempt]) => [
    name,
    await Promise.resolve().then(attempt).then(() => "succeeded", () => "failed"),
  ]);
  Promise.all(ended).then((results) => {
    // Each violation is reported by a task of its own.
    setTimeout(() => {
      const report = { results: Object.fromEntries(results), stopped };
      new BroadcastChannel("attack").postMessage(report);
    }, 200);
  });
}`;

/** A proxy of the portal that adds the attack to one worker's script, and records what reaches it. */
class InfectingProxy implements Origin {
  readonly origin: string;
  readonly paths: string[] = [];
  readonly close: () => Promise<void>;

  private constructor(origin: string, close: () => Promise<void>) {
    this.origin = origin;
    this.close = close;
  }

  static async before(server: Origin, worker: string): Promise<InfectingProxy> {
    const listener = createServer();
    listener.listen(0, "127.0.0.1");
    await once(listener, "listening");
    const { port } = listener.address() as AddressInfo;
    const proxy = new InfectingProxy(`http://localhost:${port.toString()}`, async () => {
      listener.closeAllConnections();
      listener.close();
      await server.close();
    });
    listener.on("upgrade", ({ url = "" }, socket) => {
      proxy.paths.push(url);
      socket.destroy();
    });
    listener.on("request", (incoming, outgoing) => {
      const { url = "/", method } = incoming;
      proxy.paths.push(url);
      const headers = { ...incoming.headers, "accept-encoding": "identity" };
      const onward = request(new URL(url, server.origin), { method, headers }, (answer) => {
        if (!url.startsWith(`/worker/${worker}-`) || answer.statusCode !== 200) {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
          return;
        }
        void text(answer).then((script) => {
          const body = Buffer.from(`${script}\n${ATTACK}`);
          outgoing.writeHead(200, { ...answer.headers, "content-length": body.length });
          outgoing.end(body);
        });
      });
      incoming.pipe(onward);
    });
    return proxy;
  }
}

const AGE_RECIPIENT = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";

/** What starts each worker. */
const WORKERS: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  crypto: async (page) => {
    await page.goto("/en/request/");
  },
  strength: async (page) => {
    await page.goto("/en/tools/keys/");
    await page.getByLabel(texts.en.passphrase.label, { exact: true }).fill("a passphrase");
  },
  segments: async (page) => {
    const { toolsEncrypt: t, locking } = texts.en;
    const tools = new Tools(page, "en", "");
    await tools.visit("encrypt");
    await tools.choose(t.contents.file);
    // Large enough for threads.
    const file = { name: "a", mimeType: "", buffer: Buffer.alloc(17 * 1024 * 1024) };
    await page.getByLabel(locking.file.label).setInputFiles(file);
    const buffer = Buffer.from(AGE_RECIPIENT);
    const padlock = { name: "padlock.txt", mimeType: "", buffer };
    await page.getByLabel(locking.recipients.file).setInputFiles(padlock);
    await page.getByText(locking.recipients.ready).waitFor();
    await tools.press(t.lock);
  },
};

describe.skipIf(!hasBrowser).each(Object.entries(WORKERS))("the %s worker", (name, start) => {
  let proxy: InfectingProxy;
  let portal: Portal;

  beforeAll(async () => {
    proxy = await InfectingProxy.before(await startServer(), name);
    portal = await Portal.start({ server: proxy });
  });
  afterAll(async () => {
    await portal.close();
  });

  it("loads no script and calls no address, not even of its own origin", async () => {
    const visitor = await portal.visitor({ locale: "en" });
    const reports: Report[] = [];
    const ran: unknown[] = [];
    await visitor.page.exposeFunction("reportAttack", (report: Report) => {
      reports.push(report);
    });
    await visitor.page.exposeFunction("reportRun", (message: unknown) => {
      ran.push(message);
    });
    await visitor.context.addInitScript(() => {
      const page = globalThis as unknown as Record<string, (report: unknown) => void>;
      new BroadcastChannel("attack").onmessage = ({ data }: MessageEvent<unknown>) => {
        page.reportAttack?.(data);
      };
      new BroadcastChannel("ran").onmessage = ({ data }: MessageEvent<unknown>) => {
        page.reportRun?.(data);
      };
    });
    await start(visitor.page);
    await vi.waitFor(
      () => {
        expect(reports).toHaveLength(1);
      },
      { timeout: 60_000 },
    );
    const [{ results, stopped } = { results: {}, stopped: [] }] = reports;
    expect(Object.keys(results)).toHaveLength(13);
    expect(Object.entries(results).filter(([, ending]) => ending !== "failed")).toEqual([]);
    expect(stopped).toContain("connect-src");
    expect(stopped.filter((directive) => directive.startsWith("script-src"))).not.toEqual([]);
    expect(ran).toEqual([]);
    expect(proxy.paths.some((path) => path.startsWith(`/worker/${name}-`))).toBe(true);
    expect(proxy.paths.filter((path) => path.includes(SECRET))).toEqual([]);
    // Chromium reports what the policy stopped.
    visitor.problems.splice(0);
    await visitor.leave();
  });
});
