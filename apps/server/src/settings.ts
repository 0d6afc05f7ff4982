import { join } from "node:path";

import type { Language } from "@pct/messages/server";

import { relaySettings } from "./relay/settings.js";
import type { RelaySettings } from "./relay/settings.js";
import { StartFailure } from "./start-failure.js";

/** The only file of the server that reads environment variables. */

export interface Settings {
  /** `PCT_PORTAL_DIR`: the folder of the exported portal. */
  readonly portalFolder: string;
  readonly port: number;
  readonly host: string;
  /** Whether browsers reach the portal over HTTPS, whatever stands before this server. */
  readonly https: boolean;
  /** The host by which they reach it, with the port if it is not the usual one; null if nobody has said. */
  readonly publicHost: string | null;
  readonly relay: RelaySettings;
}

/**
 * `PCT_PORTAL_DIR`, `PORT`, `HOST`, `PCT_PUBLIC_URL`, and those of the relay; an empty one is as good as none.
 *
 * @throws {@link StartFailure} for a value that cannot be meant.
 */
export function readSettings(): Settings {
  const url = publicUrl();
  return {
    // From dist, where this runs, and from src: what apps/web builds.
    portalFolder: variable("PCT_PORTAL_DIR") ?? join(import.meta.dirname, "../../web/out"),
    port: port(),
    host: variable("HOST") ?? "127.0.0.1",
    https: url?.protocol === "https:",
    publicHost: url?.host ?? null,
    relay: relaySettings(variable),
  };
}

/** The language of the terminal, by the rules of the command line. */
export function terminalLanguage(): Language {
  const value = variable("PCT_LANG") ?? variable("LC_ALL") ?? variable("LANG") ?? "";
  return /^es(?![a-z])/i.test(value) ? "es" : "en";
}

function port(): number {
  const value = variable("PORT") ?? "3000";
  const number = Number(value);
  if (!/^\d{1,5}$/.test(value) || number > 65_535) {
    throw new StartFailure((t) => t.portInvalid({ value }), 2);
  }
  return number;
}

function publicUrl(): URL | null {
  const value = variable("PCT_PUBLIC_URL");
  if (value === undefined) return null;
  // The portal's addresses begin at the root of its host.
  if (!/^https?:\/\/[^/?#@\s]+\/?$/i.test(value) || !URL.canParse(value)) {
    throw new StartFailure((t) => t.publicUrlInvalid({ value }), 2);
  }
  return new URL(value);
}

function variable(name: string): string | undefined {
  const value = process.env[name];
  return value === "" ? undefined : value;
}
