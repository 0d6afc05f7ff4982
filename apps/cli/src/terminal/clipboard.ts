import { createHash } from "node:crypto";

import { copiesUnseen } from "@pct/delivery/safe-text";

import { Failure } from "../errors/failure.js";
import { spawn } from "../program/child-process.js";
import { CLEAR_CLIPBOARD } from "../program/command-table.js";
import { clipboardSeconds, displayServer } from "../program/environment.js";
import type { Session } from "../program/session.js";
import { say } from "./notices.js";

/**
 * The clipboard, through the tools of each system. A secret goes to their stdin, never into their
 * arguments, which every user of the machine can read.
 */

type Command = readonly [program: string, ...args: string[]];

interface Tool {
  readonly copy: Command;
  /** Absent where the clipboard can't be read. */
  readonly paste?: Command;
  readonly encoding?: "utf16le";
}

const WAYLAND: Tool = {
  copy: ["wl-copy", "--type", "text/plain"],
  paste: ["wl-paste", "--no-newline"],
};
const X11: readonly Tool[] = [
  {
    copy: ["xclip", "-selection", "clipboard", "-in"],
    paste: ["xclip", "-selection", "clipboard", "-out"],
  },
  { copy: ["xsel", "--clipboard", "--input"], paste: ["xsel", "--clipboard", "--output"] },
];
const MACOS: Tool = { copy: ["pbcopy"], paste: ["pbpaste"] };
// Also works in WSL. Reads UTF-16 after a byte-order mark.
const WINDOWS: Tool = { copy: ["clip.exe"], encoding: "utf16le" };

function tools(): readonly Tool[] {
  if (process.platform === "darwin") return [MACOS];
  if (process.platform === "win32") return [WINDOWS];
  const display = displayServer();
  const unix = display === "wayland" ? [WAYLAND, ...X11] : display === "x11" ? X11 : [];
  return [...unix, WINDOWS];
}

/** Copies a secret, and clears the clipboard after {@link clipboardSeconds}. */
export async function copyForAWhile(secret: Uint8Array, { t }: Session): Promise<void> {
  const tool = await copy(secret);
  if (tool === null) throw new Failure((t) => t.cli.noClipboard());
  const seconds = clipboardSeconds();
  startTimer(secret);
  say(t.notices.copied({ seconds }));
  if (copiesUnseen(Buffer.from(secret).toString())) say(t.notices.copiedUnseen);
}

/** Copies with the first tool that works. */
async function copy(bytes: Uint8Array): Promise<Tool | null> {
  for (const tool of tools()) {
    const input = tool.encoding === "utf16le" ? encodeUtf16(bytes) : bytes;
    if ((await run(tool.copy, input)) !== null) return tool;
  }
  return null;
}

/** Starts pct in the background to clear the clipboard. It gets the hash of the secret only. */
function startTimer(secret: Uint8Array): void {
  const [node, script = ""] = process.argv;
  const child = spawn(node ?? process.execPath, [script, CLEAR_CLIPBOARD], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  child.on("error", () => undefined);
  child.stdin?.end(createHash("sha256").update(secret).digest("hex"));
  child.unref();
}

/** Runs in the background process: waits, and clears the clipboard if it still has the secret. */
export async function clearLater(): Promise<void> {
  let hash = "";
  for await (const piece of process.stdin.setEncoding("ascii")) hash += piece as string;
  await new Promise((resolve) => setTimeout(resolve, clipboardSeconds() * 1000));
  for (const tool of tools()) {
    const content = tool.paste === undefined ? undefined : await run(tool.paste, null);
    // The user has copied something else.
    if (content && createHash("sha256").update(content).digest("hex") !== hash) continue;
    if (content !== null) await run(tool.copy, new Uint8Array());
  }
}

function encodeUtf16(bytes: Uint8Array): Uint8Array {
  return Buffer.from(`\uFEFF${Buffer.from(bytes).toString("utf8")}`, "utf16le");
}

/** Runs a tool; returns its output, or `null` if it is missing or failed. */
function run([program, ...args]: Command, input: Uint8Array | null): Promise<Buffer | null> {
  return new Promise((resolve) => {
    // A tool that serves the clipboard in the background would keep a pipe open forever.
    const output = input === null ? "pipe" : "ignore";
    const child = spawn(program, args, { stdio: ["pipe", output, "ignore"] });
    const pieces: Buffer[] = [];
    child.stdout?.on("data", (piece: Buffer) => pieces.push(piece));
    child.on("error", () => {
      resolve(null);
    });
    child.on(input === null ? "close" : "exit", (code) => {
      resolve(code === 0 ? Buffer.concat(pieces) : null);
    });
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input ?? undefined);
  });
}
