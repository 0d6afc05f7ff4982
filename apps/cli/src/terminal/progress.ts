import { setTimeout as setTimeoutPromise } from "node:timers/promises";

import type { Catalog } from "@pct/messages";

import { isTerminal, streams } from "../io/streams.js";
import { terminalIsDumb } from "../program/environment.js";
import { isQuiet } from "./notices.js";

/** Progress lines on a terminal, cleared when the work is done. */

/** Delay before a line appears, so that short work shows none. */
const SHOW_DELAY_MS = 1000;
const REDRAW_MS = 100;

const CLEAR_LINE = "\r\u001B[K";
const SPINNER = ["|", "/", "-", "\\"];

/** Whether a line can be drawn and cleared: a dumb terminal would show the escape sequences. */
function canRedraw(): boolean {
  return !isQuiet() && !terminalIsDumb() && isTerminal("stderr");
}

/** Shows a spinner during work of unknown length. */
export function showWaiting(text: string): { stop: () => void } {
  if (!canRedraw()) return { stop: () => undefined };
  let turns = 0;
  let shown = false;
  const draw = (): void => {
    shown = true;
    streams.stderr.write(`${CLEAR_LINE}${text} ${SPINNER[turns++ % SPINNER.length] ?? ""}`);
  };
  let redraw: NodeJS.Timeout | undefined;
  const wait = setTimeout(() => {
    draw();
    redraw = setInterval(draw, REDRAW_MS);
  }, SHOW_DELAY_MS);
  return {
    stop() {
      clearTimeout(wait);
      clearInterval(redraw);
      if (shown) streams.stderr.write(CLEAR_LINE);
    },
  };
}

/** Shows a static line during a wait, which may take hours. */
export function showLine(text: string): { update: (text: string) => void; stop: () => void } {
  if (!canRedraw()) return { update: () => undefined, stop: () => undefined };
  let current = text;
  let shown = false;
  const draw = (): void => {
    shown = true;
    streams.stderr.write(`${CLEAR_LINE}${current}`);
  };
  const wait = setTimeout(draw, SHOW_DELAY_MS);
  return {
    update(next) {
      if (next === current) return;
      current = next;
      if (shown) draw();
    },
    stop() {
      clearTimeout(wait);
      if (shown) streams.stderr.write(CLEAR_LINE);
    },
  };
}

/** Shows the bytes done, and the time left if the size is known. */
export function showProgress(
  size: number | null,
  t: Catalog,
): { update: (bytes: number) => void; stop: () => void } {
  const begun = performance.now();
  let drawn: number | null = null;
  return {
    update(bytes) {
      const now = performance.now();
      const seconds = (now - begun) / 1000;
      if (!canRedraw() || now - begun < SHOW_DELAY_MS) return;
      if (drawn !== null && now - drawn < REDRAW_MS) return;
      drawn = now;
      streams.stderr.write(`${CLEAR_LINE}${describe(bytes, size, bytes / seconds, t)}`);
    },
    stop() {
      if (drawn !== null) streams.stderr.write(CLEAR_LINE);
    },
  };
}

/** Counts the seconds down to `end`, in Unix milliseconds. */
export async function showCountdown(
  end: number,
  describeLeft: (seconds: number) => string,
  signal: AbortSignal,
): Promise<void> {
  try {
    for (let left = end - Date.now(); left > 0; left = end - Date.now()) {
      const seconds = Math.ceil(left / 1000);
      streams.stderr.write(`${CLEAR_LINE}${describeLeft(seconds)}`);
      await setTimeoutPromise(left - (seconds - 1) * 1000, undefined, { signal });
    }
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    streams.stderr.write(CLEAR_LINE);
  }
}

function describe(bytes: number, size: number | null, rate: number, t: Catalog): string {
  const speed = `${formatBytes(rate)}/s`;
  if (size === null) return `${formatBytes(bytes)}, ${speed}`;
  const percent = Math.min(100, Math.floor((bytes / size) * 100)).toString();
  const left = formatSeconds(Math.max(0, size - bytes) / rate);
  return t.progress.transferring({
    done: formatBytes(bytes),
    size: formatBytes(size),
    percent,
    speed,
    left,
  });
}

/** At most three digits and a unit: `412 MiB`, `1.5 GiB`. */
export function formatBytes(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  const digits = unit === 0 || value >= 10 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[unit] ?? ""}`;
}

function formatSeconds(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole.toString()} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60)
    return `${minutes.toString()} min ${(whole % 60).toString().padStart(2, "0")} s`;
  return `${Math.floor(minutes / 60).toString()} h ${(minutes % 60).toString().padStart(2, "0")} min`;
}
