import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { createRelayClient } from "@pct/delivery/relay-client";
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
import { pct, problem } from "./run.js";
import type { Result } from "./run.js";

/** What a sender can do after sending: see whether it was opened, and take it back. */

let relay: MemoryRelay;
let ana: Person;
let luis: Person;
let asked: Asked;

beforeAll(async () => {
  relay = await memoryRelay();
});
afterAll(() => relay.stop());
beforeEach(async () => {
  relay.heard.length = 0;
  relay.calls.length = 0;
  relay.requests.clear();
  relay.cancelled.clear();
  relay.fault = null;
  relay.lie = null;
  ana = person(relay.url);
  luis = sender();
  asked = await ask(relay.url, ana, { label: "AWS" });
});

const SECRET = "tr3s ñandúes";

function sentFolder({ requests }: Person): string {
  return join(requests, "../sent");
}

function sentFiles(who: Person): string[] {
  return existsSync(sentFolder(who)) ? readdirSync(sentFolder(who)) : [];
}

interface Record {
  readonly withdrawToken: string;
  readonly receipt: string | null;
}

function recordOf(who: Person, { id }: Asked): Record {
  return JSON.parse(readFileSync(join(sentFolder(who), `${id}.json`), "utf8")) as Record;
}

function manage(args: readonly string[], { cwd, env }: Person, language = "en"): Promise<Result> {
  return pct(["send", ...args], { cwd, env: { ...env, PCT_LANG: language } });
}

/** The states of what was sent, without the IDs and times. */
async function states(who: Person, language?: string): Promise<string[]> {
  const { code, stdout } = await manage(["--status"], who, language);
  expect(code).toBe(0);
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.split("  ")[1] ?? "");
}

