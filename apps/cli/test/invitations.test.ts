import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { person, running } from "./delivery.js";
import type { Person } from "./delivery.js";
import { memoryRelay } from "./memory-relay.js";
import type { MemoryRelay } from "./memory-relay.js";
import { pct, problem } from "./run.js";
import type { Result } from "./run.js";
import { hasScript, terminal } from "./screen.js";

/** An administrator who invites people and sends to them, at the command line. */

let relay: MemoryRelay;
let luis: Person;
let ana: Person;
let eva: Person;

beforeAll(async () => {
  relay = await memoryRelay();
});
afterAll(() => relay.stop());
beforeEach(() => {
  relay.requests.clear();
  relay.cancelled.clear();
  relay.heard.length = 0;
  relay.calls.length = 0;
  relay.fault = null;
  luis = person(relay.url);
  ana = person(relay.url);
  eva = person(relay.url);
});

interface Listed {
  readonly id: string;
  readonly state: string;
  readonly name: string;
  readonly link: string;
  readonly safetyWords: { readonly en: readonly string[] } | null;
  readonly confirmed: string | null;
  readonly openedAt: string | null;
}

function run({ cwd, env }: Person, args: readonly string[], input = ""): Promise<Result> {
  return pct(args, { cwd, env, input });
}

async function invite(...args: string[]): Promise<Listed[]> {
  const result = await run(luis, ["invite", ...args, "--json"]);
  expect(result.code).toBe(0);
  const made = JSON.parse(result.stdout) as Listed | Listed[];
  return Array.isArray(made) ? made : [made];
}

async function listed(who = luis): Promise<Listed[]> {
  const { code, stdout } = await run(who, ["invitations", "--json"]);
  expect(code).toBe(0);
  return JSON.parse(stdout) as Listed[];
}

async function states(): Promise<string[]> {
  return (await listed()).map(({ state }) => state);
}

const answer = (who: Person, link: string): Promise<Result> => {
  return run(who, ["request", link, "--no-wait"]);
};

/** Everything that the administrator's computer stores. */
function stored({ requests }: Person): string {
  const folder = join(requests, "../invitations");
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n");
}

const SIGN_IN = "https://123456789012.signin.aws.amazon.com/console";

describe("pct invite", () => {
  it("makes a message for each person, and the same ones again", async () => {
    const table =
      "nombre;correo;para\nAna Pérez;ana@example.org;AWS\n=HYPERLINK(1);x@example.org;\n";
    writeFileSync(join(luis.cwd, "people.csv"), table);
    const args = ["invite", "people.csv", "--from", "Luis", "--label", "VPN"];
    const { code, stdout, stderr } = await run(luis, args);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^\uFEFF"name","mail","subject","message","link"\r\n"Ana Pérez","ana@example\.org",/,
    );
    expect(stdout).toContain(`"'=HYPERLINK(1)","x@example.org","A credential for you: VPN"`);
    expect(stdout).toContain(`/i/`);
    expect(stdout).toContain("#for=AWS&from=Luis&to=Ana%20P%C3%A9rez");
    expect(stderr).toContain("Invitations ready to be sent: 2.");
    expect(relay.requests.size).toBe(2);
    const again = await run(luis, args);
    expect(again.stdout).toBe(stdout);
    expect(again.stderr).toContain("Invited before, with the same link: 2");
    expect(relay.requests.size).toBe(2);
    const piped = await run(
      luis,
      args.filter((arg) => arg !== "people.csv"),
      table,
    );
    expect(piped.stdout).toBe(stdout);
    // The relay learns no name, no label and no link.
    const heard = relay.heard.map(({ text }) => text).join("\n");
    expect(heard).not.toMatch(/Ana|AWS|Luis|example\.org|HYPERLINK/);
    const folder = join(luis.requests, "../invitations");
    for (const name of readdirSync(folder)) {
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    }
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it("invites one person by name, in Spanish", async () => {
    const env = { ...luis.env, PCT_LANG: "es" };
    const args = ["invite", "Ana <ana@example.org>", "--label", "AWS", "--from", "Luis"];
    const { code, stdout } = await pct(args, { cwd: luis.cwd, env });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Hola, Ana:\nTengo una credencial para ti: AWS\.\n/);
    expect(stdout).toMatch(/\nLuis\n$/);
  });

  it("says which rows it skips, and keeps those that were made when the server goes away", async () => {
    writeFileSync(
      join(luis.cwd, "people.csv"),
      "name,mail\nAna,ana@\nEva,eva@example.org\nLeo,leo@example.org\n",
    );
    let created = 0;
    relay.fault = (method) => (method === "POST" && ++created > 1 ? 507 : null);
    const failed = await run(luis, ["invite", "people.csv"]);
    expect(failed.code).toBe(1);
    expect(failed.stdout).toContain('"Eva"');
    relay.fault = null;
    const { code, stdout, stderr } = await run(luis, ["invite", "people.csv"]);
    expect(code).toBe(1);
    expect(stderr).toContain("Row 1 (Ana ana@): the mail address is not valid");
    expect(stderr).toContain("No one was invited for these rows: 1.");
    expect(stdout).toContain('"Leo"');
    expect(relay.requests.size).toBe(2);
  });

  it.each([
    [["invite"], /There is no person in this table/],
    [["invite", "missing.csv"], /missing\.csv/],
    [["invite", "Ana", "--expires", "1y"], /--expires/],
    [["invite", "-", "--mail", "x@y.z"], /cannot be used together/],
  ])("refuses %j", async (args, message) => {
    const { code, stderr } = await run(luis, args);
    expect(code).toBeGreaterThan(0);
    expect(stderr).toMatch(message);
    expect(relay.requests.size).toBe(0);
  });
});

