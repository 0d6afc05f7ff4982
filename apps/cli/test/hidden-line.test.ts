import { describe, expect, it } from "vitest";

import { HiddenLine } from "#/terminal/hidden-line.js";

/** Feeds the keys one character at a time. */
function typed(keys: string): { text: string; state: string } {
  const line = new HiddenLine();
  let state = "more";
  for (const key of keys) {
    state = line.feed(key);
    if (state !== "more") break;
  }
  return { text: line.text, state };
}

const UP = "\u001B[A";
const DELETE = "\u001B[3~";
const F1 = "\u001BOP";

describe.each([
  ["ends with Enter", "abc\r", "abc"],
  ["keeps accents and what lies beyond", "contraseña🔑\r", "contraseña🔑"],
  ["forgets whole characters on Backspace", "a🔑\u007Fñ\bb\r", "ab"],
  ["survives more Backspaces than characters", "a\u007F\u007F\u007Fb\r", "b"],
  ["forgets everything on Ctrl-U", "wrong\u0015right\r", "right"],
  ["ignores cursor and function keys", `a${UP}b${DELETE}c${F1}d\r`, "abcd"],
  ["ignores Alt with a letter", "a\u001Bxb\r", "ab"],
  ["ignores other control keys", "a\u0001\u0002\u001Ab\r", "ab"],
  ["ignores Ctrl-D after a character", "a\u0004b\r", "ab"],
  ["ends with Enter after a lone Escape", "ab\u001B\r", "ab"],
  ["takes a paste whole, line breaks and all", "\u001B[200~{\r  a\r\n}\u001B[201~\r", "{\n  a\n}"],
  ["drops the line break that ends a paste", "\u001B[200~secret\r\u001B[201~\r", "secret"],
  ["keeps an escape inside a paste", "\u001B[200~a\u001B[Ab\u001B[201~\r", "a\u001B[Ab"],
  ["goes on after a paste", "a\u001B[200~b\u001B[201~c\r", "abc"],
])("%s", (_, keys, text) => {
  it("works when typed slowly", () => {
    expect(typed(keys)).toEqual({ text, state: "done" });
  });

  it("works when sent in one chunk", () => {
    const line = new HiddenLine();
    expect(line.feed(keys)).toBe("done");
    expect(line.text).toBe(text);
  });
});

it.each([
  ["Ctrl-C", "abc\u0003"],
  ["Ctrl-C after a lone Escape", "abc\u001B\u0003"],
  ["Ctrl-D on an empty line", "\u0004"],
  ["Ctrl-D on a line that was emptied", "a\u007F\u0004"],
])("%s cancels", (_, keys) => {
  expect(typed(keys).state).toBe("cancelled");
});

it("keeps input after the end of the line", () => {
  const line = new HiddenLine();
  expect(line.feed("first\rsecond\r")).toBe("done");
  expect(line.rest).toBe("second\r");
});

it("gives up on an overlong escape sequence", () => {
  const line = new HiddenLine();
  expect(line.feed(`a\u001B[${"1;".repeat(40)}b\r`)).toBe("done");
});

describe("long pastes", () => {
  const secret = "contraseña ".repeat(20_000);

  it("takes 220,000 characters at once", () => {
    const line = new HiddenLine();
    expect(line.feed(`\u001B[200~${secret}\u001B[201~\r`)).toBe("done");
    expect(line.text).toBe(secret);
  });

  it("finds the end of a paste that comes in two parts", () => {
    const end = "\u001B[201~";
    for (let cut = 0; cut <= end.length; cut++) {
      const line = new HiddenLine();
      line.feed(`\u001B[200~${secret}${end.slice(0, cut)}`);
      expect(line.feed(`${end.slice(cut)}b\r`)).toBe("done");
      expect(line.text).toBe(`${secret}b`);
    }
  });
});
