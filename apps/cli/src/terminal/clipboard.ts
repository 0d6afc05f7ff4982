import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";

import { copiesUnseen } from "@pct/delivery/safe-text";

import { Failure } from "../errors/failure.js";
import { spawn } from "../program/child-process.js";
import { CLEAR_CLIPBOARD } from "../program/command-table.js";
import {
  clipboardSeconds,
  displayServer,
  environmentForHelpers,
  programFolders,
  windowsFolder,
} from "../program/environment.js";
import type { Session } from "../program/session.js";
import { say } from "./notices.js";

/**
 * The clipboard, through the tools of each system. A secret goes to their stdin, never into their
 * arguments, which every user of the machine can read.
 */

type Command = readonly [program: string, ...args: string[]];

interface Tool {
  /** The first that works: older versions lack an option that keeps a copy out of clipboard histories. */
  readonly copy: readonly Command[];
  readonly paste: Command;
  readonly clear: Command;
  /** Whether text goes in and out as base64 of UTF-8: PowerShell would change it. */
  readonly isBase64?: true;
}

function unixTool(paste: Command, ...copy: readonly [Command, ...Command[]]): Tool {
  const [plain] = copy.slice(-1);
  return { copy, paste, clear: plain ?? copy[0] };
}

const WAYLAND = unixTool(
  ["wl-paste", "--no-newline"],
  ["wl-copy", "--type", "text/plain", "--sensitive"],
  ["wl-copy", "--type", "text/plain"],
);
const X11: readonly Tool[] = [
  unixTool(
    ["xclip", "-selection", "clipboard", "-out"],
    ["xclip", "-selection", "clipboard", "-in"],
  ),
  unixTool(["xsel", "--clipboard", "--output"], ["xsel", "--clipboard", "--input"]),
];
const MACOS = unixTool(["/usr/bin/pbpaste"], ["/usr/bin/pbcopy"]);

/**
 * Windows, also from WSL: PowerShell by its full path, because Windows looks for a program in the
 * current folder first. `clip.exe` can neither read nor keep a copy out of the clipboard's history.
 *
 * The formats are those of https://learn.microsoft.com/windows/win32/dataxchg/clipboard-formats
 * ("Cloud Clipboard and Clipboard History Formats").
 */
export function windowsTool(folder: string): Tool {
  const separator = folder.startsWith("/") ? "/" : "\\";
  const program = [folder, "System32", "WindowsPowerShell", "v1.0", "powershell.exe"].join(
    separator,
  );
  const run = (script: string): Command => [
    program,
    ...["-NoLogo", "-NoProfile", "-NonInteractive", "-STA", "-Command"],
    `$ErrorActionPreference='Stop';Add-Type -AssemblyName System.Windows.Forms;${script}`,
  ];
  const copy = [
    "$t=[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String([Console]::In.ReadToEnd()))",
    "$d=New-Object Windows.Forms.DataObject",
    "$d.SetData([Windows.Forms.DataFormats]::UnicodeText,$t)",
    "foreach($n in 'ExcludeClipboardContentFromMonitorProcessing','CanIncludeInClipboardHistory'," +
      "'CanUploadToCloudClipboard'){$d.SetData($n,(New-Object IO.MemoryStream(,[byte[]](0,0,0,0))))}",
    "[Windows.Forms.Clipboard]::SetDataObject($d,$true)",
  ].join(";");
  const paste =
    "[Console]::Out.Write([Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes(" +
    "[Windows.Forms.Clipboard]::GetText())))";
  return {
    copy: [run(copy)],
    paste: run(paste),
    clear: run("[Windows.Forms.Clipboard]::Clear()"),
    isBase64: true,
  };
}

function tools(): readonly Tool[] {
  if (process.platform === "darwin") return [MACOS];
  const windows = windowsFolder();
  const display = displayServer();
  const unix = display === "wayland" ? [WAYLAND, ...X11] : display === "x11" ? X11 : [];
  return windows === null ? unix : [...unix, windowsTool(windows)];
}

/** Copies a secret, and clears the clipboard after {@link clipboardSeconds}. */
export async function copyForAWhile(secret: Uint8Array, { t }: Session): Promise<void> {
  const tool = await copy(secret);
  if (tool === null) {
    // On Linux and BSD, the display server owns the clipboard.
    const needsDisplay = !["darwin", "win32"].includes(process.platform);
    const hasNone = needsDisplay && displayServer() === null;
    throw new Failure((t) => (hasNone ? t.cli.noDisplay() : t.cli.noClipboard()));
  }
  const seconds = clipboardSeconds();
  startTimer(secret);
  say(t.notices.copied({ seconds }));
  if (copiesUnseen(Buffer.from(secret).toString())) say(t.notices.copiedUnseen);
}

/** Copies with the first tool that works. */
async function copy(bytes: Uint8Array): Promise<Tool | null> {
  for (const tool of tools()) {
    const input = tool.isBase64 ? Buffer.from(Buffer.from(bytes).toString("base64")) : bytes;
    for (const command of tool.copy) if ((await run(command, input)) !== null) return tool;
  }
  return null;
}

/** Starts pct in the background to clear the clipboard. It gets the hash of the secret only. */
function startTimer(secret: Uint8Array): void {
  const [node, script = ""] = process.argv;
  const child = spawn(node ?? process.execPath, [script, CLEAR_CLIPBOARD], {
    detached: true,
    env: environmentForHelpers(),
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
    const pasted = await run(tool.paste, null);
    // Only what pct put there: the user may have copied something else.
    if (pasted === null) continue;
    const content = tool.isBase64 ? Buffer.from(pasted.toString(), "base64") : pasted;
    if (createHash("sha256").update(content).digest("hex") === hash) {
      await run(tool.clear, new Uint8Array());
    }
  }
}

/** Runs a tool; returns its output, or `null` if it is missing or failed. */
function run([name, ...args]: Command, input: Uint8Array | null): Promise<Buffer | null> {
  const program = pathOf(name);
  if (program === null) return Promise.resolve(null);
  return new Promise((resolve) => {
    // A tool that serves the clipboard in the background would keep a pipe open forever.
    const output = input === null ? "pipe" : "ignore";
    const env = environmentForHelpers();
    const child = spawn(program, args, { env, stdio: ["pipe", output, "ignore"] });
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

/** The full path of a tool: never one that lies in the current folder. */
function pathOf(name: string): string | null {
  if (name.includes("/") || name.includes("\\")) return name;
  const paths = programFolders().map((folder) => join(folder, name));
  return paths.find((path) => existsSync(path)) ?? null;
}
