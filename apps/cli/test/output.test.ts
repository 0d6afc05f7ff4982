import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  closeSync,
  constants,
  copyFileSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";

import { answerWith, ask, person } from "./delivery.js";
import { memoryRelay } from "./memory-relay.js";
import type { MemoryRelay } from "./memory-relay.js";
import { builtPct, COMMAND } from "./process.js";
import { environment, folder, listing, pct, PRIVATE, problem, PUBLIC } from "./run.js";

/** Where content may go: the path of an output may hold what another user put there. */

const isRoot = process.getuid?.() === 0;
/** Any user other than the caller; most systems have no account with this number but one for services. */
const OTHER = 65_534;

let relay: MemoryRelay;
beforeAll(async () => {
  relay = await memoryRelay();
});
afterAll(() => relay.stop());
afterEach(() => {
  vi.restoreAllMocks();
});

/** A folder with a key pair and a secret encrypted for it in both formats. */
async function home(): Promise<string> {
  const cwd = folder();
  copyFileSync(PUBLIC, join(cwd, "public_key.pem"));
  copyFileSync(PRIVATE, join(cwd, "private_key.pem"));
  chmodSync(join(cwd, "private_key.pem"), 0o600);
  await pct(["encrypt", "-o", "classic"], { cwd, input: "hunter2" });
  await pct(["encrypt", "-", "-o", "age"], { cwd, input: "hunter2" });
  return cwd;
}

/** A world-writable named pipe, and its reader. */
function pipe(path: string): { received: () => string } {
  execFileSync("mkfifo", ["-m", "666", path]);
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  return {
    received() {
      const buffer = Buffer.alloc(1000);
      const length = readSync(reader, buffer);
      closeSync(reader);
      return buffer.toString("latin1", 0, length);
    },
  };
}

/** The writers of the program, with a target. */
const WRITERS: readonly (readonly [string, (target: string) => string[]])[] = [
  ["decrypt a secret", (target) => ["decrypt", "classic", "-o", target]],
  ["decrypt a file", (target) => ["decrypt", "age", "-o", target]],
  ["encrypt a secret", (target) => ["encrypt", "-o", target]],
  ["encrypt a file", (target) => ["encrypt", "age", "-o", target]],
  ["receive", (target) => ["receive", "-o", target]],
];

describe("a pipe of another user at the output path", () => {
  it.each(WRITERS)("gets nothing from pct: %s", async (_, argsFor) => {
    const cwd = await home();
    const ana = person(relay.url);
    await answerWith(relay.url, await ask(relay.url, ana), "hunter2");
    const { received } = pipe(join(cwd, "pipe"));
    const own = process.geteuid?.() ?? 0;
    vi.spyOn(process, "geteuid").mockReturnValue(own + 1);
    for (const more of [[], ["--force"]]) {
      const result = await pct([...argsFor("pipe"), ...more], { cwd, input: "x", env: ana.env });
      expect(result.code).toBe(1);
      expect(result.stdout).toBe("");
      expect(result.stderr).toContain("pipe: This path leads to a pipe, a device or a link");
      expect(result.stderr).not.toContain("--force");
    }
    expect(received()).toBe("");
    expect(lstatSync(join(cwd, "pipe")).isFIFO()).toBe(true);
  });

  it.runIf(isRoot).each(WRITERS)("gets nothing from the real program: %s", async (_, argsFor) => {
    const cwd = await home();
    const ana = person(relay.url);
    await answerWith(relay.url, await ask(relay.url, ana), "hunter2");
    const { received } = pipe(join(cwd, "pipe"));
    chownSync(join(cwd, "pipe"), OTHER, OTHER);
    symlinkSync("pipe", join(cwd, "link"));
    symlinkSync("/dev/null", join(cwd, "theirs"));
    lchownSync(join(cwd, "theirs"), OTHER, OTHER);
    for (const target of ["pipe", "link", "theirs"]) {
      const args = [...argsFor(target), "--force"];
      const result = await builtPct(args, { cwd, input: "x", env: ana.env });
      expect(result.code).toBe(1);
      expect(result.stdout).toBe("");
      expect(result.stderr).toContain(`${target}: This path leads to a pipe, a device or a link`);
    }
    expect(received()).toBe("");
  });

  it("is not replaced by a key, nor gets one", async () => {
    const cwd = folder();
    const { received } = pipe(join(cwd, "private_key.pem"));
    const result = await pct(["create", "--bits", "2048", "--force"], { cwd });
    expect(problem(result).what).toContain("private_key.pem: This path leads to a pipe");
    expect(received()).toBe("");
    expect(listing(cwd)).toEqual(["private_key.pem"]);
  });
});

