import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request as httpRequest } from "node:http";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";

import { emptyFolder, installProgram, ready, startProgram } from "./program.js";
import { ageFile, callsTo, newRequest, newToken, problemOf, requestIn } from "./relay/fixture.js";
import type { Ask, Calls, TestRequest } from "./relay/fixture.js";
import { freePort, hasRedis, startRedis } from "./relay/stores/redis-server.js";

/**
 * The built program under attack. Clients have addresses of their own: 127.0.0.2 and so on, which only Linux
 * has without configuration.
 */

const isLinux = process.platform === "linux";

let home: string;
beforeAll(() => {
  home = installProgram();
});
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

/** A store that survives the program: the variables that name it. */
type OpenStore = () => Promise<Record<string, string>>;

const STORES: readonly (readonly [name: string, open: OpenStore])[] = [
  ["SQLite", () => Promise.resolve({ PCT_DATA_DIR: emptyFolder() })],
  ...(hasRedis ? ([["Redis", openRedis]] as const) : []),
];

async function openRedis(): Promise<Record<string, string>> {
  const server = await startRedis();
  onTestFinished(() => server.end());
  return { PCT_REDIS_URL: server.url };
}

interface Program {
  readonly child: ChildProcessWithoutNullStreams;
  readonly port: number;
  /** The calls of a client with this address. */
  readonly from: (address: string) => Calls;
  readonly stop: () => Promise<void>;
}

