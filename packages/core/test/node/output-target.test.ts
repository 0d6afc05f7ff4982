import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, constants, openSync, readlinkSync, readSync, writeSync } from "node:fs";
import { lchown, lstat, readFile, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";

import { afterEach, describe, expect, it, vi } from "vitest";

import { writeFileAtomic } from "@pct/core/node";

import { openInPlace } from "#/node/output-target.js";

import { expectRefused } from "../refusal.js";
import { temporaryFolder } from "./temporary-folder.js";

const { path, names } = temporaryFolder();

afterEach(() => {
  vi.restoreAllMocks();
});

/** Makes everything in the test folder belong to another user. */
function becomeAnotherUser(): void {
  const own = process.geteuid?.() ?? 0;
  vi.spyOn(process, "geteuid").mockReturnValue(own + 1);
}

/** A named pipe with a reader, who waits for content. Returns what has come so far. */
function pipe(name: string): () => string {
  execFileSync("mkfifo", [path(name)]);
  const reader = openSync(path(name), constants.O_RDONLY | constants.O_NONBLOCK);
  return () => {
    try {
      const buffer = Buffer.alloc(100);
      return buffer.toString("utf8", 0, readSync(reader, buffer));
    } finally {
      closeSync(reader);
    }
  };
}

describe("pipes, devices and links of another user", () => {
  it.each([false, true])("[N12] [E1] gets nothing, overwrite: %s", async (overwrite) => {
    const received = pipe("pipe");
    await symlink(path("pipe"), path("link"));
    becomeAnotherUser();
    for (const name of ["pipe", "link"]) {
      await expectRefused(
        () => writeFileAtomic(path(name), "secret", { overwrite }),
        "output-unsafe",
      );
    }
    expect(received()).toBe("");
    expect(names()).toEqual(["link", "pipe"]);
  });

  it.runIf(process.getuid?.() === 0)(
    "[N12] refuses a link of another user to a pipe of the caller",
    async () => {
      const received = pipe("pipe");
      await symlink(path("pipe"), path("link"));
      await lchown(path("link"), 65_534, 65_534);
      await expectRefused(() => writeFileAtomic(path("link"), "secret"), "output-unsafe");
      expect(received()).toBe("");
    },
  );

  it("[N12] refuses a link that appears after the check", async () => {
    const received = pipe("pipe");
    await symlink(path("pipe"), path("link"));
    await expectRefused(() => openInPlace(path("link")), "output-unsafe");
    becomeAnotherUser();
    await expectRefused(() => openInPlace(path("pipe")), "output-unsafe");
    expect(received()).toBe("");
  });

  it("[N5] still writes to devices of the system", async () => {
    becomeAnotherUser();
    await writeFileAtomic("/dev/null", "x");
  });

  it("[N12] refuses a socket", async () => {
    const server = createServer().listen(path("socket"));
    await once(server, "listening");
    try {
      await expectRefused(() => writeFileAtomic(path("socket"), "x"), "output-unsafe");
    } finally {
      server.close();
    }
  });

  it("[N12] refuses everything but files with regularOnly", async () => {
    const received = pipe("pipe");
    for (const target of [path("pipe"), "/dev/null", "/dev/fd/2"]) {
      await expectRefused(
        () => writeFileAtomic(target, "x", { overwrite: true, regularOnly: true }),
        "output-unsafe",
      );
    }
    expect(received()).toBe("");
  });
});

describe("open descriptors", () => {
  it.each([
    "/dev/fd/",
    "/proc/self/fd/",
    "/proc/thread-self/fd/",
    `/proc/${process.pid.toString()}/fd/`,
  ])("[N5] writes through %sN, at its position, whatever is behind it", async (folder) => {
    const fd = openSync(path("file"), "w+");
    try {
      writeSync(fd, "before ");
      await symlink(`${folder}${fd.toString()}`, path("link"));
      for (const target of [`${folder}${fd.toString()}`, path("link")]) {
        for (const overwrite of [false, true]) {
          await writeFileAtomic(target, "x", { overwrite });
        }
      }
      writeSync(fd, " after");
    } finally {
      closeSync(fd);
    }
    expect(await readFile(path("file"), "utf8")).toBe("before xxxx after");
    expect(readlinkSync(path("link"))).toContain("/fd/");
    expect(names()).toEqual(["file", "link"]);
  });

  it("[N5] waits for the reader of a full pipe that does not block", async () => {
    execFileSync("mkfifo", [path("pipe")]);
    const reader = openSync(path("pipe"), constants.O_RDONLY | constants.O_NONBLOCK);
    const writer = openSync(path("pipe"), constants.O_WRONLY | constants.O_NONBLOCK);
    const content = Buffer.alloc(300_000, "pct");
    const writing = writeFileAtomic(`/dev/fd/${writer.toString()}`, content);
    const received: Buffer[] = [];
    let size = 0;
    while (size < content.length) {
      const buffer = Buffer.alloc(100_000);
      try {
        const length = readSync(reader, buffer);
        received.push(buffer.subarray(0, length));
        size += length;
      } catch {
        // Empty: give the writer its turn.
        await new Promise(setImmediate);
      }
    }
    await writing;
    closeSync(reader);
    closeSync(writer);
    expect(Buffer.concat(received).equals(content)).toBe(true);
  });

  it("rejects a descriptor that is not open", async () => {
    await expect(writeFileAtomic("/dev/fd/9999", "x")).rejects.toMatchObject({ code: "EBADF" });
  });

  it.runIf(process.platform === "linux")(
    "[N5] appends to a file that another process of the caller has open",
    async () => {
      await writeFile(path("file"), "before ");
      const fd = openSync(path("file"), "a");
      const other = spawn("sleep", ["60"], { stdio: ["ignore", fd, "ignore"] });
      await once(other, "spawn");
      closeSync(fd);
      try {
        const target = `/proc/${String(other.pid)}/fd/1`;
        await writeFileAtomic(target, "x", { overwrite: true });
        expect(await readFile(path("file"), "utf8")).toBe("before x");
        expect((await lstat(target)).isSymbolicLink()).toBe(true);
      } finally {
        other.kill();
      }
    },
  );
});
