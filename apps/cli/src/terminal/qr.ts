import { encodeQR } from "qr";

import { isTerminal } from "../io/streams.js";
import { allowsColour } from "../program/environment.js";

/** QR codes on a terminal: two modules per character. */

/** Light modules around the code (ISO/IEC 18004 §5.3.8). */
const QUIET_ZONE = 4;

/** Indexed by the light halves of a character: none, upper, lower, both. */
const LIGHT_HALVES = [" ", "▀", "▄", "█"];

/** Bright white on black, independent of the terminal's colours. */
const COLOURS = ["\u001B[97;40m", "\u001B[0m"] as const;

/** Encodes a text as a QR code, as lines for a terminal. */
export function terminalQr(text: string): string {
  const dark = encodeQR(text, "raw", { ecc: "low", border: QUIET_ZONE });
  const [begin, end] = allowsColour() && isTerminal("stderr") ? COLOURS : ["", ""];
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
