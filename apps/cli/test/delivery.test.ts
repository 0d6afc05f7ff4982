import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

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
import type { Person } from "./delivery.js";
import { memoryRelay } from "./memory-relay.js";
import type { MemoryRelay } from "./memory-relay.js";
import { listing, pct, problem } from "./run.js";
import type { Result } from "./run.js";

/** A delivery through a relay. */

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
  relay.maxBytes = 1_048_576;
  ana = person(relay.url);
  luis = sender();
});

function mode(path: string): number {
  return statSync(path).mode & 0o777;
}

/** The result without the notice before the error. */
function silent(result: Result): Result {
  return { ...result, stderr: result.stderr.replace(/^Request .*\n/, "") };
}

const SECRET = "tr3s ñandúes 🦤";

describe("pct request, waiting", () => {
  it("prints a link, shows the answer, and erases it", async () => {
    const asking = running(["request", "--label", "AWS, cuenta 1234", "--from", "Ana"], ana);
    const link = await asking.sees("stdout", /^http\S+\n/);
    const words = await asking.sees("stderr", /(?<=The six words: ).+/);
    const [file = ""] = requestFiles(ana);
    const kept = join(ana.requests, file);
    expect([mode(join(ana.requests, "..")), mode(ana.requests), mode(kept)]).toEqual([
      0o700, 0o700, 0o600,
    ]);
    const { privateKey, claimToken, id } = JSON.parse(readFileSync(kept, "utf8")) as {
      privateKey: string;
      claimToken: string;
      id: string;
    };
    expect(link).toBe(`${relay.url}/s/${id}#for=AWS%2C%20cuenta%201234&from=Ana\n`);

    const sent = await send(link, [], luis, `${SECRET}\n`);
    expect(sent).toMatchObject({ code: 0, stdout: "" });
    expect(sent.stderr).toContain(`The six words: ${words}\n`);
    expect(sent.stderr).toContain("The link asks for: AWS, cuenta 1234\n");
    expect(sent.stderr).toContain("The link says it is from: Ana\n");

    expect(await asking.ended).toEqual({ code: 0, signal: null });
    expect(asking.output.stdout).toBe(`${link}${SECRET}`);
    expect(requestFiles(ana)).toEqual([]);
    expect(relay.requests.get(id)).toMatchObject({ delivery: null });

    const heard = relay.heard.map(({ text }) => text).join("\n");
    expect(heard).not.toContain(Buffer.from(SECRET).toString("latin1"));
    expect(heard).not.toContain("ñandúes");
    expect(heard).not.toContain("cuenta");
    expect(privateKey).toMatch(/^AGE-SECRET-KEY-PQ-1[A-Z0-9]{58}$/);
    expect(heard.toUpperCase()).not.toContain(privateKey.slice(19));
    const spoken = relay.heard.filter(({ place }) => place !== "authorization");
    expect(spoken.some(({ text }) => text.includes(claimToken))).toBe(false);
  });

  it("keeps what pct receive needs when interrupted, and says so", async () => {
    const asking = running(["request"], ana);
    const link = await asking.sees("stdout", /^http\S+\n/);
    await asking.sees("stderr", /It expires/);
    while (!relay.calls.includes("GET delivery")) await sleep(20);
    asking.child.kill("SIGINT");
    expect(await asking.ended).toEqual({ code: 130, signal: null });
    const [, id = ""] = /pct receive (\S+)\n$/.exec(asking.output.stderr) ?? [];
    expect(link).toContain(id);
    expect(requestFiles(ana)).toHaveLength(1);

    expect((await send(link, [], luis, SECRET)).code).toBe(0);
    expect(await receive([id], ana)).toMatchObject({ code: 0, stdout: SECRET });
    expect(requestFiles(ana)).toEqual([]);
  });

  it("says how to resume when it can't save the answer", async () => {
    const asking = running(["request", "-o", "credential"], ana);
    const link = await asking.sees("stdout", /^http\S+\n/);
    writeFileSync(join(ana.cwd, "credential"), "precious");
    await send(link, [], luis, SECRET);
    expect((await asking.ended).code).toBe(1);
    expect(asking.output.stderr).toMatch(
      /\nThe request is saved\. To continue: pct receive \S+\npct: error: credential already exists\./,
    );
    expect(await receive([], ana)).toMatchObject({ code: 0, stdout: SECRET });
  });

  it("leaves nothing when interrupted before the link", async () => {
    relay.fault = () => 503;
    const asking = running(["request"], ana);
    while (!existsSync(ana.requests) || requestFiles(ana).length === 0) await sleep(20);
    asking.child.kill("SIGINT");
    expect((await asking.ended).code).toBe(130);
    expect(asking.output).toEqual({ stdout: "", stderr: "" });
    expect(requestFiles(ana)).toEqual([]);
  });

  it("exits after the link with --no-wait; supports --json and --qr", async () => {
    const { cwd, env } = ana;
    const args = ["request", "--no-wait", "--expires", "3d", "--json", "--qr", "--lang", "es"];
    const { code, stdout, stderr } = await pct(args, { cwd, env });
    expect(code).toBe(0);
    const made = JSON.parse(stdout) as {
      id: string;
      link: string;
      server: string;
      expiresAt: string;
      safetyWords: Record<"es" | "en", string[]>;
    };
    expect(made).toMatchObject({ link: `${relay.url}/s/${made.id}`, server: relay.url });
    expect([made.safetyWords.es.length, made.safetyWords.en.length]).toEqual([6, 6]);
    expect((Date.parse(made.expiresAt) - Date.now()) / 86_400_000).toBeCloseTo(3, 2);
    expect(stderr).toMatch(/^[ ▀▄█\n]+La solicitud se conserva\. Para seguir: pct receive \S+\n$/);
    const { what } = problem(silent(await receive(["--no-wait"], ana)));
    expect(what).toBe("Nothing has arrived yet.");
  });
});

