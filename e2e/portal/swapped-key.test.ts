import { createHash, generateKeyPairSync, randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, request } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { generateHybridKeyPair } from "@pct/core/hybrid";
import { vectorsFolder } from "@pct/tooling/vectors";
import { expectAccessible } from "./accessibility.js";
import { Answerer } from "./answerer.js";
import { Asker } from "./asker.js";
import { hasBrowser, LANGUAGES, Portal, startServer } from "./portal.js";
import type { Origin } from "./portal.js";

/** An attacker between the browser and the server, who wants to read the answer. */

const ATTEMPTS = 100;

interface Status {
  readonly keyType: string;
  readonly publicKey: string;
  readonly nonce: string;
}

/** A proxy of the portal that alters the relay's status responses. */
class AlteringProxy implements Origin {
  readonly origin: string;
  /** Alters a status response. */
  alter: (status: Status) => Status = (status) => status;
  /** If not null, the request whose status it returns for every ID. */
  replacementId: string | null = null;
  /** Method and path of every request. */
  readonly calls: string[] = [];
  readonly #close: () => Promise<void>;

  private constructor(origin: string, close: () => Promise<void>) {
    this.origin = origin;
    this.#close = close;
  }

  static async before(server: Origin): Promise<AlteringProxy> {
    const listener = createServer();
    listener.listen(0, "127.0.0.1");
    await once(listener, "listening");
    const { port } = listener.address() as AddressInfo;
    const proxy = new AlteringProxy(`http://localhost:${port.toString()}`, async () => {
      listener.closeAllConnections();
      listener.close();
      await server.close();
    });
    listener.on("request", (incoming: IncomingMessage, outgoing: ServerResponse) => {
      proxy.#pass(incoming, outgoing, new URL(incoming.url ?? "/", server.origin));
    });
    return proxy;
  }

  #pass(incoming: IncomingMessage, outgoing: ServerResponse, address: URL): void {
    const { method = "GET", headers } = incoming;
    this.calls.push(`${method} ${address.pathname}`);
    const isStatus = method === "GET" && /^\/api\/v1\/requests\/[\w-]+$/.test(address.pathname);
    if (isStatus && this.replacementId !== null)
      address.pathname = `/api/v1/requests/${this.replacementId}`;
    const onward = request(address, { method, headers }, (answer) => {
      if (!isStatus || answer.statusCode !== 200) {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
        return;
      }
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () => {
        const status = JSON.parse(Buffer.concat(parts).toString()) as Status;
        const body = Buffer.from(JSON.stringify(this.alter(status)));
        outgoing.writeHead(200, { ...answer.headers, "content-length": body.length.toString() });
        outgoing.end(body);
      });
    });
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  }

  close(): Promise<void> {
    return this.#close();
  }
}

let proxy: AlteringProxy;
let portal: Portal;
let ana: Asker;

beforeAll(async () => {
  if (!hasBrowser) return;
  proxy = await AlteringProxy.before(await startServer());
  portal = await Portal.start({ server: proxy });
  ana = new Asker(portal.origin);
});
afterAll(async () => {
  if (!hasBrowser) return;
  ana.close();
  await portal.close();
});

