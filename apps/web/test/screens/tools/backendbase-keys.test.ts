import { parseEnv } from "node:util";

import { describe, expect, it } from "vitest";

import { readKeysFile } from "#/screens/tools/backendbase-keys.js";

const read = (text: string): ReturnType<typeof readKeysFile> => readKeysFile(new Blob([text]));

const KEYS = { secretKey: "a", csrfSessionKey: "b", hashKey: "c" };

describe("readKeysFile", () => {
  it("reads .env and keeps every byte of a value", async () => {
    const env = [
      "# settings",
      "DEBUG=1",
      `export SECRET_KEY="with space # and sign "`,
      "CSRF_SESSION_KEY = 'it has \"quotes\"'   # comment",
      "HASH_KEY=plain=with/signs+ # comment",
    ].join("\r\n");
    expect(await read(env)).toEqual([
      {
        secretKey: "with space # and sign ",
        csrfSessionKey: 'it has "quotes"',
        hashKey: "plain=with/signs+",
      },
    ]);
  });

  it("reads .env as the command does", async () => {
    for (const value of ["x", '"x y "', "'x#y'", "`x\"'y`", "x # y", " x ", '"x" # y', "x=y"]) {
      const env = `SECRET_KEY=${value}\nCSRF_SESSION_KEY=b\nHASH_KEY=c\n`;
      const { SECRET_KEY: secretKey } = parseEnv(env);
      expect(await read(env), value).toEqual([{ ...KEYS, secretKey }]);
    }
  });

  it("reads JSON with one set of keys or several", async () => {
    const set = { SECRET_KEY: "a", CSRF_SESSION_KEY: "b", HASH_KEY: "c", OTHER: 1 };
    expect(await read(JSON.stringify(set))).toEqual([KEYS]);
    const older = { ...set, SECRET_KEY: "old" };
    expect(await read(JSON.stringify([set, older]))).toEqual([KEYS, { ...KEYS, secretKey: "old" }]);
  });

  it.each([
    ["nothing", ""],
    ["two of the three", "SECRET_KEY=a\nHASH_KEY=c"],
    ["an empty one", "SECRET_KEY=\nCSRF_SESSION_KEY=b\nHASH_KEY=c"],
    ["numbers", '{ "SECRET_KEY": 1, "CSRF_SESSION_KEY": 2, "HASH_KEY": 3 }'],
    ["half of the sets", '[{ "SECRET_KEY": "a", "CSRF_SESSION_KEY": "b", "HASH_KEY": "c" }, {}]'],
    ["no set", "[]"],
    ["null", "[null]"],
    ["damaged JSON", '{ "SECRET_KEY": '],
    ["too much", `SECRET_KEY=a\nCSRF_SESSION_KEY=b\nHASH_KEY=${"c".repeat(70_000)}`],
  ])("refuses a file with %s", async (_, text) => {
    expect(await read(text)).toBeNull();
  });
});
