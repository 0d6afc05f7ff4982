import { randomBytes } from "node:crypto";
import { readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { generateHybridKeyPair } from "@pct/core/hybrid";
import { importPublicKey } from "@pct/core/public-key";
import { makeRequestLink } from "@pct/delivery/link";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import {
  answerWith,
  ask,
  person,
  receive,
  requestFiles,
  running,
  send,
  sender,
} from "./delivery.js";
import type { Asked, Person } from "./delivery.js";
import { memoryRelay } from "./memory-relay.js";
import type { MemoryRelay } from "./memory-relay.js";
import { key, listing, pct, problem } from "./run.js";
import type { Result } from "./run.js";

/** Failures between sender and recipient: users, outages, and a malicious server. */

let relay: MemoryRelay;
let ana: Person;
let luis: Person;

beforeAll(async () => {
  relay = await memoryRelay();
});
afterAll(() => relay.stop());
beforeEach(() => {
  relay.heard.length = 0;
  relay.calls.length = 0;
  relay.requests.clear();
  relay.fault = null;
  relay.lie = null;
  ana = person(relay.url);
  luis = sender();
});

/** The last error and its hint. */
function failure(result: Result): { what: string; hint: string } {
  expect(result.code).toBe(1);
  const [last] = /pct: error: .*\npct: hint: .*\n$/.exec(result.stderr) ?? [];
  return problem({ ...result, stderr: last ?? result.stderr });
}

/** Makes a request expire, at the server and in the stored file. */
function expire({ id, file }: Asked): void {
  const stored = relay.requests.get(id);
  if (stored !== undefined) stored.expiresAt = Date.now() - 1000;
  const kept = JSON.parse(readFileSync(file, "utf8")) as object;
  const expiresAt = new Date(Date.now() - 1000).toISOString();
  writeFileSync(file, JSON.stringify({ ...kept, expiresAt }));
}

describe("a malicious server", () => {
  it("is rejected 100 of 100 times, whatever it swaps", async () => {
    const asked = await ask(relay.url, ana);
    const classic = await ask(relay.url, ana, { keyType: "rsa" });
    const { spki } = await importPublicKey(readFileSync(key("rsa4096-a.public_key.pem")));
    const { publicKey } = await generateHybridKeyPair();
    const others: Record<string, string> = {
      rsa: Buffer.from(spki).toString("base64url"),
      mlkem768x25519: Buffer.from(publicKey).toString("base64url"),
    };
    const otherKey = (keyType: string) => ({ keyType, publicKey: others[keyType] ?? "" });
    relay.lie = (truth) => {
      const nonce = randomBytes(16).toString("base64url");
      switch (relay.calls.length % 4) {
        case 0:
          return { ...truth, ...otherKey(truth.keyType) };
        case 1:
          return { ...truth, nonce };
        case 2:
          return { ...truth, ...otherKey(truth.keyType === "rsa" ? "mlkem768x25519" : "rsa") };
        default:
          return { ...truth, ...otherKey(truth.keyType), nonce };
      }
    };
    /** Every fourth time, the link is altered. */
    const linkOf = (attempt: number): string =>
      attempt % 4 === 0
        ? makeRequestLink(relay.url, randomBytes(32).toString("base64url"))
        : attempt % 3 === 0
          ? classic.link
          : asked.link;

    relay.calls.length = 0;
    const refused: Result[] = [];
    let attempt = 0;
    const worker = async (): Promise<void> => {
      while (attempt < 100) {
        attempt++;
        refused.push(await send(linkOf(attempt), [], luis, "hunter2"));
      }
    };
    await Promise.all([worker(), worker(), worker(), worker()]);

    expect(refused).toHaveLength(100);
    for (const result of refused) {
      expect(result).toMatchObject({ code: 1, stdout: "" });
      expect(problem(result).what).toMatch(/^The server's answer does not match this link/);
    }
    expect(new Set(relay.calls)).toEqual(new Set(["GET request"]));
    expect(relay.heard.map(({ text }) => text).join("\n")).not.toContain("hunter2");
  });

  it("is detected in a list too", async () => {
    await ask(relay.url, ana);
    relay.lie = (truth) => ({ ...truth, nonce: randomBytes(16).toString("base64url") });
    expect((await receive(["--list"], ana)).stdout).toContain("  altered by the server  ");
  });
});

describe("several requests", () => {
  it("are selected by ID prefix, by link, or as the newest", async () => {
    const [older, newer] = [
      await ask(relay.url, ana, { label: "older", age: 60_000 }),
      await ask(relay.url, ana, { label: "newer" }),
    ];
    for (const [{ link }, secret] of [
      [older, "first"],
      [newer, "second"],
    ] as const) {
      await send(link, [], luis, secret);
    }
    const newest = await receive([], ana);
    expect(newest).toMatchObject({ code: 0, stdout: "second" });
    expect(newest.stderr).toContain("Other requests waiting: 1 (pct receive --list)");
    expect((await receive([older.id.slice(0, 6)], ana)).stdout).toBe("first");

    const another = await ask(relay.url, ana);
    await send(another.link, [], luis, "third");
    expect((await receive([another.link], ana)).stdout).toBe("third");
  });

  it("are listed with their status; those that are over are deleted", async () => {
    const waiting = await ask(relay.url, ana, { label: "still open", age: 1000 });
    const arrived = await ask(relay.url, ana, { age: 2000 });
    const over = await ask(relay.url, ana, { age: 3000 });
    const unknown = await ask(relay.url, ana, { age: 4000 });
    await send(arrived.link, [], luis, "x");
    expire(over);
    relay.requests.delete(unknown.id);
    const { code, stdout } = await receive(["--list"], ana);
    expect(code).toBe(0);
    expect(stdout.split("\n").map((line) => line.replace(/ +\w+ \d+ \w+, \d\d:\d\d/, ""))).toEqual([
      `${waiting.id.slice(0, 10)}  waiting  still open`,
      `${arrived.id.slice(0, 10)}  arrived`,
      `${over.id.slice(0, 10)}  expired`,
      `${unknown.id.slice(0, 10)}  unknown to the server`,
      "",
    ]);
    const json = JSON.parse((await receive(["--list", "--json"], ana)).stdout) as object[];
    expect(json).toHaveLength(3);
    expect(json[0]).toMatchObject({
      id: waiting.id,
      state: "open",
      label: "still open",
      link: waiting.link,
    });
    await relay.stop();
    expect((await receive(["--list"], ana)).stdout.match(/server unreachable/g)).toHaveLength(3);
    await relay.start();
  });

  it("require an ID to cancel one", async () => {
    const asked = await ask(relay.url, ana);
    await ask(relay.url, ana);
    await send(asked.link, [], luis, "x");
    expect(failure(await receive(["--cancel"], ana)).what).toMatch(/^Several requests are waiting/);
    expect((await receive(["--cancel", asked.id], ana)).code).toBe(0);
    expect([...relay.requests.keys()]).not.toContain(asked.id);
    expect(requestFiles(ana)).toHaveLength(1);
    expect((await receive(["--cancel"], ana)).code).toBe(0);
    expect(requestFiles(ana)).toEqual([]);
  });

  it("are not found by an unknown or a foreign ID", async () => {
    expect(failure(await receive([], ana)).what).toBe("No request is waiting on this computer.");
    expect(failure(await receive(["--cancel"], ana)).hint).toBe(
      "To ask for a credential: pct request",
    );
    expect(await receive(["--list"], ana)).toMatchObject({ code: 0, stdout: "" });
    await ask(relay.url, ana);
    for (const operand of ["AAAAAAAAAA", "../evil", "https://example.org/s/"]) {
      expect(failure(await receive([operand], ana)).what).toMatch(/^This request is not waiting/);
    }
  });

  it("are read even if one file is damaged", async () => {
    const asked = await ask(relay.url, ana);
    writeFileSync(join(ana.requests, "damaged.json"), "{");
    writeFileSync(join(ana.requests, "moved.json"), readFileSync(asked.file));
    await send(asked.link, [], luis, "x");
    const { stdout, stderr } = await receive([], ana);
    expect(stdout).toBe("x");
    expect(
      stderr.match(/pct: warning: Can't read the request in .*json; skipped it/g),
    ).toHaveLength(2);
  });
});

describe("a link that no longer works", () => {
  it("has expired", async () => {
    const asked = await ask(relay.url, ana);
    expire(asked);
    expect(failure(await send(asked.link, [], luis, "x")).what).toMatch(
      /^This request has expired/,
    );
    expect(failure(await receive([], ana))).toEqual({
      what: "The request has expired, and the server has erased it.",
      hint: "To ask again: pct request",
    });
    expect(requestFiles(ana)).toEqual([]);
  });

  it("is cancelled, says the server: its key is kept until the user deletes it", async () => {
    const asked = await ask(relay.url, ana);
    relay.requests.delete(asked.id);
    relay.cancelled.add(asked.id);
    expect(failure(await send(asked.link, [], luis, "x")).what).toMatch(
      /^This request was cancelled/,
    );
    expect((await receive(["--list"], ana)).stdout).toMatch(/ cancelled /);
    const { what, hint } = failure(await receive([], ana));
    expect(what).toMatch(/^The server says that this request was cancelled/);
    expect(requestFiles(ana)).toHaveLength(1);
    expect(hint).toContain(`pct receive --cancel ${asked.id.slice(0, 10)}`);
    expect((await receive(["--cancel", asked.id], ana)).code).toBe(0);
    expect(requestFiles(ana)).toEqual([]);
  });

  it("is expired, says the server before its time: its key is kept", async () => {
    const asked = await ask(relay.url, ana);
    const stored = relay.requests.get(asked.id);
    if (stored !== undefined) stored.expiresAt = 0;
    expect(failure(await receive([], ana)).what).toMatch(/^The server no longer has this request/);
    expect((await receive(["--list"], ana)).stdout).toMatch(/ unknown to the server /);
    expect(requestFiles(ana)).toHaveLength(1);
  });

  it("is unknown to the server: its key is kept until it expires", async () => {
    const asked = await ask(relay.url, ana);
    relay.requests.clear();
    const { what, hint } = failure(await receive([], ana));
    expect(what).toMatch(/^The server no longer has this request/);
    expect(requestFiles(ana)).toHaveLength(1);
    expect(hint).toContain(`pct receive --cancel ${asked.id.slice(0, 10)}`);
    expect((await receive(["--cancel", asked.id], ana)).code).toBe(0);
    expect(requestFiles(ana)).toEqual([]);
  });

  it("was answered: the second answer is not sent, and the first not overwritten", async () => {
    const { link, id } = await ask(relay.url, ana);
    const results = await Promise.all([
      send(link, [], luis, "one"),
      send(link, [], luis, "two"),
      send(link, [], luis, "three"),
    ]);
    expect(results.map(({ code }) => code).sort()).toEqual([0, 1, 1]);
    const first = relay.requests.get(id)?.delivery;
    relay.calls.length = 0;
    expect(failure(await send(link, [], luis, "four")).what).toMatch(
      /^This link already has its one answer/,
    );
    expect(relay.calls).toEqual(["GET request"]);
    expect(relay.requests.get(id)?.delivery).toBe(first);
    const { stdout } = await receive([], ana);
    const winner = results.findIndex(({ code }) => code === 0);
    expect(stdout).toBe(["one", "two", "three"][winner]);
    expect(failure(await send(link, [], luis, "five")).what).toMatch(
      /^The answer to this link was received/,
    );
  });

  it("was collected by another pct of the same user", async () => {
    const asked = await ask(relay.url, ana);
    const kept = readFileSync(asked.file);
    await send(asked.link, [], luis, "x");
    await receive([], ana);
    writeFileSync(asked.file, kept);
    const { what, hint } = failure(await receive([], ana));
    expect(what).toMatch(/^The server says .*was received, and the server's copy/);
    expect(hint).toContain(`pct receive --cancel ${asked.id.slice(0, 10)}`);
    expect(requestFiles(ana)).toHaveLength(1);
    expect((await receive(["--cancel"], ana)).code).toBe(0);
    expect(requestFiles(ana)).toEqual([]);
  });

  it("loses its key by nothing that the server claims, only when its own time is over", async () => {
    const asked = await ask(relay.url, ana);
    const kept = JSON.parse(readFileSync(asked.file, "utf8")) as object;
    const claims: Readonly<Record<string, () => void>> = {
      received: () => {
        relay.lie = (status) => ({ ...status, state: "received" });
        const stored = relay.requests.get(asked.id);
        if (stored !== undefined) Object.assign(stored, { digest: "x", delivery: null });
      },
      unknown: () => {
        relay.lie = null;
        relay.requests.delete(asked.id);
      },
      cancelled: () => relay.cancelled.add(asked.id),
    };
    const calls = [[], ["--no-wait"], ["--list"], ["--list", "--json"]];
    for (const claim of Object.values(claims)) {
      claim();
      for (const args of calls) {
        await receive(args, ana);
        expect(requestFiles(ana)).toHaveLength(1);
      }
    }
    const expiresAt = new Date(Date.now() - 1000).toISOString();
    for (const args of calls) {
      writeFileSync(asked.file, JSON.stringify({ ...kept, expiresAt }));
      await receive(args, ana);
      expect(requestFiles(ana)).toEqual([]);
    }
  });

  it("is cancelled without its server when its own time is over, not before", async () => {
    const asked = await ask(relay.url, ana);
    const kept = JSON.parse(readFileSync(asked.file, "utf8")) as object;
    const gone = { ...kept, server: "http://127.0.0.1:9" };
    writeFileSync(asked.file, JSON.stringify(gone));
    expect((await receive(["--cancel"], ana)).code).toBe(1);
    expect(requestFiles(ana)).toHaveLength(1);
    const expiresAt = new Date(Date.now() - 1000).toISOString();
    writeFileSync(asked.file, JSON.stringify({ ...gone, expiresAt }));
    expect((await receive(["--cancel"], ana)).code).toBe(0);
    expect(requestFiles(ana)).toEqual([]);
  });

  it("keeps its key for the time that was asked for, when the server names an earlier end", async () => {
    relay.shorten = true;
    const { cwd, env } = ana;
    expect((await pct(["request", "--no-wait", "--expires", "1h"], { cwd, env })).code).toBe(0);
    relay.shorten = false;
    relay.requests.clear();
    expect(failure(await receive([], ana)).what).toMatch(/^The server no longer has this request/);
    await receive(["--list"], ana);
    expect(requestFiles(ana)).toHaveLength(1);
  });
});

describe("an unusable answer stays at the relay", () => {
  it("encrypted to another key", async () => {
    const asked = await ask(relay.url, ana);
    const stored = relay.requests.get(asked.id);
    const other = await ask(relay.url, ana, { age: 1000 });
    await answerWith(relay.url, other, "x");
    const delivery = relay.requests.get(other.id)?.delivery ?? Buffer.alloc(0);
    const altered = Buffer.from(delivery);
    altered[altered.length - 1] = (altered.at(-1) ?? 0) ^ 1;
    for (const bytes of [altered, Buffer.from("no age file"), Buffer.alloc(0)]) {
      if (stored !== undefined) Object.assign(stored, { delivery: bytes, digest: "x" });
      const { hint } = failure(await receive([asked.id], ana));
      expect(hint).toContain("Anyone who has the link can send, and the first answer counts.");
      expect(relay.requests.get(asked.id)?.delivery).toBe(bytes);
      expect(requestFiles(ana)).toHaveLength(2);
    }
  });

  it.each([
    ["a file that exists", ["-o", "taken"], "taken already exists. It was not changed."],
    ["a folder that does not", ["-o", "none/"], "Folder not found: none"],
    ["a file in one that does not", ["-o", "none/x"], "Folder not found: none"],
    ["a folder that is a file", ["-o", "taken/"], "taken is a file; a folder is needed."],
    ["a clipboard that is not there", ["--copy"], "There is no graphical session here"],
  ])("with a target of %s", async (_, args, what) => {
    const asked = await ask(relay.url, ana);
    writeFileSync(join(ana.cwd, "taken"), "precious");
    await send(asked.link, ["--username", "ana"], luis, "hunter2");
    const result = await receive(args, ana);
    expect(failure(result).what).toContain(what);
    expect(result.stdout).toBe("");
    expect(relay.requests.get(asked.id)?.delivery).not.toBeNull();
    expect(listing(ana.cwd)).toEqual(["taken"]);
    expect((await receive([], ana)).code).toBe(0);
  });

  it("with one file that can't be saved: none is saved", async () => {
    const asked = await ask(relay.url, ana);
    const files = ["a", "b", "c"].map((name) => ({ name, data: "YQ==" }));
    await answerWith(relay.url, asked, JSON.stringify({ type: "pct.credential.v1", files }));
    writeFileSync(join(ana.cwd, "c"), "precious");
    expect(failure(await receive(["-o", "."], ana)).what).toBe(
      "c already exists. It was not changed.",
    );
    expect(listing(ana.cwd)).toEqual(["c"]);
    expect(failure(await receive(["-o", ".", "--force"], ana)).what).toBe(
      "c already exists. It was not changed.",
    );
    expect(listing(ana.cwd)).toEqual(["c"]);
    expect(readFileSync(join(ana.cwd, "c"), "utf8")).toBe("precious");
    unlinkSync(join(ana.cwd, "c"));
    expect((await receive(["-o", "."], ana)).code).toBe(0);
    expect(listing(ana.cwd)).toEqual(["a", "b", "c", "credential.json"]);
  });

  it("with a closed stdout", async () => {
    const asked = await ask(relay.url, ana);
    await answerWith(relay.url, asked, "x".repeat(500_000));
    const reading = running(["receive"], ana);
    reading.child.stdout.destroy();
    expect((await reading.ended).code).toBe(141);
    expect(relay.requests.get(asked.id)?.delivery).not.toBeNull();
    expect((await receive([], ana)).stdout).toHaveLength(500_000);
  });
});

describe("a server behind TLS that is not verified", () => {
  it.each([
    ["request", ["request", "--server", "https://127.0.0.1:9"], true],
    ["send", ["send", "LINK", "--yes"], true],
    ["receive", ["receive"], true],
    ["receive --list", ["receive", "--list"], true],
    ["receive --cancel", ["receive", "--cancel"], true],
    ["request on this computer", ["request", "--server", "http://127.0.0.1:9"], false],
  ])("is refused before any connection: %s", async (_, args, isRefused) => {
    const asked = await ask(relay.url, ana);
    const kept = JSON.parse(readFileSync(asked.file, "utf8")) as object;
    writeFileSync(asked.file, JSON.stringify({ ...kept, server: "https://127.0.0.1:9" }));
    const link = asked.link.replace(relay.url, "https://127.0.0.1:9");
    const env = { ...ana.env, NODE_TLS_REJECT_UNAUTHORIZED: "0" };
    for (const [language, sentence] of [
      ["en", "NODE_TLS_REJECT_UNAUTHORIZED=0 turns off the check"],
      ["es", "NODE_TLS_REJECT_UNAUTHORIZED=0 desactiva la revisión"],
    ] as const) {
      const begun = performance.now();
      const result = await pct(
        args.map((arg) => arg.replace("LINK", link)),
        { cwd: ana.cwd, env: { ...env, PCT_LANG: language }, input: "x" },
      );
      expect(result.code).toBe(1);
      expect(result.stderr.includes(sentence)).toBe(isRefused);
      // Without a try to connect, there are no retries.
      if (isRefused) expect(performance.now() - begun).toBeLessThan(1500);
    }
    expect(requestFiles(ana)).toHaveLength(1);
  });
});

describe("an unreachable server", () => {
  it("at first: exit 1, and the request is not kept", async () => {
    await relay.stop();
    const { cwd, env } = ana;
    const { what, hint } = failure(await pct(["request"], { cwd, env }));
    expect(what).toBe(`${relay.url}: Can't reach the server, or the connection broke.`);
    expect(hint).toBe("Check the address and your connection, and try again.");
    expect(requestFiles(ana)).toEqual([]);
    await relay.start();
  });

  it("during send: nothing is sent twice, and the same command succeeds later", async () => {
    const { link } = await ask(relay.url, ana);
    relay.fault = (method) => (method === "PUT" ? "break" : null);
    const { hint } = failure(await send(link, [], luis, "x"));
    expect(hint).toMatch(/^Run the same command again/);
    expect(relay.calls.filter((call) => call === "PUT delivery")).toHaveLength(4);
    relay.fault = null;
    expect((await send(link, [], luis, "x")).code).toBe(0);
    expect((await receive([], ana)).stdout).toBe("x");
  });

  it("that loses its confirmation: the retry recognizes the same answer", async () => {
    const { link, id } = await ask(relay.url, ana);
    let puts = 0;
    relay.fault = (method) => (method === "PUT" && puts++ === 0 ? "lose answer" : null);
    expect((await send(link, [], luis, "x")).code).toBe(0);
    expect(puts).toBe(2);
    expect(relay.requests.get(id)?.delivery).not.toBeNull();
    expect((await receive([], ana)).stdout).toBe("x");
  });

  it("during receive: exit 1, and the request is kept", async () => {
    const asked = await ask(relay.url, ana);
    await send(asked.link, [], luis, "x");
    await relay.stop();
    expect(failure(await receive([], ana)).what).toMatch(/: Can't reach the server/);
    expect(failure(await receive(["--cancel"], ana)).what).toMatch(/: Can't reach the server/);
    expect(requestFiles(ana)).toHaveLength(1);
    await relay.start();
    expect((await receive([], ana)).stdout).toBe("x");
  });

  it("during the wait: retries for longer than one series of calls", async () => {
    const asked = await ask(relay.url, ana);
    const waiting = running(["receive"], ana);
    const attempts = (): number => relay.calls.filter((call) => call === "GET delivery").length;
    // The first call asks only whether the relay answers; the second one waits.
    while (attempts() < 2) await sleep(20);
    await relay.stop();
    relay.fault = () => "break";
    await relay.start();
    // A series has four calls: the fifth after the break is of the next one.
    const before = attempts();
    while (attempts() < before + 5) await sleep(20);
    relay.fault = null;
    expect((await send(asked.link, [], luis, "x")).code).toBe(0);
    expect(await waiting.ended).toEqual({ code: 0, signal: null });
    expect(waiting.output.stdout).toBe("x");
  });

  it("during erasure: warns that the copy at the server remains", async () => {
    const asked = await ask(relay.url, ana);
    await send(asked.link, [], luis, "x");
    relay.fault = (method) => (method === "DELETE" ? 503 : null);
    const { code, stdout, stderr } = await receive([], ana);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "x" });
    const command = `pct receive --cancel ${asked.id.slice(0, 10)}`;
    expect(stderr).toContain(`pct: warning: You have it, but the server's copy could not`);
    expect(stderr).toContain(command);
    expect(requestFiles(ana)).toHaveLength(1);
    relay.fault = null;
    expect((await receive(command.split(" ").slice(2), ana)).code).toBe(0);
    expect(relay.requests.has(asked.id)).toBe(false);
  });

  it("differs from a server that is not a relay", async () => {
    const { link } = await ask(relay.url, ana);
    for (const [status, what] of [
      [200, "There is no PCT server at this address (200)."],
      [302, "The server redirects to another address; redirects are not followed."],
      [429, "The server got too many requests from here in a short time."],
      [500, "The server failed (500)."],
    ] as const) {
      relay.fault = () => status;
      expect(failure(await send(link, [], luis, "x")).what).toBe(`${relay.url}: ${what}`);
    }
  });
});

describe("wrong usage", () => {
  const link = makeRequestLink(
    "https://example.org",
    "9VXSNQt9cAJPwEbDGXFaVfEkjfVM3vA2Ffj4mVQzP_s",
  );

  it.each([
    [["request"], "No server was given for the answer."],
    [["request", "--server", "example.org"], "--server: This is not a server address."],
    [
      ["request", "--server", "http://example.org"],
      "--server: The address starts with http: and is on another computer",
    ],
    [["request", "--server", "https://e.org", "--expires", "4m"], "--expires must be a time from"],
    [["request", "--server", "https://e.org", "--expires", "31d"], "--expires must be a time from"],
    [["request", "--server", "https://e.org", "--expires", "1e2h"], "--expires must be a time"],
    [["request", "--server", "https://e.org", "--no-wait", "-o", "x"], "--no-wait and --output"],
    [["receive", "--list", "--cancel"], "--list and --cancel cannot be used together."],
    [["receive", "--json", "-o", "x"], "--json and --output cannot be used together."],
    [["receive", "--copy", "-o", "x"], "--copy and --output cannot be used together."],
    [["send"], "Missing argument: link."],
    [["send", link, "--provider", "ibm"], "--provider must be one of: aws, azure, gcp, other."],
  ])("%j", async (args, what) => {
    const { XDG_DATA_HOME = "" } = ana.env;
    for (const lang of ["en", "es"]) {
      const env = { XDG_DATA_HOME, PCT_LANG: lang };
      const result = await pct(args, { cwd: ana.cwd, env });
      expect(result).toMatchObject({ code: 2, stdout: "" });
      if (lang === "en") expect(problem(result).what).toContain(what);
      else expect(problem(result).what).not.toContain(what);
    }
  });

  it.each([
    [["send", link.slice(0, -1), "--yes"], "This is not a link that asks for a credential"],
    [["send", "http://example.org/s/x", "--yes"], "This is not a link that asks for"],
    [["send", link.replace("https", "http"), "--yes"], "The address starts with http:"],
  ])("%j", async (args, what) => {
    const result = await pct(args, { cwd: ana.cwd, env: ana.env, input: "hunter2" });
    expect(result.code).toBeGreaterThan(0);
    expect(problem(result).what).toContain(what);
  });

  it("sends nothing without confirmation, for an empty secret, or for a missing file", async () => {
    const { link } = await ask(relay.url, ana);
    const { cwd, env } = luis;
    const unconfirmed = await pct(["send", link], { cwd, env, input: "hunter2" });
    expect(failure(unconfirmed)).toEqual({
      what: "There is no terminal to confirm the six words, so nothing was sent.",
      hint: "Compare them, then add --yes.",
    });
    expect(failure(await send(link, [], luis, "\n")).what).toMatch(/^There is nothing to send/);
    expect(failure(await send(link, ["none"], luis)).what).toBe("File not found: none");
    expect(failure(await send(link, ["."], luis)).what).toContain("is a folder");
    expect(relay.calls).not.toContain("PUT delivery");
  });

  it("sends nothing by --yes or without a terminal where the server requires the words", async () => {
    const { link } = await ask(relay.url, ana);
    const { cwd, env } = luis;
    relay.lie = (status) => ({ ...status, requireWords: true });
    for (const options of [["--yes"], []]) {
      const refused = await pct(["send", link, ...options], { cwd, env, input: "hunter2" });
      const { what, hint } = failure(refused);
      expect(what).toContain("only after you confirm the six words at a terminal");
      expect(hint).toContain("without --yes");
    }
    expect(relay.calls).not.toContain("PUT delivery");
  });
});
