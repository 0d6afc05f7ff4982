import { expect, it } from "vitest";

import { shellWord } from "#/shell-word.js";

it.each([
  ["key.pem", "key.pem"],
  ["my keys/key.pem", "'my keys/key.pem'"],
  ["-dash", "./-dash"],
  ["it's", "'it'\\''s'"],
  ["$HOME;`id`", "'$HOME;`id`'"],
  ["ñandú.pem", "'ñandú.pem'"],
])("quotes %s as %s", (path, word) => {
  expect(shellWord(path)).toBe(word);
});