describe("a request with an RSA key", () => {
  it("is made with --rsa, and answered, taken back and opened as any other", async () => {
    const { cwd, env } = ana;
    const made = await pct(["request", "--rsa", "--no-wait", "--label", "AWS"], { cwd, env });
    expect(made.code).toBe(0);
    const [stored] = relay.requests.values();
    expect(stored?.keyType).toBe("rsa");
    const [file = ""] = requestFiles(ana);
    expect(readFileSync(join(ana.requests, file), "utf8")).toContain("-----BEGIN PRIVATE KEY-----");
    expect((await send(made.stdout.trim(), [], luis, "first")).code).toBe(0);
    const back = await pct(["send", made.stdout.trim(), "--withdraw"], { ...luis });
    expect(back.code).toBe(0);
    expect((await send(made.stdout.trim(), [], luis, SECRET)).code).toBe(0);
    expect(await receive([], ana)).toMatchObject({ code: 0, stdout: SECRET });
    const { stdout } = await pct(["send", "--status", "--json"], luis);
    expect(stdout).toContain('"opened"');
  });
});

describe("a link that mail or chat has changed", () => {
  const safeLinks = (link: string): string =>
    `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(link)}&data=05%7C02&reserved=0`;

  it.each([
    ["a query", (link: string) => link.replace("#", "?utm_source=mail#")],
    ["a slash", (link: string) => link.replace("#", "/#")],
    ["a language", (link: string) => link.replace("/s/", "/es/s/")],
    ["an encoded fragment", (link: string) => link.replace("#", "%23")],
    ["brackets", (link: string) => `<${link}>`],
  ])("is sent to and received by: %s", async (_, change) => {
    const { link } = await ask(relay.url, ana, { label: "AWS" });
    const { code, stderr } = await send(change(link), [], luis, SECRET);
    expect(code).toBe(0);
    expect(stderr).toContain("The link asks for: AWS\n");
    expect(stderr).not.toContain("rewrites links");
    expect((await receive([change(link)], ana)).stdout).toBe(SECRET);
  });

  it.each([
    ["en_US.UTF-8", "This is an address of ", ", which rewrites links. The link inside it: "],
    ["es_MX.UTF-8", "La dirección es de ", ", que cambia los enlaces. El enlace que contiene: "],
  ])("is taken out of a rewritten address and shown, in %s", async (LANG, start, end) => {
    const { link, id } = await ask(relay.url, ana);
    const { code, stderr } = await send(safeLinks(link), [], { ...luis, env: { LANG } }, SECRET);
    expect(code).toBe(0);
    const host = "eur01.safelinks.protection.outlook.com";
    expect(stderr.startsWith(`${start}${host}${end}${relay.url}/s/${id}\n`)).toBe(true);
    expect((await receive([safeLinks(link)], ana)).stdout).toBe(SECRET);
  });

  it("is shown before the server inside it is called", async () => {
    const { id } = await ask(relay.url, ana);
    relay.calls.length = 0;
    const link = `http://localhost:1/s/${id}`;
    const { code, stderr } = await send(`${relay.url}/?url=${link}`, [], luis, SECRET);
    expect(code).toBe(1);
    const host = new URL(relay.url).host;
    expect(stderr).toMatch(
      `This is an address of ${host}, which rewrites links. The link inside it: ${link}\n`,
    );
    expect(stderr).toContain("http://localhost:1: ");
    expect(relay.calls).toEqual([]);
  });

  it("is asked for again if the service keeps it to itself", async () => {
    const result = await send("https://protect-eu.mimecast.com/s/1aBc?domain=x", [], luis, SECRET);
    expect(problem(result).what).toMatch(
      /^This address belongs to a service that shortens or checks/,
    );
    expect(relay.calls).toEqual([]);
  });
});