describe("an invited person at the command line", () => {
  it("answers with a link of their own, and is sent to after the words", async () => {
    const [made] = await invite("Ana", "--label", "AWS", "--from", "Luis");
    const link = made?.link ?? "";
    const answered = await answer(ana, link);
    expect(answered).toMatchObject({ code: 0, stdout: "" });
    expect(answered.stderr).toContain("The invitation says it is from: Luis\nFor: AWS\nAnswered: ");
    const [words] = /(?<=The six words: ).+/.exec(answered.stderr) ?? [];
    const list = await run(luis, ["invitations"]);
    expect(list.stdout).toContain(`ready`);
    expect(list.stdout).toContain(`words: ${words ?? "none"}`);
    const [ready] = await listed();
    expect(ready).toMatchObject({ state: "ready", name: "Ana", confirmed: null });
    expect(ready?.safetyWords?.en.join(" ")).toBe(words);

    const early = await run(luis, ["send", "--invitation", "Ana"], "hunter2");
    expect(
      problem({ ...early, stderr: early.stderr.replace(/^(?!pct: ).*\n/gm, "") }),
    ).toMatchObject({
      what: "There is no terminal to type the words, so nothing was sent.",
    });
    expect(
      [...relay.requests.values()].every(
        ({ delivery, digest }) => delivery === null || digest === null,
      ),
    ).toBe(true);

    const sent = await run(
      luis,
      ["send", "--invitation", "ana", "--checked", "--provider", "aws"],
      "hunter2",
    );
    expect(sent.code).toBe(0);
    expect(await states()).toEqual(["sent"]);
    const received = await run(ana, ["receive", "--json"]);
    expect(JSON.parse(received.stdout)).toMatchObject({
      credential: { provider: "aws", password: "hunter2", from: "Luis" },
    });
    expect(await listed()).toMatchObject([{ state: "saved", confirmed: "otherwise" }]);
    expect((await run(luis, ["invitations"])).stdout).toContain("opened and saved, with proof");
    expect(stored(luis)).not.toContain("hunter2");
    expect(stored(luis)).not.toContain("AGE-SECRET-KEY");
    // The receipt is kept here: the relay may forget everything.
    relay.requests.clear();
    expect(await states()).toEqual(["saved"]);
    const twice = await run(luis, ["send", "--invitation", "Ana", "--checked"], "x");
    expect(twice.stderr).toContain("Nothing can be sent to Ana: opened and saved, with proof.");
  });

  it("is told when another person was faster, and nothing is sent to that one", async () => {
    const [made] = await invite("Ana");
    const link = made?.link ?? "";
    expect((await answer(eva, link)).code).toBe(0);
    for (let i = 0; i < 2; i++) {
      const second = await answer(ana, link);
      expect(second.code).toBe(1);
      expect(second.stderr).toContain(
        "This invitation was answered already, and not from this computer.",
      );
      expect(second.stderr).toContain("call the person who invited you");
      // After the administrator has read the answer, too.
      await listed();
    }
    expect(relay.requests.size).toBe(2);
    const unsent = await run(luis, ["send", "--invitation", "Ana"], "hunter2");
    expect(unsent.code).toBe(1);
    const heard = relay.heard.map(({ text }) => text).join("");
    expect(heard).not.toContain("hunter2");
    expect(relay.calls.filter((call) => call === "PUT delivery")).toHaveLength(1);
  });

  it("goes on where it was when it answers again", async () => {
    const [made] = await invite("Ana");
    const link = made?.link ?? "";
    await answer(ana, link);
    const again = await answer(ana, link);
    expect(again.code).toBe(0);
    expect(again.stderr).toContain("You answered this invitation on this computer before.");
    expect(relay.requests.size).toBe(2);
    // The answer was lost on its way: it goes once more.
    const stored = relay.requests.get(made?.id ?? "");
    if (stored !== undefined) Object.assign(stored, { delivery: null, digest: null });
    expect((await answer(ana, link)).code).toBe(0);
    expect(await states()).toEqual(["ready"]);
  });

  it("is told the end of an invitation, and which kind of link is wrong", async () => {
    const [made] = await invite("Ana");
    const link = made?.link ?? "";
    const wrong = await run(luis, ["send", link, "--yes"], "hunter2");
    expect(problem(wrong).what).toMatch(/^This link is an invitation/);
    expect((await run(luis, ["invitations", "Ana", "--withdraw"])).code).toBe(0);
    expect((await answer(ana, link)).stderr).toContain("withdrew this invitation");
    expect(await states()).toEqual(["withdrawn"]);
    const { stdout } = await run(ana, ["request", "--no-wait"]);
    expect(problem(await answer(ana, stdout)).what).toMatch(/^This link asks for a credential/);
    const [other] = await invite("Eva");
    const expired = relay.requests.get(other?.id ?? "");
    if (expired !== undefined) expired.expiresAt = 0;
    expect((await answer(eva, other?.link ?? "")).stderr).toContain("This invitation has expired.");
    for (const option of ["--server", "--qr"]) {
      const args = ["request", link, option, ...(option === "--server" ? [relay.url] : [])];
      expect((await run(ana, args)).code).toBe(2);
    }
  });

  it("is withdrawn with what was sent, unless it was collected", async () => {
    const [made] = await invite("Ana");
    await answer(ana, made?.link ?? "");
    await run(luis, ["send", "--invitation", "Ana", "--checked"], "hunter2");
    expect((await run(luis, ["invitations", "Ana", "--withdraw"])).code).toBe(0);
    expect((await run(ana, ["receive", "--no-wait"])).stderr).toContain("Nothing has arrived yet.");
    const [other] = await invite("Eva");
    await answer(eva, other?.link ?? "");
    await run(luis, ["send", "--invitation", "Eva", "--checked"], "hunter2");
    await run(eva, ["receive"]);
    const late = await run(luis, ["invitations", "Eva", "--withdraw"]);
    expect(late.stderr).toContain("Too late to withdraw it: Eva has collected what was sent.");
  });
});

