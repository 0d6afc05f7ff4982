import { expect, it } from "vitest";

import { sizeText } from "#/ui/size-text.js";

it.each([
  [0, "0 bytes", "0 bytes"],
  [1, "1 byte", "1 byte"],
  [999, "999 bytes", "999 bytes"],
  [1000, "1 kB", "1 kB"],
  [1_550_000, "1.6 MB", "1,6 MB"],
  [1_073_741_824, "1.1 GB", "1,1 GB"],
  [10e12, "10,000 GB", "10.000 GB"],
])("%d bytes", (bytes, english, spanish) => {
  const plain = (text: string): string => text.replaceAll(/\s/gu, " ");
  expect(plain(sizeText(bytes, "en"))).toBe(english);
  expect(plain(sizeText(bytes, "es"))).toBe(spanish);
});
