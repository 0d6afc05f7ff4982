import { writeFileSync } from "node:fs";

import { totpUri } from "@pct/security";
import type { TotpEnrolment } from "@pct/security";
import encodeQr from "qr";

/** What the camera of the tests' browser sees. */

/** An enrolment in which every parameter differs from its default. */
export const UNUSUAL: TotpEnrolment = {
  secret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA",
  issuer: "Ñandú & Cía",
  account: "<b>ana</b>@example.org",
  algorithm: "SHA256",
  digits: 8,
  period: 60,
};

/** Writes the film that Chromium plays as its camera: the QR code of {@link UNUSUAL}. */
export function writeCameraFilm(path: string): void {
  writeFileSync(path, film(totpUri(UNUSUAL)));
}

/** A QR code held before a camera, as a Y4M film of two frames. */
function film(text: string): Buffer {
  const scale = 6;
  const rows = encodeQr(text, "raw", { border: 8 });
  const side = rows.length * scale;
  // A brightness for each pixel, then the colour, one value for four pixels: grey.
  const colour = Math.ceil(side / 2) ** 2 * 2;
  const frame = Buffer.alloc(side * side + colour, 128);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const isDark = rows[Math.floor(y / scale)]?.[Math.floor(x / scale)] === true;
      frame[y * side + x] = isDark ? 20 : 235;
    }
  }
  const size = side.toString();
  const header = Buffer.from(`YUV4MPEG2 W${size} H${size} F10:1 Ip C420jpeg\n`);
  return Buffer.concat([header, Buffer.from("FRAME\n"), frame, Buffer.from("FRAME\n"), frame]);
}