describe("pct send --batch", () => {
  const CSV = `User name,Password,Console sign-in URL\neva,eva-secret,${SIGN_IN}\nana,ana-secret,${SIGN_IN}\nzoe,zoe-secret,${SIGN_IN}\nleo,,${SIGN_IN}\n`;

  async function ready(): Promise<void> {
    writeFileSync(
      join(luis.cwd, "people.csv"),
      "name,mail\nAna,ana@example.org\nEva,eva@example.org\nLeo,leo@example.org\n",
    );
    writeFileSync(join(luis.cwd, "credentials.csv"), CSV);
    const [first, second] = await invite("people.csv", "--from", "Luis");
    await answer(ana, first?.link ?? "");
    await answer(eva, second?.link ?? "");
    await listed();
  }

  it("sends to those who are ready and confirmed, says why of the others, and goes on later", async () => {
    await ready();
    expect((await run(luis, ["invitations", "Eva", "--checked"])).code).toBe(0);
    const first = await run(luis, ["send", "--batch", "credentials.csv", "--yes", "--json"]);
    expect(first.code).toBe(1);
    expect(JSON.parse(first.stdout)).toMatchObject([
      { row: 1, person: "eva", outcome: "sent" },
      { row: 2, person: "ana", outcome: "words-not-confirmed" },
      { row: 3, person: "zoe", invitation: null, outcome: "no-person" },
      { row: 4, person: "leo", outcome: "no-password" },
    ]);
    expect(first.stderr).toContain("Row 1 (eva) → Eva, by address\n");
    expect(first.stderr).toContain("Row 4 (leo): has no password");
    expect(first.stderr).toContain("1/2 Eva: sent");
    expect(first.stderr).toContain("2/2 Ana: their words are not confirmed");
    expect(first.stderr).not.toContain("secret");
    expect(JSON.parse((await run(eva, ["receive", "--json"])).stdout)).toMatchObject({
      credential: {
        provider: "aws",
        username: "eva",
        password: "eva-secret",
        from: "Luis",
        account: "123456789012",
      },
    });

    await run(luis, ["invitations", "Ana", "--checked"]);
    const second = await run(luis, ["send", "--batch", "credentials.csv", "--yes"]);
    expect(second.stderr).toContain("Row 1 (eva): was sent to already");
    expect(second.stderr).toContain("1/1 Ana: sent");
    expect((await run(ana, ["receive"])).stdout).toContain("ana-secret");
    expect((await states()).slice(0, 2)).toEqual(["saved", "saved"]);
    const third = await run(luis, ["send", "--batch", "credentials.csv", "--yes"]);
    expect(third.stderr).toContain("There is nothing in this table to send now.");
  });

  it("sends the file along where it holds more than the fields, without other people's rows", async () => {
    await ready();
    for (const name of ["Ana", "Eva"]) await run(luis, ["invitations", name, "--checked"]);
    const headings = "User name,Password,Access key ID,Secret access key,Console login link";
    const row = (name: string): string => `${name},pw-${name},AKIA${name},key-${name},${SIGN_IN}`;
    writeFileSync(join(luis.cwd, "one.csv"), `${headings}\n${row("eva")}\n`);
    expect((await run(luis, ["send", "--batch", "one.csv", "--yes"])).code).toBe(0);
    writeFileSync(join(luis.cwd, "two.csv"), [headings, row("ana"), row("zoe")].join("\n"));
    await run(luis, ["send", "--batch", "two.csv", "--yes"]);
    for (const [who, name] of [
      [eva, "eva"],
      [ana, "ana"],
    ] as const) {
      const { stdout } = await run(who, ["receive", "--json"]);
      const { credential } = JSON.parse(stdout) as { credential: { files: { data: string }[] } };
      const file = Buffer.from(credential.files[0]?.data ?? "", "base64").toString();
      expect(file).toContain(`key-${name}`);
      expect(file).not.toContain("zoe");
    }
  });

  it("asks before anything is sent, and sends nothing without an answer", async () => {
    await ready();
    await run(luis, ["invitations", "Eva", "--checked"]);
    relay.calls.length = 0;
    const { code, stderr } = await run(luis, ["send", "--batch", "credentials.csv"]);
    expect(code).toBe(1);
    expect(stderr).toContain("There is no terminal to confirm which credential is whose");
    expect(relay.calls).not.toContain("PUT delivery");
  });

  it("goes by the order only where each person has a row", async () => {
    await ready();
    writeFileSync(join(luis.cwd, "two.csv"), "password\n1\n2\n");
    const refused = await run(luis, ["send", "--batch", "two.csv", "--in-order", "--yes"]);
    expect(refused.stderr).toContain("The table has 2 rows, and 3 people are invited.");
    writeFileSync(join(luis.cwd, "three.csv"), "password\n1\n2\n3\n");
    await run(luis, ["invitations", "Eva", "--checked"]);
    const { stderr } = await run(luis, ["send", "--batch", "three.csv", "--in-order", "--yes"]);
    expect(stderr).toContain("Row 2 () → Eva, by order");
    expect(stderr).toContain("Row 3 (): has not answered yet");
    expect((await run(eva, ["receive"])).stdout).toContain("2");
  });

  it.each([
    [["send", "--batch", "x.csv", "--username", "ana"]],
    [["send", "--batch", "x.csv", "--checked"]],
    [["send", "--batch", "x.csv", "--invitation", "ana"]],
    [["send", "--invitation", "ana", "--yes"]],
    [["send", "--in-order", "x"]],
    [["send", "x", "--checked"]],
    [["send", "x", "--json"]],
    [["invitations", "--confirm"]],
    [["invitations", "x", "--confirm", "--json"]],
  ])("refuses %j", async (args) => {
    expect((await run(luis, args)).code).toBe(2);
  });
});

