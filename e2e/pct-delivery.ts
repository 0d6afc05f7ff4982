import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "vitest";

import { answerWith, ask, person, sender } from "../apps/cli/test/delivery.js";
import type { Asked, Person } from "../apps/cli/test/delivery.js";
import { memoryRelay } from "../apps/cli/test/memory-relay.js";
import type { MemoryRelay } from "../apps/cli/test/memory-relay.js";
import type { Situation } from "./pct-files.js";
import type { Reader } from "./pct-reader.js";

/** The situations with a relay in which pct advises a command of its own. */

let relay: MemoryRelay;

export async function startRelay(): Promise<void> {
  relay = await memoryRelay();
}

export function stopRelay(): Promise<void> {
  return relay.stop();
}

/** A recipient with a request, whose reader calls pct as the recipient does. */
export async function recipient(
  reader: Reader,
  PCT_SERVER: string = relay.url,
): Promise<{ ana: Person; asked: Asked }> {
  relay.requests.clear();
  relay.cancelled.clear();
  relay.fault = null;
  const ana = person(relay.url);
  const asked = await ask(relay.url, ana, { label: "AWS & more" });
  reader.env = { ...ana.env, PCT_SERVER };
  return { ana, asked };
}

/** A sender who answered a request, and whose reader calls pct as the sender does. */
async function sent(reader: Reader): Promise<{ asked: Asked; said: Said; ana: Person }> {
  const { asked, ana } = await recipient(reader);
  reader.env = sender().env;
  const said = await reader.pct(["send", asked.link, "--yes", "--username", "ana"], {
    input: "s3cret",
  });
  expect(said.code).toBe(0);
  return { asked, said, ana };
}

type Said = Awaited<ReturnType<Reader["pct"]>>;

function open({ id }: Asked): boolean {
  return relay.requests.get(id)?.delivery === null;
}

/** Ends the time of a request, at the relay and in the stored file. */
function expire({ id, file }: Asked): void {
  const stored = relay.requests.get(id);
  if (stored !== undefined) stored.expiresAt = 0;
  const kept = JSON.parse(readFileSync(file, "utf8")) as object;
  writeFileSync(file, JSON.stringify({ ...kept, expiresAt: new Date(0).toISOString() }));
}

/** A new link, without waiting for its answer: that is another message. */
async function asksAgain(reader: Reader, command: string | undefined): Promise<void> {
  const { stdout } = await reader.type(command, {}, {}, ["--no-wait"]);
  const link = stdout.trim();
  const answer = await reader.pct(["send", link, "--yes"], { input: "s3cret" });
  expect(answer.code).toBe(0);
  expect((await reader.pct(["receive", link])).stdout).toBe("s3cret");
}

