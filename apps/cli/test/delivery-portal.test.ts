import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeEach, describe, expect, it } from "vitest";

import { ask, person, receive, requestFiles, running, send, sender } from "./delivery.js";
import type { Person } from "./delivery.js";
import { startPortal } from "./portal.js";

/** A delivery through the built server. */

const { hasRelay, url, data, log, restart, stop } = await startPortal();

const title = hasRelay
  ? "through the portal"
  : "through the portal (left out: needs apps/web built, with its relay)";

afterAll(stop);

describe.skipIf(!hasRelay)(title, () => {
  let ana: Person;
  let luis: Person;

  beforeEach(() => {
    ana = person(url);
    luis = sender();
  });

  /** All bytes that the server stored or logged. */
  function left(): string {
    const files = readdirSync(data, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"));
    return [...files, log()].join("\n");
  }

  it("delivers a secret that the server can't read", async () => {
    const asking = running(["request", "--label", "Consola"], ana);
    const link = await asking.sees("stdout", /^http\S+\n/);
    const [file = ""] = requestFiles(ana);
    const kept = JSON.parse(readFileSync(join(ana.requests, file), "utf8")) as {
      claimToken: string;
      privateKey: string;
    };
    const secret = `canary-${randomBytes(16).toString("hex")}`;
    const waiting = running(["receive"], ana);
    asking.child.kill("SIGINT");
    expect((await asking.ended).code).toBe(130);
    expect(left()).not.toContain(kept.claimToken);

    expect((await send(link, [], luis, secret)).code).toBe(0);
    expect((await waiting.ended).code).toBe(0);
    expect(waiting.output.stdout).toBe(secret);
    for (const canary of [secret, kept.claimToken, "Consola", kept.privateKey.slice(19)]) {
      expect(left()).not.toContain(canary);
    }
    expect((await send(link, [], luis, "x")).stderr).toContain("The answer to this link was");
  });

  it("delivers a credential, with the server restarted at each step", async () => {
    const { link, id } = await ask(url, ana);
    await restart();
    const sent = await send(link, ["--provider", "gcp", "--username", "ana"], luis, "hunter2");
    expect(sent.code).toBe(0);
    expect((await send(link, [], luis, "second")).stderr).toContain(
      "This link already has its one answer",
    );
    await restart();
    const { code, stdout } = await receive(["--json"], ana);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      credential: { request: id, provider: "gcp", username: "ana", password: "hunter2" },
    });
    await restart();
    expect((await send(link, [], luis, "third")).code).toBe(1);
  });

  it("keeps waiting while the server restarts", async () => {
    const { link } = await ask(url, ana);
    const waiting = running(["receive"], ana);
    await waiting.sees("stderr", /^Request /);
    await restart();
    await send(link, [], luis, "after all");
    expect((await waiting.ended).code).toBe(0);
    expect(waiting.output.stdout).toBe("after all");
  });

  it("delivers a file of 900 KiB, and rejects one that is too large", async () => {
    const { link } = await ask(url, ana);
    const content = randomBytes(900 * 1024);
    writeFileSync(join(luis.cwd, "backup.bin"), content);
    writeFileSync(join(luis.cwd, "large.bin"), randomBytes(1024 * 1024));
    expect((await send(link, ["large.bin"], luis)).stderr).toContain("KiB that the server accepts");
    expect((await send(link, ["backup.bin"], luis)).code).toBe(0);
    expect((await receive(["-o", "backup.bin"], ana)).code).toBe(0);
    expect(readFileSync(join(ana.cwd, "backup.bin")).equals(content)).toBe(true);
  });

  it("delivers nothing after a cancellation", async () => {
    const { link } = await ask(url, ana);
    await send(link, [], luis, "too late");
    expect((await receive(["--cancel"], ana)).code).toBe(0);
    expect((await send(link, [], luis, "x")).stderr).toContain("This request was cancelled");
    expect(requestFiles(ana)).toEqual([]);
  });
});
