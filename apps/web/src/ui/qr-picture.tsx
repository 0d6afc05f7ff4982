"use client";

import encodeQr from "qr";
import { useMemo } from "react";
import type { ReactNode } from "react";

/** A QR code, dark on light in both themes: many scanners do not read an inverted one. */
export function QrPicture({ text, label }: Readonly<{ text: string; label: string }>): ReactNode {
  const { size, path } = useMemo(() => draw(text), [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size.toString()} ${size.toString()}`}
      shapeRendering="crispEdges"
      className="w-full max-w-80 rounded-card border border-line bg-[#fbfaf7]"
    >
      <path d={path} fill="#141b24" />
    </svg>
  );
}

/** The dark modules as one path, a rectangle for each horizontal run; 4 modules of quiet zone. */
function draw(text: string): Readonly<{ size: number; path: string }> {
  const rows = encodeQr(text, "raw", { ecc: "medium", border: 4 });
  const runs: string[] = [];
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (row[x] !== true) continue;
      const start = x;
      while (row[x] === true) x++;
      const length = (x - start).toString();
      runs.push(`M${start.toString()} ${y.toString()}h${length}v1h-${length}z`);
    }
  });
  return { size: rows.length, path: runs.join("") };
}
