import type { Language } from "@pct/messages";

/** The only file that reads environment variables: whoever asks what `pct` obeys reads this one. */

const { env } = process;

/** `PCT_LANG`, else what the system speaks: the first that is set decides, and only Spanish is not English. */
export function preferredLanguage(): Language {
  const value = [env.PCT_LANG, env.LC_ALL, env.LANG].find((name) => name);
  return value !== undefined && /^es(?![a-z])/i.test(value) ? "es" : "en";
}

/** `PCT_PASSPHRASE`. An empty one is a mistake that somebody must hear of, so it is not dropped here. */
export function passphraseVariable(): string | undefined {
  return env.PCT_PASSPHRASE;
}

/** `SECRET_KEY`, `CSRF_SESSION_KEY` and `HASH_KEY`, as a Flask application of BackEndBase has them. */
export function backEndBaseVariables(): Readonly<Record<string, string | undefined>> {
  return env;
}

/** `PCT_SERVER`: whose links `pct request` makes. */
export function serverVariable(): string | undefined {
  return env.PCT_SERVER === "" ? undefined : env.PCT_SERVER;
}

/** Where the user's programs keep their data, if the system was told. */
export function dataHomeVariable(): string | undefined {
  return process.platform === "win32" ? env.LOCALAPPDATA : env.XDG_DATA_HOME;
}

/** `PCT_DEBUG=1`: stack traces and Node's own warnings are shown. */
export function debugging(): boolean {
  return env.PCT_DEBUG === "1";
}

/** https://no-color.org, and terminals that know no colours. */
export function allowsColour(): boolean {
  return !env.NO_COLOR && !terminalIsDumb();
}

/** A terminal that would show escape sequences instead of obeying them. */
export function terminalIsDumb(): boolean {
  return env.TERM === "dumb";
}

/** Which display server owns the clipboard, where there is one. */
export function displayServer(): "wayland" | "x11" | null {
  if (env.WAYLAND_DISPLAY) return "wayland";
  return env.DISPLAY ? "x11" : null;
}

/** `PCT_CLIPBOARD_SECONDS`: how long a copied secret stays; 45 unless told. */
export function clipboardSeconds(): number {
  const seconds = Number(env.PCT_CLIPBOARD_SECONDS);
  return Number.isInteger(seconds) && seconds > 0 && seconds <= 3600 ? seconds : 45;
}
