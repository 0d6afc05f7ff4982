import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, existsSync, readlinkSync } from "node:fs";
import {
  chmod,
  link,
  lstat,
  mkdir,
  open,
  readFile,
  rename,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";

import { afterEach, describe, expect, it, vi } from "vitest";

import { writeFileAtomic } from "@pct/core/node";

import { sampleBytes, utf8 } from "../byte-streams.js";
import { temporaryFolder } from "./temporary-folder.js";

const { path, names } = temporaryFolder();

vi.mock("node:fs/promises", { spy: true });
afterEach(() => {
  vi.restoreAllMocks();
});

/** Pieces of content, with actions between them. */
async function* pieces(
  ...parts: readonly (Uint8Array | (() => unknown))[]
): AsyncGenerator<Uint8Array, void, undefined> {
  for (const part of parts) {
    if (part instanceof Uint8Array) yield part;
    else await part();
  }
}

/** The prototype of Node's file handles, whose methods tests can make fail. */
interface FileHandlePrototype {
  sync: () => Promise<void>;
  chmod: (mode: number) => Promise<void>;
  write: (
    this: FileHandlePrototype,
    buffer: Uint8Array,
    offset: number,
    length?: number,
  ) => Promise<{ bytesWritten: number }>;
}

async function fileHandle(): Promise<FileHandlePrototype> {
  const file = await open("/dev/null");
  await file.close();
  return Object.getPrototypeOf(file) as FileHandlePrototype;
}

async function modeOf(name: string): Promise<string> {
  return ((await stat(path(name))).mode & 0o7777).toString(8);
}

describe("content", () => {
  it.each([
    ["text", "ñandú\n", utf8("ñandú\n")],
    ["bytes", sampleBytes(10_000), sampleBytes(10_000)],
    ["nothing", new Uint8Array(), new Uint8Array()],
  ] as const)("[N1] %s", async (_, content, expected) => {
    await writeFileAtomic(path("file"), content);
    expect(await readFile(path("file"))).toEqual(Buffer.from(expected));
    expect(names()).toEqual(["file"]);
  });

  it("[N1] writes pieces", async () => {
    await writeFileAtomic(path("file"), pieces(utf8("one "), new Uint8Array(), utf8("two")));
    expect(await readFile(path("file"), "utf8")).toBe("one two");
  });

  it("[N1] creates the name after all of the content", async () => {
    await writeFile(path("old"), "old");
    for (const overwrite of [false, true]) {
      const name = overwrite ? "old" : "new";
      await writeFileAtomic(
        path(name),
        pieces(
          utf8("one "),
          () => {
            expect(existsSync(path("new"))).toBe(false);
            expect(names().filter((entry) => /^\.pct-[0-9a-f]{16}\.tmp$/.test(entry))).toHaveLength(
              1,
            );
          },
          utf8("two"),
        ),
        { overwrite },
      );
      expect(await readFile(path(name), "utf8")).toBe("one two");
      if (!overwrite) await rename(path("new"), path("moved"));
    }
    expect(names()).toEqual(["moved", "old"]);
  });

  it("[N1] does not write to a link in place of the temporary file", async () => {
    vi.spyOn(crypto, "getRandomValues").mockImplementation((array) => {
      (array as Uint8Array).fill(0xab);
      return array;
    });
    await writeFile(path("victim"), "old");
    await symlink(path("victim"), path(`.pct-${"ab".repeat(8)}.tmp`));
    await expect(writeFileAtomic(path("file"), "new")).rejects.toMatchObject({ code: "EEXIST" });
    expect(await readFile(path("victim"), "utf8")).toBe("old");
    expect(names()).toEqual([`.pct-${"ab".repeat(8)}.tmp`, "victim"]);
  });

  it("[N1] syncs the content before the rename", async () => {
    const events: string[] = [];
    const prototype = await fileHandle();
    const sync = vi.spyOn(prototype, "sync").mockImplementation(() => {
      events.push(existsSync(path("file")) ? "sync folder" : "sync file");
      return Promise.resolve();
    });
    try {
      await writeFileAtomic(path("file"), "content");
    } finally {
      sync.mockRestore();
    }
    expect(events).toEqual(["sync file", "sync folder"]);
  });
});

describe("failures", () => {
  it.each([false, true])("[N1] of the content leave nothing, overwrite: %s", async (overwrite) => {
    if (overwrite) await writeFile(path("file"), "old");
    const before = names();
    const failure = new Error("the cable was pulled");
    const content = pieces(sampleBytes(1000), () => Promise.reject(failure));
    await expect(writeFileAtomic(path("file"), content, { overwrite })).rejects.toBe(failure);
    expect(names()).toEqual(before);
    if (overwrite) expect(await readFile(path("file"), "utf8")).toBe("old");
  });

  it("[N1] of the disk leave nothing", async () => {
    const prototype = await fileHandle();
    const full = Object.assign(new Error("ENOSPC"), { code: "ENOSPC" });
    for (const method of ["sync", "chmod", "write"] as const) {
      const spy = vi.spyOn(prototype, method).mockRejectedValueOnce(full);
      await expect(writeFileAtomic(path("file"), pieces(utf8("x")))).rejects.toBe(full);
      spy.mockRestore();
      expect(names()).toEqual([]);
    }
  });

  it("[N1] continues after a partial write", async () => {
    const prototype = await fileHandle();
    const { write } = prototype;
    const spy = vi.spyOn(prototype, "write").mockImplementation(function (
      this: FileHandlePrototype,
      buffer,
      offset,
    ) {
      return write.call(this, buffer, offset, Math.min(7, buffer.length - offset));
    });
    await writeFileAtomic(path("file"), pieces(sampleBytes(100)));
    spy.mockRestore();
    expect(await readFile(path("file"))).toEqual(Buffer.from(sampleBytes(100)));
  });

  it("[N5] rejects a missing folder and a folder as target", async () => {
    await expect(writeFileAtomic(path("no/file"), "x")).rejects.toMatchObject({ code: "ENOENT" });
    await mkdir(path("folder"));
    for (const overwrite of [false, true]) {
      await expect(writeFileAtomic(path("folder"), "x", { overwrite })).rejects.toMatchObject({
        code: "EISDIR",
      });
    }
    await expect(writeFileAtomic(path("folder/x/y"), "x")).rejects.toMatchObject({
      code: "ENOENT",
    });
    await writeFile(path("file"), "old");
    await expect(writeFileAtomic(path("file/x"), "x")).rejects.toMatchObject({ code: "ENOTDIR" });
    expect(names()).toEqual(["file", "folder"]);
  });

  it("[N7] aborts before and midway", async () => {
    const reason = new Error("enough");
    await expect(
      writeFileAtomic(path("file"), "x", { signal: AbortSignal.abort(reason) }),
    ).rejects.toBe(reason);
    const controller = new AbortController();
    const content = pieces(
      sampleBytes(10),
      () => {
        controller.abort(reason);
      },
      sampleBytes(10),
    );
    await expect(
      writeFileAtomic(path("file"), content, { signal: controller.signal }),
    ).rejects.toBe(reason);
    expect(names()).toEqual([]);
  });
});

describe("existing targets", () => {
  it("[N3] keeps an existing file", async () => {
    await writeFile(path("file"), "old");
    await expect(writeFileAtomic(path("file"), "new")).rejects.toMatchObject({ code: "EEXIST" });
    expect(await readFile(path("file"), "utf8")).toBe("old");
    expect(names()).toEqual(["file"]);
  });

  it("[N3] keeps links, also dangling ones", async () => {
    await writeFile(path("file"), "old");
    await symlink(path("file"), path("link"));
    await symlink(path("nowhere"), path("dangling"));
    for (const name of ["link", "dangling"]) {
      await expect(writeFileAtomic(path(name), "new")).rejects.toMatchObject({ code: "EEXIST" });
      expect((await lstat(path(name))).isSymbolicLink()).toBe(true);
    }
    expect(await readFile(path("file"), "utf8")).toBe("old");
    expect(names()).toEqual(["dangling", "file", "link"]);
  });

  it("[N3] keeps a file that appears during the write", async () => {
    const content = pieces(utf8("new"), () => writeFile(path("file"), "theirs"));
    await expect(writeFileAtomic(path("file"), content)).rejects.toMatchObject({ code: "EEXIST" });
    expect(await readFile(path("file"), "utf8")).toBe("theirs");
    expect(names()).toEqual(["file"]);
  });

  it("[N1] [N3] works on a file system without hard links", async () => {
    const refused = Object.assign(new Error("EPERM"), { code: "EPERM" });
    vi.mocked(link).mockRejectedValueOnce(refused);
    await writeFileAtomic(path("file"), "new");
    expect(await readFile(path("file"), "utf8")).toBe("new");
    vi.mocked(link).mockRejectedValueOnce(refused);
    const content = pieces(utf8("new"), () => writeFile(path("other"), "theirs"));
    await expect(writeFileAtomic(path("other"), content)).rejects.toMatchObject({ code: "EEXIST" });
    expect(await readFile(path("other"), "utf8")).toBe("theirs");
    expect(names()).toEqual(["file", "other"]);
  });

  it("[N4] replaces a link and not its target", async () => {
    await writeFile(path("file"), "old");
    await symlink(path("file"), path("link"));
    await symlink(path("nowhere"), path("dangling"));
    for (const name of ["link", "dangling"]) {
      await writeFileAtomic(path(name), "new", { overwrite: true });
      expect((await lstat(path(name))).isFile()).toBe(true);
      expect(await readFile(path(name), "utf8")).toBe("new");
    }
    expect(await readFile(path("file"), "utf8")).toBe("old");
    await writeFileAtomic(path("file"), "new", { overwrite: true });
    expect(await readFile(path("file"), "utf8")).toBe("new");
    expect(names()).toEqual(["dangling", "file", "link"]);
  });

  it("[N2] [N4] replaces a world-readable file by a private one", async () => {
    await writeFile(path("file"), "old");
    await chmod(path("file"), 0o666);
    await writeFileAtomic(path("file"), "new", { overwrite: true });
    expect(await modeOf("file")).toBe("600");
  });

  it("[N5] writes to a named pipe", async () => {
    const [code] = (await once(spawn("mkfifo", [path("pipe")]), "close")) as [number];
    expect(code).toBe(0);
    const received: Buffer[] = [];
    const reader = createReadStream(path("pipe")).on("data", (data) => {
      received.push(data as Buffer);
    });
    await writeFileAtomic(path("pipe"), pieces(utf8("one "), utf8("two")));
    await once(reader, "close");
    expect(Buffer.concat(received).toString()).toBe("one two");
    expect((await stat(path("pipe"))).isFIFO()).toBe(true);
    expect(names()).toEqual(["pipe"]);
  });

  it("[N5] writes to a device", async () => {
    await writeFileAtomic("/dev/null", "x");
    await symlink("/dev/null", path("null"));
    await writeFileAtomic(path("null"), "x");
    expect(readlinkSync(path("null"))).toBe("/dev/null");
  });
});

describe("permissions", () => {
  it("[N2] are 0600 by default, from the first byte", async () => {
    const seen: string[] = [];
    const look = async (): Promise<void> => {
      for (const name of names()) seen.push(await modeOf(name));
    };
    await writeFileAtomic(path("file"), pieces(look, utf8("x"), look));
    expect(await modeOf("file")).toBe("600");
    expect(seen).toEqual(["600", "600"]);
    const temporary = vi
      .mocked(open)
      .mock.calls.findLast(([name]) => String(name).endsWith(".tmp"));
    expect(temporary?.[2]).toBe(0o600);
  });

  it.each(["000", "022", "027", "077", "777"])("[N2] are right under umask %s", async (umask) => {
    const mask = Number.parseInt(umask, 8);
    // vitest runs test files in separate processes, so changing the umask is safe.
    const before = process.umask(mask);
    try {
      await writeFileAtomic(path("private"), "x");
      await writeFileAtomic(path("public"), "x", { mode: 0o644 });
    } finally {
      process.umask(before);
    }
    expect(await modeOf("private")).toBe("600");
    expect(await modeOf("public")).toBe((0o600 | (0o044 & ~mask)).toString(8));
  });
});