describe("pct send --status", () => {
  it("proves that the holder of the key opened it, from the receipt inside", async () => {
    const sent = await send(asked.link, ["--username", "ana"], luis, SECRET);
    expect(sent.code).toBe(0);
    const id = asked.id.slice(0, 10);
    expect(sent.stderr).toContain(`pct send --status ${id}. `);
    expect(sent.stderr).toContain(`pct send --withdraw ${id}\n`);
    expect(await states(luis)).toEqual(["not collected yet"]);

    const { receipt, withdrawToken } = recordOf(luis, asked);
    expect(receipt).toMatch(/^[\w-]{22}$/);
    const told = relay.heard.map(({ text }) => text).join("\n");
    for (const secret of [receipt ?? "", withdrawToken]) expect(told).not.toContain(secret);

    const received = await receive(["--json"], ana);
    expect(received.code).toBe(0);
    expect(received.stdout).not.toContain(receipt);
    expect(await states(luis)).toEqual(["opened and saved by the holder of the key"]);
    expect(await states(luis, "es")).toEqual(["abierta y guardada por quien tiene la llave"]);

    const { receivedAt = "" } = relay.requests.get(asked.id)?.received ?? {};
    const json = await manage(["--status", "--json", asked.link], luis);
    expect(JSON.parse(json.stdout)).toMatchObject({
      id: asked.id,
      state: "received",
      opening: "opened",
      receivedAt,
      label: "AWS",
      link: asked.link,
    });
    const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "long" }).format(
      Date.parse(receivedAt),
    );
    const { stdout } = await manage(["--status", asked.id.slice(0, 8)], luis);
    expect(stdout).toMatch(
      new RegExp(
        `^${id}  opened and saved by the holder of the key  on ${weekday} .* at \\d\\d:\\d\\d  AWS\\n$`,
      ),
    );
  });

  it("keeps what it needs for its owner only, and nothing that decrypts", async () => {
    await send(asked.link, [], luis, SECRET);
    const folder = sentFolder(luis);
    const file = join(folder, `${asked.id}.json`);
    expect([folder, file].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600]);
    expect(Object.keys(JSON.parse(readFileSync(file, "utf8")) as object).sort()).toEqual(
      ["expiresAt", "for", "from", "id", "receipt", "sentAt", "server", "withdrawToken"].sort(),
    );
    expect(readFileSync(file, "utf8")).not.toContain(SECRET);
  });

  it("takes the server at its word where nothing inside the answer proves more", async () => {
    // Too large for a document: the file goes alone.
    const content = randomBytes(900 * 1024);
    writeFileSync(join(luis.cwd, "backup.bin"), content);
    await send(asked.link, ["backup.bin"], luis);
    expect(recordOf(luis, asked).receipt).toBe(null);
    expect((await receive(["-o", "backup.bin"], ana)).code).toBe(0);
    expect(await states(luis)).toEqual(["collected, says the server"]);
  });

  it("is not deceived by a server that says so, or invents a receipt", async () => {
    await send(asked.link, [], luis, SECRET);
    relay.lie = (status) => ({ ...status, state: "received" });
    expect(await states(luis)).toEqual(["collected, says the server"]);
    relay.lie = (status) => ({ ...status, state: "received", receipt: "AAAAAAAAAAAAAAAAAAAAAA" });
    const { code, stdout, stderr } = await manage(["--status"], luis);
    expect(code).toBe(0);
    expect(stdout).toContain("collected, says the server, with a false receipt");
    expect(stderr).toMatch(/^pct: warning: \S{10}: the receipt that the server shows is not/);
  });

  it("is no proof of opening when the server's copy is deleted without it", async () => {
    await send(asked.link, [], luis, SECRET);
    await createRelayClient({ baseUrl: relay.url }).acknowledge(asked.id, asked.claimToken);
    expect(await states(luis)).toEqual(["collected, says the server"]);
  });

  it("tells a request that was cancelled, and a server that does not answer", async () => {
    await send(asked.link, [], luis, SECRET);
    relay.fault = () => "break";
    expect(await states(luis)).toEqual(["server unreachable"]);
    relay.fault = null;
    expect((await receive(["--cancel"], ana)).code).toBe(0);
    expect(await states(luis)).toEqual(["cancelled"]);
  });

  it("shows nothing, and forgets what is over", async () => {
    const none = await manage(["--status"], luis);
    expect(none).toMatchObject({ code: 0, stdout: "" });
    expect(none.stderr).toBe(
      "Nothing that was sent from this computer is still waiting or known.\n",
    );
    expect((await manage(["--status", "--json"], luis)).stdout).toBe("[]\n");

    await send(asked.link, [], luis, SECRET);
    const file = join(sentFolder(luis), `${asked.id}.json`);
    const kept = JSON.parse(readFileSync(file, "utf8")) as object;
    const expiresAt = new Date(Date.now() - 1000).toISOString();
    writeFileSync(file, JSON.stringify({ ...kept, expiresAt }));
    expect(await states(luis)).toEqual([]);
    expect(sentFiles(luis)).toEqual([]);
    const gone = await manage(["--status", asked.link], luis);
    expect(gone.code).toBe(1);
    expect(problem(gone).what).toContain("was not sent from this computer");
  });

  it("leaves out a damaged record, and one whose receipt could become a header", async () => {
    await send(asked.link, [], luis, SECRET);
    const file = join(sentFolder(luis), `${asked.id}.json`);
    const kept = JSON.parse(readFileSync(file, "utf8")) as object;
    for (const text of ["{", JSON.stringify({ ...kept, withdrawToken: "x\r\ny: z" })]) {
      writeFileSync(file, text);
      const { code, stdout, stderr } = await manage(["--status"], luis);
      expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
      expect(stderr).toContain(file);
    }
  });
});