async function start(env: Readonly<Record<string, string>>): Promise<Program> {
  const settings = { PORT: "0", PCT_LOG_LEVEL: "silent", ...env };
  const child = startProgram(home, settings);
  const [, port] = await ready(child);
  return {
    child,
    port,
    from: (address) => callsTo(askFrom(port, address)),
    async stop() {
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

function askFrom(port: number, localAddress: string): Ask {
  const agent = new Agent({ keepAlive: false });
  return (path, { method = "GET", headers, body } = {}) =>
    new Promise((resolve, reject) => {
      const request = httpRequest(
        {
          ...{ host: "127.0.0.1", port, path: `/api/v1${path}`, method, localAddress, agent },
          headers: Object.fromEntries(new Headers(headers)),
        },
        (incoming) => {
          const parts: Buffer[] = [];
          incoming.on("data", (part: Buffer) => parts.push(part));
          incoming.on("end", () => {
            const { statusCode: status = 0, headers } = incoming;
            const content = status === 204 ? null : Buffer.concat(parts);
            resolve(new Response(content, { status, headers: headers as Record<string, string> }));
          });
        },
      );
      request.on("error", reject);
      request.end(body);
    });
}

describe.each(STORES)("a request that is over, on %s,", (_, openStore) => {
  /** Everything that a client who saw the link of a request can send to revive it. */
  async function expectNotRevived(
    client: Calls,
    request: TestRequest,
    seen: object,
    code: "cancelled" | "expired",
  ): Promise<void> {
    const { publicKey, nonce, claimTokenHash } = seen as TestRequest["body"];
    const own = newRequest();
    const body = { publicKey, nonce, expiresIn: 2_592_000 };
    // With a token of their own, it is another request, with another link.
    const withOwnToken = { ...body, claimTokenHash: own.body.claimTokenHash };
    const response = await client.create({ ...own, body: withOwnToken });
    expect(response.status).toBe(201);
    const { id } = (await response.json()) as { id: string };
    expect(id).not.toBe(request.id);
    // The same call again.
    const replayed = await client.create({ ...request, body: { ...body, claimTokenHash } });
    expect(await problemOf(replayed)).toMatchObject({ status: 410, code });
    for (const call of [client.status, client.deliver, client.collect]) {
      expect(await problemOf(await call({ ...request, token: own.token }))).toMatchObject({ code });
    }
  }

  it("because it was cancelled, is not revived, nor after a restart", async () => {
    const store = await openStore();
    const first = await start(store);
    const [recipient, attacker] = [first.from("127.0.0.1"), first.from("127.0.0.1")];
    const request = await requestIn("open", recipient);
    const seen = (await (await attacker.status(request)).json()) as object;
    expect((await recipient.cancel(request)).status).toBe(204);
    await expectNotRevived(attacker, request, seen, "cancelled");
    await first.stop();
    const second = await start(store);
    await expectNotRevived(second.from("127.0.0.1"), request, seen, "cancelled");
  });

  it("because it has expired, is not revived, before and after it is erased", async () => {
    const store = await openStore();
    const first = await start(store);
    const request = await requestIn("delivered", first.from("127.0.0.1"));
    const seen = (await (await first.from("127.0.0.1").status(request)).json()) as object;
    await first.stop();
    // An hour later.
    const clock = join(home, "later.cjs");
    writeFileSync(clock, "const now = Date.now; Date.now = () => now() + 3_700_000;");
    const second = await start({ ...store, NODE_OPTIONS: `--require ${clock}` });
    const attacker = second.from("127.0.0.1");
    // Redis goes by its own clock until the program erases what has expired.
    const status = async () => (await attacker.status(request)).status;
    await expect.poll(status, { timeout: 20_000 }).toBe(410);
    await expectNotRevived(attacker, request, seen, "expired");
    await second.stop();
    const third = await start({ ...store, NODE_OPTIONS: `--require ${clock}` });
    await expectNotRevived(third.from("127.0.0.1"), request, seen, "expired");
  });
});

describe.each(STORES)("a delivery, on %s,", (_, openStore) => {
  it("is withdrawn by its sender alone, after a restart too, and then anybody may deliver", async () => {
    const store = await openStore();
    const first = await start(store);
    const recipient = first.from("127.0.0.1");
    const [request, other] = [
      await requestIn("open", recipient),
      await requestIn("open", recipient),
    ];
    const [mine, theirs] = [newToken(), newToken()];
    expect((await recipient.deliver(request, ageFile(), mine)).status).toBe(201);
    expect((await recipient.deliver(other, ageFile(), theirs)).status).toBe(201);
    // Another sender, a stranger with the link, and one who sends what the relay shows.
    for (const token of [theirs, newToken(), request.body.claimTokenHash, request.id]) {
      expect((await recipient.withdraw(request, token)).status).toBe(404);
    }
    await first.stop();

    const second = await start(store);
    const calls = second.from("127.0.0.1");
    expect((await calls.withdraw(request, theirs)).status).toBe(404);
    expect((await calls.withdraw(request, mine)).status).toBe(204);
    const tries = [ageFile(), ageFile(), ageFile(), ageFile()];
    const answers = await Promise.all(tries.map((file) => calls.deliver(request, file, theirs)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    expect((await calls.withdraw(request, mine)).status).toBe(404);
    const winner = tries[answers.findIndex(({ status }) => status === 201)];
    const collected = await calls.collect(request);
    expect(Buffer.from(await collected.arrayBuffer())).toEqual(winner);
    const receipt = "AAECAwQFBgcICQoLDA0ODw";
    expect((await calls.acknowledge(request, { "pct-receipt": receipt })).status).toBe(204);
    expect((await calls.withdraw(request, theirs)).status).toBe(409);
    await second.stop();

    const third = await start(store);
    const status = await third.from("127.0.0.1").status(request);
    expect(await status.json()).toMatchObject({ state: "received", receipt });
  });

  it("leaves nothing in the data folder once it is withdrawn", async () => {
    const store = await openStore();
    const program = await start(store);
    const calls = program.from("127.0.0.1");
    const [request, token] = [await requestIn("open", calls), newToken()];
    const mark = `<${newToken()}>`;
    await calls.deliver(request, ageFile(Buffer.alloc(100_000, mark)), token);
    const folder = store.PCT_DATA_DIR;
    const holdsMark = (): boolean =>
      folder !== undefined &&
      readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(mark));
    expect(holdsMark()).toBe(folder !== undefined);
    expect((await calls.withdraw(request, token)).status).toBe(204);
    // The log is truncated a tenth of a second later.
    await expect.poll(holdsMark, { interval: 20 }).toBe(false);
  });
});

describe.skipIf(!isLinux).each(STORES)("a client that fills its share, on %s,", (_, openStore) => {
  it("leaves room for the next one to create, deliver and collect", async () => {
    const program = await start({ ...(await openStore()), PCT_MAX_REQUESTS: "30" });
    const [greedy, other] = [program.from("127.0.0.2"), program.from("127.0.0.3")];
    const requests: TestRequest[] = [];
    for (;;) {
      const request = newRequest({ expiresIn: 2_592_000 });
      const response = await greedy.create(request);
      if (response.status !== 201) {
        expect(response.headers.get("retry-after")).toBe("60");
        expect(await problemOf(response)).toMatchObject({ status: 429, code: "quota-exceeded" });
        break;
      }
      requests.push(request);
    }
    expect(requests).toHaveLength(3);
    const file = ageFile();
    const request = await requestIn("delivered", other, file);
    const collected = await other.collect(request);
    expect(Buffer.from(await collected.arrayBuffer()).equals(file)).toBe(true);
    expect((await other.acknowledge(request)).status).toBe(204);
    // Cancelling gives a place back, to the client who created the request.
    const [first = newRequest()] = requests;
    expect((await greedy.cancel(first)).status).toBe(204);
    expect((await greedy.create(newRequest())).status).toBe(201);
    expect((await greedy.create(newRequest())).status).toBe(429);
  });

  it("of bytes, leaves room for the next one to answer", async () => {
    const program = await start({ ...(await openStore()), PCT_CLIENT_BYTES: "20000" });
    const [greedy, other] = [program.from("127.0.0.2"), program.from("127.0.0.3")];
    const requests = await Promise.all([1, 2, 3].map(() => requestIn("open", other)));
    const [first = newRequest(), second = newRequest(), third = newRequest()] = requests;
    expect((await greedy.deliver(first, ageFile(Buffer.alloc(12_000)))).status).toBe(201);
    const refused = await greedy.deliver(second, ageFile(Buffer.alloc(12_000)));
    expect(await problemOf(refused)).toMatchObject({ status: 429, code: "quota-exceeded" });
    expect((await other.deliver(second, ageFile(Buffer.alloc(12_000)))).status).toBe(201);
    expect((await other.acknowledge(first)).status).toBe(204);
    expect((await greedy.deliver(third, ageFile(Buffer.alloc(12_000)))).status).toBe(201);
  });
});

describe.skipIf(!isLinux)("two clients with 200 stalled uploads", () => {
  const FILE = ageFile(Buffer.alloc(900_000 - 22));

  /** Sends most of a delivery, and then nothing. */
  async function stalledUpload(port: number, from: string, { id }: TestRequest): Promise<Socket> {
    const socket = connect({ port, host: "127.0.0.1", localAddress: from });
    onTestFinished(() => void socket.destroy());
    socket.on("error", () => undefined).resume();
    await once(socket, "connect");
    const head = [
      `PUT /api/v1/requests/${id}/delivery HTTP/1.1`,
      "Host: localhost",
      "Content-Type: application/octet-stream",
      `Content-Length: ${FILE.length.toString()}`,
    ];
    socket.write(`${head.join("\r\n")}\r\n\r\n`);
    socket.write(FILE.subarray(0, FILE.length - 1));
    return socket;
  }

  async function secondsToDeliver(client: Calls): Promise<number> {
    const request = await requestIn("open", client);
    const begin = performance.now();
    expect((await client.deliver(request, FILE)).status).toBe(201);
    const collected = await client.collect(request);
    expect(Buffer.from(await collected.arrayBuffer()).equals(FILE)).toBe(true);
    return (performance.now() - begin) / 1000;
  }

  it("do not delay a third one, who delivers 900 KB", async () => {
    const program = await start({ PCT_DATA_DIR: emptyFolder(), PCT_RATE_LIMIT: "off" });
    const third = program.from("127.0.0.4");
    await secondsToDeliver(third);
    const usual = await secondsToDeliver(third);
    const requests = await Promise.all(
      ["127.0.0.2", "127.0.0.3"].map((from) => requestIn("open", program.from(from))),
    );
    const sockets = await Promise.all(
      Array.from({ length: 200 }, (_, i) => {
        const from = `127.0.0.${(2 + (i % 2)).toString()}`;
        return stalledUpload(program.port, from, requests[i % 2] ?? newRequest());
      }),
    );
    // The others have given way for their bytes.
    const open = () => sockets.filter(({ readyState }) => readyState === "open").length;
    await expect.poll(open, { timeout: 20_000 }).toBeLessThanOrEqual(2 ** 26 / FILE.length + 1);
    for (let i = 0; i < 5; i++) {
      expect(await secondsToDeliver(third)).toBeLessThan(10 * usual + 1);
    }
    expect(open()).toBeGreaterThan(0);
    // The clients themselves are not locked out either.
    expect((await program.from("127.0.0.2").create(newRequest())).status).toBe(201);
  });
});

describe("a proxy that is not trusted", () => {
  it("is reported once, with what it means and what to set", async () => {
    const { child, port } = await start({ PCT_DATA_DIR: emptyFolder(), PCT_LOG_LEVEL: "warn" });
    let output = "";
    child.stdout.on("data", (piece: Buffer) => (output += piece.toString()));
    const health = `http://127.0.0.1:${port.toString()}/api/v1/health`;
    await fetch(health);
    for (let i = 0; i < 3; i++) {
      await fetch(health, { headers: { "x-forwarded-for": "203.0.113.7" } });
    }
    await expect.poll(() => output).toContain("X-Forwarded-For");
    const lines = output.trim().split("\n");
    expect(lines).toHaveLength(1);
    const { level, msg } = JSON.parse(lines[0] ?? "") as { level: number; msg: string };
    expect(level).toBe(40);
    expect(msg).toContain("share one rate limit and one quota");
    expect(msg).toContain("set PCT_TRUST_PROXY to the number of your proxies");
    expect(output).not.toContain("203.0.113.7");
  });

  it("is no news where one is trusted", async () => {
    const env = { PCT_DATA_DIR: emptyFolder(), PCT_LOG_LEVEL: "warn", PCT_TRUST_PROXY: "1" };
    const { child, port, stop } = await start(env);
    let output = "";
    child.stdout.on("data", (piece: Buffer) => (output += piece.toString()));
    const headers = { "x-forwarded-for": "203.0.113.7" };
    await fetch(`http://127.0.0.1:${port.toString()}/api/v1/health`, { headers });
    await stop();
    expect(output).toBe("");
  });
});

describe.skipIf(!isLinux)("metrics", () => {
  async function canConnect(port: number, host: string): Promise<boolean> {
    const socket = connect({ port, host });
    onTestFinished(() => void socket.destroy());
    return new Promise((resolve) => {
      socket.once("connect", () => {
        resolve(true);
      });
      socket.once("error", () => {
        resolve(false);
      });
    });
  }

  it("are on the loopback address only, even where the portal listens on all", async () => {
    const metrics = await freePort();
    const env = { PCT_DATA_DIR: emptyFolder(), HOST: "0.0.0.0" };
    const { port, stop } = await start({ ...env, PCT_METRICS_PORT: metrics.toString() });
    expect(await canConnect(port, "127.0.0.5")).toBe(true);
    expect(await canConnect(metrics, "127.0.0.1")).toBe(true);
    expect(await canConnect(metrics, "127.0.0.5")).toBe(false);
    await stop();
    const chosen = { PCT_METRICS_PORT: metrics.toString(), PCT_METRICS_HOST: "127.0.0.5" };
    await start({ ...env, ...chosen });
    expect(await canConnect(metrics, "127.0.0.5")).toBe(true);
  });
});