it("writes to a pipe of the caller, and does not say that only the caller can read it", async () => {
  const cwd = await home();
  for (const file of ["classic", "age"]) {
    const { received } = pipe(join(cwd, file + "-pipe"));
    const { code, stderr } = await pct(["decrypt", file, "-o", `${file}-pipe`], { cwd });
    expect(code).toBe(0);
    expect(stderr).toContain("pipe or device");
    expect(stderr).not.toContain("Only you");
    expect(received()).toBe("hunter2");
  }
});

describe("the names of open descriptors", () => {
  const names = ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "link"];

  it.each(names)("-o %s writes to stdout, whether a file, a pipe or nothing", async (name) => {
    const cwd = await home();
    symlinkSync("/dev/stdout", join(cwd, "link"));
    const device = lstatSync("/dev/stdout");
    for (const file of ["classic", "age"]) {
      for (const force of ["", "--force"]) {
        const run = (redirection: string): string =>
          shell(cwd, `decrypt ${file} -o ${name} ${force} ${redirection}`);
        expect(run("| cat")).toBe("hunter2");
        expect(run("> file; cat file")).toBe("hunter2");
        expect(run(">> file; cat file")).toBe("hunter2hunter2");
        expect(run("> /dev/null")).toBe("");
      }
    }
    expect(lstatSync("/dev/stdout").ino).toBe(device.ino);
    expect(lstatSync(join(cwd, "link")).isSymbolicLink()).toBe(true);
    expect(listing(cwd)).toEqual([
      "age",
      "classic",
      "file",
      "link",
      "private_key.pem",
      "public_key.pem",
    ]);
  });

  it("writes through stderr and other descriptors, and encrypts to them", async () => {
    const cwd = await home();
    expect(shell(cwd, "decrypt age -o /dev/stderr 2> file; cat file")).toMatch(/^hunter2/);
    expect(shell(cwd, "decrypt classic -o /dev/fd/3 3> file; cat file")).toBe("hunter2");
    expect(shell(cwd, "decrypt age -o /proc/self/fd/3 3>> file; cat file")).toBe("hunter2hunter2");
    const encrypted = shell(cwd, "encrypt classic -o /dev/stdout -a | cat");
    expect(encrypted).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----/);
  });

  it("never hints at --force for a descriptor that is closed", async () => {
    const cwd = await home();
    const result = await pct(["decrypt", "age", "-o", "/dev/fd/99"], { cwd });
    expect(result.code).toBe(1);
    expect(result.stderr).not.toContain("--force");
  });

  /** Runs pct in a shell; returns its stdout. */
  function shell(cwd: string, line: string): string {
    const program = COMMAND.map((word) => `'${word}'`).join(" ");
    return execFileSync("sh", ["-c", `${program} ${line}`], {
      cwd,
      env: environment(),
      stdio: ["ignore", "pipe", "ignore"],
    }).toString();
  }
});