describe("pct send --withdraw", () => {
  it("takes the answer back, so that a corrected one can be sent", async () => {
    await send(asked.link, [], luis, "wrong");
    const withdrawn = await manage(["--withdraw", asked.link], luis);
    expect(withdrawn).toMatchObject({ code: 0, stdout: "" });
    expect(withdrawn.stderr).toMatch(/^Taken back: the server's copy is erased\./);
    expect(relay.requests.get(asked.id)).toMatchObject({ delivery: null, digest: null });
    expect(sentFiles(luis)).toEqual([]);
    expect((await receive(["--no-wait"], ana)).code).toBe(1);

    expect((await send(asked.link, [], luis, SECRET)).code).toBe(0);
    expect((await receive([], ana)).stdout).toBe(SECRET);
    expect(await states(luis)).toEqual(["opened and saved by the holder of the key"]);
  });

  it("is too late once it is collected, and keeps the proof", async () => {
    await send(asked.link, [], luis, SECRET);
    await receive([], ana);
    const late = await manage(["--withdraw", asked.id], luis);
    expect(late.code).toBe(1);
    expect(problem(late).what).toBe("Too late to take it back: it was collected.");
    expect(await states(luis)).toEqual(["opened and saved by the holder of the key"]);
  });

  it("takes back nothing of another sender, and nothing twice", async () => {
    await send(asked.link, [], luis, SECRET);
    const eva = sender();
    const foreign = await manage(["--withdraw", asked.link], eva);
    expect(foreign.code).toBe(1);
    expect(problem(foreign).what).toContain("was not sent from this computer");
    expect(relay.calls).not.toContain("DELETE delivery");
    const stale = readFileSync(join(sentFolder(luis), `${asked.id}.json`));
    await manage(["--withdraw", asked.link], luis);
    await send(asked.link, [], eva, "from Eva");
    writeFileSync(join(sentFolder(luis), `${asked.id}.json`), stale);
    const other = await manage(["--withdraw", asked.link], luis);
    expect(other.code).toBe(1);
    expect(problem(other).what).toContain("another answer took its place");
    expect((await receive([], ana)).stdout).toBe("from Eva");
  });

  it("succeeds where the request is over: nothing is left at the server", async () => {
    await send(asked.link, [], luis, SECRET);
    await receive(["--cancel"], ana);
    const { code, stderr } = await manage(["--withdraw", asked.link], luis);
    expect(code).toBe(0);
    expect(stderr).toContain("There is nothing left to take back");
    expect(sentFiles(luis)).toEqual([]);
  });

  it("keeps its token while the server can't be reached", async () => {
    await send(asked.link, [], luis, SECRET);
    relay.fault = (method) => (method === "DELETE" ? 503 : null);
    expect((await manage(["--withdraw", asked.link], luis)).code).toBe(1);
    relay.fault = null;
    expect((await manage(["--withdraw", asked.link], luis)).code).toBe(0);
  }, 20_000);

  it("lets a recipient who waits get the corrected answer", async () => {
    await send(asked.link, [], luis, "wrong");
    await manage(["--withdraw", asked.link], luis);
    const waiting = running(["receive"], ana);
    await waiting.sees("stderr", /Waiting for the answer|Request/);
    await send(asked.link, [], luis, SECRET);
    expect((await waiting.ended).code).toBe(0);
    expect(waiting.output.stdout).toBe(SECRET);
  });
});

describe("an answer that the sender takes back while the recipient opens it", () => {
  /** Does this after the recipient has collected the answer, before it is acknowledged. */
  function beforeAcknowledging(work: () => void): void {
    relay.fault = (method) => {
      if (method === "DELETE") {
        relay.fault = null;
        work();
      }
      return null;
    };
  }

  function takeBack(): void {
    const stored = relay.requests.get(asked.id);
    Object.assign(stored ?? {}, { delivery: null, digest: null });
  }

  it("is told to the recipient, whose request stays", async () => {
    await send(asked.link, [], luis, SECRET);
    beforeAcknowledging(takeBack);
    const { code, stdout, stderr } = await receive([], ana);
    expect({ code, stdout }).toEqual({ code: 1, stdout: SECRET });
    expect(stderr).toContain("The sender took the answer back before you confirmed it.");
    expect(requestFiles(ana)).toHaveLength(1);
    await answerWith(relay.url, asked, "corrected");
    expect((await receive([], ana)).stdout).toBe("corrected");
  });

  it("and replaces: the new one is not erased unread", async () => {
    await send(asked.link, [], luis, SECRET);
    const digest = Buffer.alloc(32).toString("base64url");
    let corrected: Buffer | null = null;
    const other = await ask(relay.url, person(relay.url));
    await answerWith(relay.url, other, "corrected");
    corrected = relay.requests.get(other.id)?.delivery ?? null;
    beforeAcknowledging(() => {
      Object.assign(relay.requests.get(asked.id) ?? {}, { delivery: corrected, digest });
    });
    const { code, stderr } = await receive([], ana);
    expect(code).toBe(1);
    expect(stderr).toContain("The sender took the answer back and sent another one.");
    expect(relay.requests.get(asked.id)?.delivery).toBe(corrected);
    expect(requestFiles(ana)).toHaveLength(1);
  });
});

describe("the record of a sent answer", () => {
  it("stays where the answer may have arrived, and goes where it did not", async () => {
    relay.fault = (method) => {
      if (method !== "PUT") return null;
      relay.fault = null;
      return "lose answer";
    };
    expect((await send(asked.link, [], luis, SECRET)).code).toBe(0);
    expect(await states(luis)).toEqual(["not collected yet"]);

    const eva = sender();
    const other = await ask(relay.url, ana);
    relay.fault = (method) => (method === "PUT" ? 415 : null);
    expect((await send(other.link, [], eva, SECRET)).code).toBe(1);
    relay.fault = null;
    expect((await send(asked.link, [], eva, SECRET)).code).toBe(1);
    expect(sentFiles(eva).filter((name) => name.startsWith(asked.id))).toEqual([]);
  }, 20_000);

  it("stays when the server could not be reached, and says that nothing is there", async () => {
    relay.fault = (method) => (method === "PUT" ? 503 : null);
    expect((await send(asked.link, [], luis, SECRET)).code).toBe(1);
    relay.fault = null;
    expect(await states(luis)).toEqual(["not at the server"]);
    expect((await send(asked.link, [], luis, SECRET)).code).toBe(0);
    expect(await states(luis)).toEqual(["not collected yet"]);
  }, 20_000);

  it("is not needed to send: without a folder for it, the secret arrives all the same", async () => {
    const file = join(luis.cwd, "file");
    writeFileSync(file, "");
    const nowhere = { ...luis, env: { XDG_DATA_HOME: file } };
    const { code, stderr } = await send(asked.link, [], nowhere, SECRET);
    expect(code).toBe(0);
    expect(stderr).toContain("pct: warning: Can't save what proves on this computer");
    expect(stderr).not.toContain("--withdraw");
    expect((await receive([], ana)).stdout).toBe(SECRET);
  });

  it("is made private again", async () => {
    await send(asked.link, [], luis, SECRET);
    chmodSync(sentFolder(luis), 0o755);
    const other = await ask(relay.url, ana);
    await send(other.link, [], luis, SECRET);
    expect(statSync(sentFolder(luis)).mode & 0o777).toBe(0o700);
  });
});

describe("wrong usage", () => {
  it.each([
    [["--withdraw"], "Missing argument: link."],
    [["--status", "--withdraw", "LINK"], "--status and --withdraw cannot be used together."],
    [["--withdraw", "--json", "LINK"], "--withdraw and --json cannot be used together."],
    [["--status", "LINK", "file"], "--status and file cannot be used together."],
    [["--withdraw", "LINK", "--yes"], "--withdraw and --yes cannot be used together."],
    [["--status", "--note", "x"], "--status and --note cannot be used together."],
    [["LINK", "--json"], "--json works only together with --status."],
  ])("pct send %j", async (args, what) => {
    const given = args.map((arg) => arg.replace("LINK", asked.link));
    for (const language of ["en", "es"]) {
      const result = await manage(given, luis, language);
      expect(result).toMatchObject({ code: 2, stdout: "" });
      if (language === "en") expect(problem(result).what).toContain(what);
      else expect(problem(result).what).not.toContain(what);
    }
    expect(relay.calls).not.toContain("PUT delivery");
  });
});