describe("an answer", () => {
  it("returns a secret unchanged", async () => {
    const { link } = await ask(relay.url, ana);
    expect((await send(link, [], luis, `${SECRET}\n`)).code).toBe(0);
    const { code, stdout, stderr } = await receive([], ana);
    expect({ code, stdout }).toEqual({ code: 0, stdout: SECRET });
    expect(stderr).toMatch(/\nThe server's copy is erased\.\n$/);
    expect(requestFiles(ana)).toEqual([]);
  });

  const fields = [
    ["--provider", "aws"],
    ["--account", "1234"],
    ["--sign-in-url", "https://example.org/login"],
    ["--username", "ana"],
    ["--note", "only until\nFriday \u001B[2J"],
    ["--from", "Luis"],
  ].flat();

  it("prints a credential as escaped lines, one per field", async () => {
    const { link } = await ask(relay.url, ana);
    await send(link, fields, luis, "hunter2");
    const { code, stdout, stderr } = await receive([], ana);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: [
        "Sender      Luis",
        "Provider    AWS",
        "Account     1234",
        "Sign in at  https://example.org/login",
        "User        ana",
        "Password    hunter2",
        "Note",
        "only until",
        "Friday \\u001b[2J",
        "",
      ].join("\n"),
    });
    expect(stderr).toContain("Now change the password");
  });

  it("prints JSON, or saves a file", async () => {
    const first = await ask(relay.url, ana);
    await send(first.link, fields, luis, "hunter2");
    const { stdout } = await receive(["--json"], ana);
    expect(JSON.parse(stdout)).toEqual({
      id: first.id,
      credential: {
        type: "pct.credential.v1",
        request: first.id,
        provider: "aws",
        signInUrl: "https://example.org/login",
        account: "1234",
        username: "ana",
        note: "only until\nFriday \u001B[2J",
        from: "Luis",
        password: "hunter2",
      },
    });

    const second = await ask(relay.url, ana);
    await send(second.link, fields, luis, "hunter2");
    expect(await receive(["-o", "credential"], ana)).toMatchObject({ code: 0, stdout: "" });
    const path = join(ana.cwd, "credential");
    expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ password: "hunter2" });
    expect(mode(path)).toBe(0o600);
  });

  it("names another service, and completes its sign-in address", async () => {
    const { link } = await ask(relay.url, ana);
    const options = ["--service", "Jira", "--sign-in-url", "jira.example.org/login"];
    expect((await send(link, options, luis, "hunter2")).stderr).not.toContain("warning");
    expect((await receive([], ana)).stdout).toBe(
      [
        "Service     Jira",
        "Sign in at  https://jira.example.org/login",
        "Password    hunter2",
        "",
      ].join("\n"),
    );

    const second = await ask(relay.url, ana);
    const insecure = ["--sign-in-url", "http://jira.example.org"];
    const { code, stderr } = await send(second.link, insecure, luis, "hunter2");
    expect({ code, warning: stderr.includes("as text, not as a link") }).toEqual({
      code: 0,
      warning: true,
    });
  });

  it("returns a file of 900 KiB unchanged", async () => {
    const { link } = await ask(relay.url, ana);
    const content = randomBytes(900 * 1024);
    writeFileSync(join(luis.cwd, "backup.bin"), content);
    expect((await send(link, ["backup.bin"], luis)).code).toBe(0);
    expect((await receive(["-o", "backup.bin"], ana)).code).toBe(0);
    expect(readFileSync(join(ana.cwd, "backup.bin")).equals(content)).toBe(true);
    expect(mode(join(ana.cwd, "backup.bin"))).toBe(0o600);
  });

  it("sends a file of the server's maximum size, and rejects a larger one", async () => {
    const largest = await ask(relay.url, ana);
    // The age overhead for a post-quantum key: header, nonce, and a tag for each of 16 chunks.
    const content = randomBytes(1_048_576 - 16 * 16 - overhead);
    expect((await send(largest.link, ["-"], luis, content)).code).toBe(0);
    expect(relay.requests.get(largest.id)?.delivery).toHaveLength(1_048_576);
    expect((await receive([], ana)).data.equals(content)).toBe(true);

    const { link } = await ask(relay.url, ana);
    relay.calls.length = 0;
    for (const more of [1, 4096, 5_000_000]) {
      writeFileSync(join(luis.cwd, "large"), Buffer.concat([content, Buffer.alloc(more)]));
      const { code, stderr } = await send(link, ["large"], luis);
      expect(code).toBe(1);
      expect(stderr).toContain(
        "This is larger than the 1024 KiB that the server accepts. Nothing was sent.",
      );
    }
    expect(relay.calls).not.toContain("PUT delivery");
  });

  it("saves a file under its name, beside its fields", async () => {
    const { link } = await ask(relay.url, ana);
    writeFileSync(join(luis.cwd, "key.csv"), "id,secret\n");
    await send(link, ["key.csv", "--username", "ana"], luis);

    const shown = await receive([], ana);
    expect(shown).toMatchObject({ code: 0, stdout: "User  ana\nFile  key.csv (10 B)\n" });
    expect(shown.stderr).toMatch(
      /The files are still on the server\. .*pct receive \S+ -o \.\/\n$/,
    );
    expect(requestFiles(ana)).toHaveLength(1);

    expect((await receive(["-o", "./"], ana)).code).toBe(0);
    expect(listing(ana.cwd)).toEqual(["credential.json", "key.csv"]);
    expect(readFileSync(join(ana.cwd, "key.csv"), "utf8")).toBe("id,secret\n");
    const rest = JSON.parse(readFileSync(join(ana.cwd, "credential.json"), "utf8")) as object;
    expect(rest).toMatchObject({ username: "ana" });
    expect(rest).not.toHaveProperty("files");
    expect(listing(ana.cwd).map((name) => mode(join(ana.cwd, name)))).toEqual([0o600, 0o600]);
    expect(requestFiles(ana)).toEqual([]);
  });

  it("saves a single file under its name, or another", async () => {
    writeFileSync(join(luis.cwd, "key.csv"), "id,secret\n");
    for (const output of ["./", "other.csv"]) {
      const { link } = await ask(relay.url, ana);
      await send(link, ["key.csv"], luis);
      expect((await receive(["-o", output], ana)).code).toBe(0);
    }
    expect(listing(ana.cwd)).toEqual(["key.csv", "other.csv"]);
    expect(readFileSync(join(ana.cwd, "other.csv"), "utf8")).toBe("id,secret\n");
  });

  it("rejects fields with a file that leaves no room for them", async () => {
    const { link } = await ask(relay.url, ana);
    writeFileSync(join(luis.cwd, "backup.bin"), randomBytes(900 * 1024));
    const { code, stderr } = await send(link, ["backup.bin", "--username", "ana"], luis);
    expect(code).toBe(1);
    expect(stderr).toMatch(/hint: Leave out --username and similar options .*\n$/);
    expect(relay.calls).not.toContain("PUT delivery");
  });

  it("may be made by another program", async () => {
    const texts: [string | Uint8Array, object][] = [
      ["just text", { text: "just text" }],
      [Uint8Array.of(0xc3, 0x28), { base64: "wyg=" }],
    ];
    for (const [content, expected] of texts) {
      const asked = await ask(relay.url, ana);
      await answerWith(relay.url, asked, content);
      const { stdout } = await receive(["--json"], ana);
      expect(JSON.parse(stdout)).toEqual({ id: asked.id, ...expected });
    }
  });

  it("shows fields of later versions, and keeps files inside the folder", async () => {
    const asked = await ask(relay.url, ana);
    const document = {
      type: "pct.credential.v1",
      request: asked.id,
      mustChangePassword: true,
      password: "two\nlines",
      region: "eu\u0007",
      files: [
        { name: "../../evil", data: "YQ==" },
        { name: "credential.json", data: "Yg==" },
        { name: "Credential.JSON", data: "Yw==" },
      ],
    };
    await answerWith(relay.url, asked, JSON.stringify(document));
    const { stdout } = await receive([], ana);
    expect(stdout).toBe(
      [
        "Password",
        "two",
        "lines",
        "Change it  yes, at the first sign-in",
        "region     eu\\u0007",
        "File       evil (1 B)",
        "File       credential.json (1 B)",
        "File       Credential (2).JSON (1 B)",
        "",
      ].join("\n"),
    );
    expect((await receive(["-o", ana.cwd], ana)).code).toBe(0);
    expect(listing(ana.cwd)).toEqual([
      "Credential (2).JSON",
      "credential (3).json",
      "credential.json",
      "evil",
    ]);
  });

  it("warns about an answer for another request before showing it", async () => {
    const asked = await ask(relay.url, ana);
    const document = { type: "pct.credential.v1", request: "another", username: "ana" };
    await answerWith(relay.url, asked, JSON.stringify(document));
    const { code, stdout, stderr } = await receive([], ana);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "User  ana\n" });
    expect(stderr).toContain("pct: warning: This credential was made for another request.");
  });

  it("shows a damaged document as it came", async () => {
    const asked = await ask(relay.url, ana);
    const document = '{ "type": "pct.credential.v1", "password": 5 }';
    await answerWith(relay.url, asked, document);
    const { code, stdout, stderr } = await receive([], ana);
    expect({ code, stdout }).toEqual({ code: 0, stdout: document });
    expect(stderr).toContain("pct: warning: The credential is damaged");
  });
});

/** Bytes of an age header for one 2048-bit key, and of the nonce. */
const overhead = 22 + 1513 + 44 + 48 + 16;
