import { join } from "node:path";

import { oneLine } from "@pct/delivery/safe-text";
import type { Language } from "@pct/messages/server";

import { relaySettings } from "./relay/settings.js";
import type { RelaySettings } from "./relay/settings.js";
import { StartFailure } from "./start-failure.js";

/** The settings of the server: the only file that reads environment variables. */

/** Characters that fit into the header of a small screen. */
const MAX_NAME_LENGTH = 40;

export interface Settings {
  /** `PCT_PORTAL_DIR`: the folder of the exported portal. */
  readonly portalFolder: string;
  readonly port: number;
  readonly host: string;
  /** Whether browsers reach the portal over HTTPS, through a proxy. */
  readonly https: boolean;
  /** The host of `PCT_PUBLIC_URL`, with a port other than the default one; null if it is not set. */
  readonly publicHost: string | null;
  /** `PCT_NAME`: the organization's name in the header of every page; null for none. */
  readonly brandName: string | null;
  /** `PCT_LOGO`: the file of its picture; null for none. */
  readonly logoFile: string | null;
  readonly relay: RelaySettings;
}

/**
 * Reads `PCT_PORTAL_DIR`, `PORT`, `HOST`, `PCT_PUBLIC_URL` and the variables of the relay. An empty variable
 * counts as missing.
 *
 * @throws {@link StartFailure} for an invalid value.
 */
export function readSettings(): Settings {
  const url = publicUrl();
  return {
    // The build of apps/web, seen from dist as from src.
    portalFolder: variable("PCT_PORTAL_DIR") ?? join(import.meta.dirname, "../../web/out"),
    port: port(),
    host: variable("HOST") ?? "127.0.0.1",
    https: url?.protocol === "https:",
    publicHost: url?.host ?? null,
    brandName: brandName(),
    logoFile: variable("PCT_LOGO") ?? null,
    relay: relaySettings(variable),
  };
}

/** The language of the terminal, as the command line chooses it. */
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

function brandName(): string | null {
  const value = variable("PCT_NAME") ?? null;
  if (value === null || (value.length <= MAX_NAME_LENGTH && oneLine(value) === value)) return value;
  throw new StartFailure((t) => t.nameInvalid({ value, maximum: MAX_NAME_LENGTH.toString() }), 2);
}

function publicUrl(): URL | null {
  const value = variable("PCT_PUBLIC_URL");
  if (value === undefined) return null;
  // The portal's pages refer to each other from the root of the host.
  if (!/^https?:\/\/[^/?#@\s]+\/?$/i.test(value) || !URL.canParse(value)) {
    throw new StartFailure((t) => t.publicUrlInvalid({ value }), 2);
  }
  return new URL(value);
}

function variable(name: string): string | undefined {
  const value = process.env[name];
  return value === "" ? undefined : value;
}