export const DELIVERY_SITUATIONS: Readonly<Record<string, Situation>> = {
  "delivery.kept": async (reader) => {
    await recipient(reader);
    const said = await reader.pct(["request", "--no-wait"]);
    const [command] = reader.read(said);
    await reader.pct(["send", said.stdout.trim(), "--yes"], { input: "s3cret" });
    expect((await reader.type(command)).stdout).toBe("s3cret");
  },

  "delivery.others": async (reader) => {
    const { asked, ana } = await recipient(reader);
    const older = await ask(relay.url, ana, { age: 1000 });
    await answerWith(relay.url, asked, "s3cret");
    const { stdout } = await reader.type(reader.read(await reader.pct(["receive"]))[0]);
    expect(stdout).toContain(older.id.slice(0, 10));
  },

  "delivery.filesRemain": async (reader) => {
    const { asked } = await recipient(reader);
    writeFileSync(join(reader.cwd, "keys.csv"), "s3cret");
    const args = ["send", asked.link, "keys.csv", "--username", "ana", "--yes"];
    expect((await reader.pct(args)).code).toBe(0);
    const said = await reader.pct(["receive"]);
    writeFileSync(join(reader.cwd, "keys.csv"), "");
    const [command] = reader.read(said);
    const saved = await reader.type(command, {}, { cwd: asked.file.replace(/[^/]*$/, "") });
    expect(saved.stdout).toBe("");
    expect(readFileSync(asked.file.replace(/[^/]*$/, "keys.csv"), "utf8")).toBe("s3cret");
    expect(existsSync(asked.file)).toBe(false);
  },

  "delivery.notErased": async (reader) => {
    const { asked } = await recipient(reader);
    await answerWith(relay.url, asked, "s3cret");
    relay.fault = (method) => (method === "DELETE" ? 503 : null);
    const said = await reader.pct(["receive"]);
    relay.fault = null;
    expect(relay.requests.has(asked.id)).toBe(true);
    await reader.type(reader.read(said)[0]);
    expect(relay.requests.has(asked.id)).toBe(false);
  },

  "delivery.next": async (reader) => {
    const { asked } = await recipient(reader);
    await reader.pct(["send", asked.link, "--provider", "aws", "--yes"], { input: "s3cret" });
    const { stdout } = await reader.type(reader.read(await reader.pct(["receive"]))[0]);
    expect(stdout).toMatch(/^\w{20}\n$/);
  },

  "delivery.sentNext": async (reader) => {
    const { asked, said } = await sent(reader);
    const [status, withdraw] = reader.read(said);
    expect((await reader.type(status)).stdout).toContain(asked.id.slice(0, 10));
    await reader.type(withdraw);
    expect(open(asked)).toBe(true);
  },

  "delivery.withdrawn": async (reader) => {
    const { asked, ana } = await sent(reader);
    const said = await reader.pct(["send", "--withdraw", asked.id]);
    // At a terminal the sender confirms the words.
    await reader.type(reader.read(said)[0], {}, { input: "corrected" }, ["--yes"]);
    expect((await reader.pct(["receive"], { env: ana.env })).stdout).toBe("corrected");
  },

  "delivery.nonePending.hint": async (reader) => {
    await recipient(reader);
    for (const PCT_SERVER of [relay.url, ""]) {
      reader.env = { ...person(relay.url).env, PCT_SERVER };
      const said = await reader.pct(["receive"]);
      expect(said.code).toBe(1);
      const values = { ADDRESS: relay.url };
      const { stdout } = await reader.type(reader.read(said)[0], values, {}, ["--no-wait"]);
      await reader.pct(["send", stdout.trim(), "--yes"], { input: "s3cret" });
      expect((await reader.pct(["receive"])).stdout).toBe("s3cret");
    }
  },

  "delivery.notPending.hint": async (reader) => {
    const { asked } = await recipient(reader);
    const luis = person(relay.url);
    reader.env = luis.env;
    const own = await ask(relay.url, luis);
    const said = await reader.pct(["receive", asked.link]);
    expect(said.code).toBe(1);
    const [list, send] = reader.read(said);
    expect((await reader.type(list)).stdout).toContain(own.id.slice(0, 10));
    await reader.type(send, { LINK: asked.link }, { input: "s3cret" }, ["--yes"]);
    expect(open(asked)).toBe(false);
  },

  "delivery.whichOne.hint": async (reader) => {
    const { asked, ana } = await recipient(reader);
    const other = await ask(relay.url, ana);
    const said = await reader.pct(["receive", "--cancel"]);
    expect(said.code).toBe(1);
    const [cancel, list] = reader.read(said);
    const { stdout } = await reader.type(list);
    const REQUEST =
      stdout.split(/\s+/).find((word) => word !== "" && asked.id.startsWith(word)) ?? "";
    await reader.type(cancel, { REQUEST });
    expect([...relay.requests.keys()]).toEqual([other.id]);
  },

  "delivery.expired.hint": async (reader) => {
    for (const variable of [relay.url, ""]) {
      const { asked } = await recipient(reader, variable);
      expire(asked);
      const said = await reader.pct(["receive"]);
      expect(said.code).toBe(1);
      await asksAgain(reader, reader.read(said)[0]);
    }
  },

  "delivery.cancelledAtServer.hint": async (reader) => {
    const { asked } = await recipient(reader, "");
    relay.cancelled.add(asked.id);
    const [again, cancel] = await refused(reader);
    await forgetsAndAsks(reader, asked, cancel, again);
  },

  "delivery.receivedSaysServer.hint": async (reader) => {
    const { asked } = await recipient(reader, "");
    const stored = relay.requests.get(asked.id);
    if (stored !== undefined) Object.assign(stored, { digest: "x", delivery: null });
    const [cancel, again] = await refused(reader);
    await forgetsAndAsks(reader, asked, cancel, again);
  },

  "delivery.gone.hint": async (reader) => {
    const { asked } = await recipient(reader, "");
    relay.requests.clear();
    const [again, cancel] = await refused(reader);
    await forgetsAndAsks(reader, asked, cancel, again);
  },

  "delivery.answerUseless": async (reader) => {
    const { asked } = await recipient(reader, "");
    const stored = relay.requests.get(asked.id);
    const delivery = Buffer.from("no age file");
    if (stored !== undefined) Object.assign(stored, { digest: "x", delivery });
    const [cancel, again] = await refused(reader);
    await forgetsAndAsks(reader, asked, cancel, again);
  },

  "delivery.notSentHere.hint": async (reader) => {
    const { asked, ana } = await sent(reader);
    const other = await ask(relay.url, ana);
    const said = await reader.pct(["send", "--withdraw", other.link]);
    expect(said.code).toBe(1);
    expect((await reader.type(reader.read(said)[0])).stdout).toContain(asked.id.slice(0, 10));
  },

  "delivery.withdrawnTooLate.hint": async (reader) => {
    const { asked, ana } = await sent(reader);
    await reader.pct(["receive", "--json"], { env: ana.env });
    const said = await reader.pct(["send", "--withdraw", asked.link]);
    expect(said.code).toBe(1);
    const { stdout } = await reader.type(reader.read(said)[0]);
    expect(stdout).toMatch(/holder of the key|quien tiene la llave/);
  },

  "delivery.withdrawnUnknown.hint": async (reader) => {
    const { asked } = await sent(reader);
    const stored = relay.requests.get(asked.id);
    if (stored !== undefined) Object.assign(stored, { withdrawTokenHash: "x" });
    const said = await reader.pct(["send", "--withdraw", asked.link]);
    expect(said.code).toBe(1);
    const { stdout } = await reader.type(reader.read(said)[0]);
    expect(stdout).toContain(asked.id.slice(0, 10));
  },

  "delivery.secretEmpty.hint": async (reader) => {
    const { asked } = await recipient(reader);
    const said = await reader.pct(["send", asked.link, "--yes"]);
    expect(said.code).toBe(1);
    const values = { SECRET: "two  words $HOME", LINK: asked.link };
    await reader.type(reader.read(said)[0], values);
    expect((await reader.pct(["receive"])).stdout).toBe("two  words $HOME");
  },

  "deliveryErrors.delivery-changed.hint": async (reader) => {
    const { asked } = await recipient(reader);
    await answerWith(relay.url, asked, "second");
    const stored = relay.requests.get(asked.id);
    if (stored === undefined) throw new Error("the relay has no such request");
    const second = { delivery: stored.delivery, digest: stored.digest };
    Object.assign(stored, { delivery: null, digest: null });
    await answerWith(relay.url, asked, "first");
    relay.fault = (method) => {
      // The sender replaces it before it is confirmed.
      if (method === "DELETE") Object.assign(stored, second);
      return null;
    };
    const said = await reader.pct(["receive"]);
    expect(said).toMatchObject({ code: 1, stdout: "first" });
    expect((await reader.type(reader.read(said)[0])).stdout).toBe("second");
  },
};

/** What a failed `pct receive` advises. */
async function refused(reader: Reader): Promise<readonly string[]> {
  const said = await reader.pct(["receive"]);
  expect(said.code).toBe(1);
  return reader.read(said);
}

async function forgetsAndAsks(
  reader: Reader,
  { file }: Asked,
  cancel: string | undefined,
  again: string | undefined,
): Promise<void> {
  await reader.type(cancel);
  expect(existsSync(file)).toBe(false);
  await asksAgain(reader, again);
}