describe("a file that the command reads", () => {
  it.each([
    ["the private key", ["decrypt", "classic", "-o", "private_key.pem"]],
    ["the private key, for a file", ["decrypt", "age", "-o", "private_key.pem"]],
    ["a named private key", ["decrypt", "age", "-i", "./private_key.pem", "-o", "link"]],
    ["the public key", ["encrypt", "-o", "public_key.pem"]],
    ["a named public key", ["encrypt", "age", "-r", "public_key.pem", "-o", "./public_key.pem"]],
    ["a passphrase", ["encrypt", "--passphrase-file", "phrase", "-o", "phrase"]],
  ])("is not replaced by the output: %s", async (_, args) => {
    const cwd = await home();
    writeFileSync(join(cwd, "phrase"), "correct horse");
    symlinkSync("private_key.pem", join(cwd, "link"));
    const before = listing(cwd).map((name) => readFileSync(join(cwd, name), "utf8"));
    const result = await pct([...args, "--force"], { cwd, input: "x" });
    expect(problem(result).what).toMatch(/^This command reads .*, so it can't write there/);
    expect(listing(cwd).map((name) => readFileSync(join(cwd, name), "utf8"))).toEqual(before);
  });

  it("is not replaced by the output: a request that waits", async () => {
    const ana = person(relay.url);
    const asked = await ask(relay.url, ana);
    await answerWith(relay.url, asked, "hunter2");
    const before = readFileSync(asked.file);
    const result = await pct(["receive", "-o", asked.file, "--force"], ana);
    expect(result.code).toBe(1);
    expect(result.stderr).toContain("This command reads");
    expect(readFileSync(asked.file)).toEqual(before);
  });

  it("may be replaced when it is only the key of this folder, and a passphrase opens the input", async () => {
    const cwd = await home();
    writeFileSync(join(cwd, "phrase"), "correct horse");
    const sealed = { cwd, input: "restored" };
    await pct(["encrypt", "-", "--passphrase-file", "phrase", "-o", "backup"], sealed);
    const args = ["decrypt", "backup", "--passphrase-file", "phrase"];
    expect((await pct([...args, "-o", "private_key.pem", "--force"], { cwd })).code).toBe(0);
    expect(readFileSync(join(cwd, "private_key.pem"), "utf8")).toBe("restored");
  });
});

describe("a folder as the target of an answer", () => {
  async function answered(): Promise<ReturnType<typeof person>> {
    const ana = person(relay.url);
    const file = { name: "authorized_keys", data: "YQ==" };
    const document = { type: "pct.credential.v1", username: "ana", files: [file] };
    await answerWith(relay.url, await ask(relay.url, ana), JSON.stringify(document));
    return ana;
  }

  it.each([[[]], [["--force"]]])(
    "lets the sender choose no file to replace, of any kind %j",
    async (more) => {
      const ana = await answered();
      for (const kind of ["file", "link", "dangling link", "pipe", "folder"]) {
        const path = join(ana.cwd, kind);
        mkdirSync(path);
        writeFileSync(join(path, "precious"), "precious");
        const target = join(path, "authorized_keys");
        if (kind === "file") writeFileSync(target, "precious");
        else if (kind === "link") symlinkSync("precious", target);
        else if (kind === "dangling link") symlinkSync("nothing", target);
        else if (kind === "pipe") execFileSync("mkfifo", [target]);
        else mkdirSync(target);
        const before = lstatSync(target);
        const result = await pct(["receive", "-o", path, ...more], ana);
        expect(result.code).toBe(1);
        expect(result.stderr).toContain("authorized_keys already exists. It was not changed.");
        expect(result.stderr).not.toContain("--force");
        expect(lstatSync(target)).toEqual(before);
        expect(listing(path)).toEqual(["authorized_keys", "precious"]);
        expect(readFileSync(join(path, "precious"), "utf8")).toBe("precious");
      }
      mkdirSync(join(ana.cwd, "free"));
      expect((await pct(["receive", "-o", "free/", ...more], ana)).code).toBe(0);
      expect(listing(join(ana.cwd, "free"))).toEqual(["authorized_keys", "credential.json"]);
    },
  );

  it.runIf(isRoot)("is not a link of another user", async () => {
    const ana = await answered();
    mkdirSync(join(ana.cwd, "ssh"));
    symlinkSync("ssh", join(ana.cwd, "inbox"));
    lchownSync(join(ana.cwd, "inbox"), OTHER, OTHER);
    for (const args of [
      ["receive", "-o", "inbox"],
      ["receive", "-o", "inbox/"],
      ["create", "inbox"],
    ]) {
      const result = await pct(args, ana);
      expect(result.code).toBe(1);
      expect(result.stderr).toContain("inbox is a link of another user");
    }
    expect(listing(join(ana.cwd, "ssh"))).toEqual([]);
  });
});
