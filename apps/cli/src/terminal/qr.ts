import { encodeQR } from "qr";

import { streams } from "../io/streams.js";
import { allowsColour } from "../program/environment.js";

/** A QR code for a phone that looks at the terminal: two modules in each character. */

/** Modules of white around it, as the standard asks (ISO/IEC 18004 §5.3.8). */
const QUIET_ZONE = 4;

/** By which halves of a character are light: none, the upper, the lower, both. */
const LIGHT_HALVES = [" ", "▀", "▄", "█"];

/** Bright white on black, whatever the colours of the terminal are. */
const COLOURS = ["\u001B[97;40m", "\u001B[0m"] as const;

/** Lines that show a text as a QR code. */
export function terminalQr(text: string): string {
  const dark = encodeQR(text, "raw", { ecc: "low", border: QUIET_ZONE });
  const [begin, end] = streams.stderr.isTTY === true && allowsColour() ? COLOURS : ["", ""];
  const lines: string[] = [];
  for (let y = 0; y < dark.length; y += 2) {
    const [upper = [], lower = []] = [dark[y], dark[y + 1]];
    const line = upper.map((module, x) => {
      const light = (module ? 0 : 1) + (lower[x] === true ? 0 : 2);
      return LIGHT_HALVES[light] ?? "";
    });
    lines.push(`${begin}${line.join("")}${end}\n`);
  }
  return lines.join("");
}