describe("two processes", () => {
  it("never send twice to one person", async () => {
    const [made] = await invite("Ana");
    await answer(ana, made?.link ?? "");
    await run(luis, ["invitations", "Ana", "--checked"]);
    const folder = join(luis.requests, "../invitations");
    const path = join(folder, `${made?.id ?? ""}.json`);
    const before = readFileSync(path, "utf8");
    expect((await run(luis, ["send", "--invitation", "Ana"], "first")).code).toBe(0);
    const after = JSON.parse(readFileSync(path, "utf8")) as { sent: { sentAt: string } };
    expect(JSON.parse(before)).toMatchObject({ sent: null });
    const second = await run(luis, ["send", "--invitation", "Ana"], "second");
    expect(second.code).toBe(1);
    expect(JSON.parse(readFileSync(path, "utf8"))).toEqual(after);
    expect(readdirSync(folder)).toEqual([`${made?.id ?? ""}.json`]);
  });

  it("that send at the same time deliver one of the two, and one says so", async () => {
    const [made] = await invite("Ana");
    await answer(ana, made?.link ?? "");
    await run(luis, ["invitations", "Ana", "--checked"]);
    const sending = ["first", "second"].map((text) => {
      writeFileSync(join(luis.cwd, text), text);
      return running(["send", "--invitation", "Ana", text], luis);
    });
    const codes = (await Promise.all(sending.map(({ ended }) => ended))).map(({ code }) => code);
    expect([...codes].sort()).toEqual([0, 1]);
    const winner = codes[0] === 0 ? "first" : "second";
    const { stdout } = await run(ana, ["receive", "--json"]);
    expect(stdout).toContain(Buffer.from(winner).toString("base64"));
    expect(await states()).toEqual(["saved"]);
  });

  it("take over the lock of a process that has ended, and wait for one that runs", async () => {
    const [made] = await invite("Ana");
    await answer(ana, made?.link ?? "");
    const lock = join(luis.requests, "../invitations/.lock");
    // No process has this number.
    writeFileSync(lock, "4194305");
    expect(await states()).toEqual(["ready"]);
    writeFileSync(lock, process.pid.toString());
    const begun = performance.now();
    setTimeout(() => {
      writeFileSync(lock, "4194305");
    }, 300);
    expect((await run(luis, ["invitations", "Ana", "--checked"])).code).toBe(0);
    expect(performance.now() - begun).toBeGreaterThan(250);
  });
});