describe.skipIf(!hasBrowser).each(LANGUAGES)("a swapped key, in %s", (language) => {
  it(`is refused ${ATTEMPTS.toString()} of ${ATTEMPTS.toString()} times, without a way to continue`, async () => {
    const visitor = await portal.visitor({ locale: language });
    const luis = new Answerer(visitor.page, language);
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const spki = publicKey.export({ type: "spki", format: "der" });
    const hybrid = Buffer.from((await generateHybridKeyPair()).publicKey);
    const first = await ana.ask("for=x");
    const second = await ana.ask("for=x");
    const alterations: readonly ((status: Status) => Status)[] = [
      (status) => ({ ...status, publicKey: hybrid.toString("base64url") }),
      (status) => ({ ...status, keyType: "rsa", publicKey: spki.toString("base64url") }),
      (status) => ({ ...status, nonce: randomBytes(16).toString("base64url") }),
      (status) => ({ ...status, publicKey: altered(status.publicKey) }),
      (status) => ({ ...status, nonce: altered(status.nonce) }),
    ];
    proxy.alter = (status) => status;
    await luis.open(first.link);
    proxy.calls.length = 0;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const alteration = alterations[attempt % (alterations.length + 1)];
      proxy.alter = alteration ?? ((status) => status);
      // Without an alteration the link is altered, and the proxy returns the status of another request.
      proxy.replacementId = alteration === undefined ? first.id : null;
      const id = alteration === undefined ? altered(second.id) : second.id;
      await follow(luis.page, `/s/${id}#for=${attempt.toString()}`, id);
      await luis.isOver("altered");
    }
    await expectAccessible(luis.page, "altered");
    // A reload refuses it again. The original link works once the proxy alters nothing.
    await luis.page.reload();
    await luis.isOver("altered");
    expect(proxy.calls.filter((call) => call.startsWith("PUT"))).toEqual([]);
    expect(proxy.calls.filter((call) => call.startsWith("GET /api/")).length).toBe(ATTEMPTS + 1);
    proxy.alter = (status) => status;
    proxy.replacementId = null;
    await luis.open(first.link);
    expect(await first.collect()).toBeNull();
    await visitor.leave();
  });

  it.each(hostileKeys())(
    "is refused where the link's author made it unsafe: $name",
    async ({ keyType, publicKey }) => {
      const visitor = await portal.visitor({ locale: language });
      const { page } = visitor;
      const luis = new Answerer(page, language);
      const [nonce, tokenHash] = [randomBytes(16), randomBytes(32)];
      const type = Buffer.of(keyType === "rsa" ? 1 : 2);
      const parts = [Buffer.from("pct-request-v2\n"), nonce, tokenHash, type, publicKey];
      const id = createHash("sha256").update(Buffer.concat(parts)).digest("base64url");
      // The portal's relay accepts no such key; a malicious relay may.
      const status = {
        keyType,
        publicKey: publicKey.toString("base64url"),
        nonce: nonce.toString("base64url"),
        claimTokenHash: tokenHash.toString("base64url"),
        state: "open",
        expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
        maxBytes: 1_048_576,
      };
      await page.route(`**/api/v1/requests/${id}`, (route) => route.fulfill({ json: status }));
      await page.goto(`/s/${id}`);
      await luis.heading(luis.t.unsafe).waitFor();
      await page.locator("main").getByRole("alert").waitFor();
      expect(await page.locator("main :is(input, textarea, button)").count()).toBe(0);
      await visitor.leave();
    },
  );
});

interface Hostile {
  readonly name: string;
  readonly public: string;
  readonly expect: "refuse" | "optional";
}

/** The hostile keys whose size the client's schema accepts. */
function hostileKeys(): { name: string; keyType: string; publicKey: Buffer }[] {
  const file = join(vectorsFolder("core").folder, "classic/public_keys.json");
  const { hostile } = JSON.parse(readFileSync(file, "utf8")) as { hostile: Hostile[] };
  const rsa = hostile
    .filter((key) => key.expect === "refuse" && /^(?:e|n-even|n-small)/.test(key.name))
    .map(({ name, public: pem }) => {
      const publicKey = Buffer.from(pem.replace(/-----[^-]*-----|\s/g, ""), "base64");
      return { name, keyType: "rsa", publicKey };
    });
  // Its X25519 point is zero, with which every shared secret is zero.
  const zero = { name: "zero", keyType: "mlkem768x25519", publicKey: Buffer.alloc(1216) };
  return [...rsa, zero];
}

/** Opens a link within the current page: loading a hundred pages would take minutes. */
async function follow(page: Page, address: string, id: string): Promise<void> {
  const answer = page.waitForResponse((response) => response.url().endsWith(id));
  await page.evaluate((to) => {
    history.replaceState(null, "", to);
    dispatchEvent(new HashChangeEvent("hashchange"));
  }, address);
  await answer;
}

/** Changes one character. */
function altered(text: string): string {
  const at = Math.floor(text.length / 2);
  return text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
}
