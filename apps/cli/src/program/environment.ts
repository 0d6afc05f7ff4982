import { delimiter, isAbsolute } from "node:path";

import type { Language } from "@pct/messages";

/** Reads environment variables. No other file does. */

const { env } = process;

/**
 * `PCT_LANG`, else the language of the system: the first that is set decides. English unless it is
 * Spanish.
 */
export function preferredLanguage(): Language {
  const value = [env.PCT_LANG, env.LC_ALL, env.LANG].find((name) => name);
  return value !== undefined && /^es(?![a-z])/i.test(value) ? "es" : "en";
}

/** `PCT_PASSPHRASE`. An empty value is returned: it is a mistake that is reported. */
export function passphraseVariable(): string | undefined {
  return env.PCT_PASSPHRASE;
}

/** `SECRET_KEY`, `CSRF_SESSION_KEY` and `HASH_KEY` of a BackEndBase application. */
export function backEndBaseVariables(): Readonly<Record<string, string | undefined>> {
  return env;
}

/** `PCT_SERVER`: the relay of `pct request`. */
export function serverVariable(): string | undefined {
  return env.PCT_SERVER === "" ? undefined : env.PCT_SERVER;
}

/** `NODE_TLS_REJECT_UNAUTHORIZED=0`: Node accepts any certificate. */
export function isTlsUnverified(): boolean {
  return env.NODE_TLS_REJECT_UNAUTHORIZED === "0";
}

/** Variables that hold secrets. */
const SECRETS = ["PCT_PASSPHRASE", "SECRET_KEY", "CSRF_SESSION_KEY", "HASH_KEY"];

/** The environment for other programs: without secrets, which all programs of the user can read there. */
export function environmentForHelpers(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !SECRETS.includes(name)));
}

/** The folder of Windows, also from WSL; `null` on other systems. */
export function windowsFolder(): string | null {
  if (process.platform === "win32") return env.SystemRoot ?? "C:\\Windows";
  return env.WSL_DISTRO_NAME || env.WSL_INTEROP ? "/mnt/c/Windows" : null;
}

/** The absolute folders of `PATH`: a relative one is where the caller happens to be. */
export function programFolders(): string[] {
  return (env.PATH ?? "").split(delimiter).filter((folder) => isAbsolute(folder));
}

/** The folder for data of the user's programs, if it is set. */
export function dataHomeVariable(): string | undefined {
  return process.platform === "win32" ? env.LOCALAPPDATA : env.XDG_DATA_HOME;
}

/** `PCT_DEBUG=1`: stack traces and Node's own warnings are shown. */
export function debugging(): boolean {
  return env.PCT_DEBUG === "1";
}

/** https://no-color.org, and dumb terminals. */
export function allowsColour(): boolean {
  return !env.NO_COLOR && !terminalIsDumb();
}

/** Whether the terminal shows escape sequences instead of executing them. */
export function terminalIsDumb(): boolean {
  return env.TERM === "dumb";
}

/** The display server, which owns the clipboard. */
export function displayServer(): "wayland" | "x11" | null {
  if (env.WAYLAND_DISPLAY) return "wayland";
  return env.DISPLAY ? "x11" : null;
}

/** `PCT_CLIPBOARD_SECONDS`: how long a copied secret stays; 45 by default. */
export function clipboardSeconds(): number {
  const seconds = Number(env.PCT_CLIPBOARD_SECONDS);
  return Number.isInteger(seconds) && seconds > 0 && seconds <= 3600 ? seconds : 45;
}