const title = hasScript ? "at a terminal" : "at a terminal (left out: needs script of util-linux)";

describe.skipIf(!hasScript)(title, () => {
  it("asks for two of the words, person by person, and sends to those that match", async () => {
    writeFileSync(join(luis.cwd, "people.csv"), "name,user\nAna,ana\nEva,eva\n");
    writeFileSync(
      join(luis.cwd, "credentials.csv"),
      "user,password\nana,ana-secret\neva,eva-secret\n",
    );
    const [first, second] = await invite("people.csv");
    await answer(ana, first?.link ?? "");
    await answer(eva, second?.link ?? "");
    const list = await listed();
    const words = list.map(({ safetyWords }) => safetyWords?.en ?? []);
    const { code, text } = await terminal(
      "pct send --batch credentials.csv",
      luis.cwd,
      [
        { see: "Send to these people (2)? [y/N] ", type: "y\r" },
        // All six in turn would be too many: the right two follow from the question.
        { see: "Call Ana.", type: "" },
        { see: "Word ", type: "" },
        { see: ":", type: "wrong wrong\r" },
        { see: "These are not the words", type: "" },
        { see: "Word ", type: "" },
        { see: ":", type: "\r" },
        { see: "Call Eva.", type: "" },
        { see: "Word ", type: "" },
        {
          see: ":",
          type: (screen: string) => {
            const [, a = "1", b = "1"] =
              /words (\d) and (\d)[^]*$/.exec(screen.slice(screen.indexOf("Call Eva"))) ?? [];
            return `${words[1]?.[Number(a) - 1] ?? ""} ${words[1]?.[Number(b) - 1] ?? ""}\r`;
          },
        },
      ],
      luis.env,
    );
    expect(code).toBe(1);
    expect(text).toContain("1/2 Ana: their words are not confirmed");
    expect(text).toContain("Words confirmed: Eva");
    expect(text).toContain("2/2 Eva: sent");
    expect(text).not.toContain(words[1]?.join(" "));
    expect((await run(eva, ["receive"])).stdout).toContain("eva-secret");
    expect(await listed()).toMatchObject([
      { confirmed: null },
      { confirmed: "words", state: "saved" },
    ]);
  });
});
