import { expect, it } from "vitest";

import { shownName } from "#/crypto/file-name.js";

it.each([
  ["invoice\u202Efdp.exe", "invoicefdp.exe"],
  ["a\nb\u2028c\u0000d\u001b[31m.txt", "abcd[31m.txt"],
  ['<img src=x onerror="alert(1)">.png', '<img src=x onerror="alert(1)">.png'],
  ["año nuevo 日本.pdf", "año nuevo 日本.pdf"],
  ["\u2066\uFEFF", ""],
])("shows %j as %j", (name, shown) => {
  expect(shownName(name)).toBe(shown);
});
