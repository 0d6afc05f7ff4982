import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";

import { argon2id, scrypt } from "#/memory-hard.js";
import { toHex, utf8 } from "#/text.js";
import { hasWebAssembly, nativeArgon2id, nativeScrypt } from "#/webcrypto.js";

/** Native code, WebAssembly and JavaScript must give the same bytes. */

const { WebAssembly: wasm } = globalThis;

type GetModule = (name: string) => unknown;

function withoutNative(): void {
  const { process } = globalThis as { process?: { getBuiltinModule?: GetModule } };
  const getModule = process?.getBuiltinModule;
  if (process === undefined || getModule === undefined) return;
  vi.spyOn(process as { getBuiltinModule: GetModule }, "getBuiltinModule").mockImplementation(
    (name) => (name === "node:crypto" ? undefined : getModule(name)),
  );
}

function withoutWebAssembly(): void {
  withoutNative();
  vi.stubGlobal("WebAssembly", undefined);
}

/** The effect of a Content-Security-Policy without `wasm-unsafe-eval`. */
function withPolicy(): void {
  withoutNative();
  vi.stubGlobal("WebAssembly", {
    CompileError: wasm.CompileError,
    Module: function refuse() {
      throw new wasm.CompileError("Refused to compile or instantiate WebAssembly module");
    },
  });
}

const environments = [
  { name: "this platform", arrange: () => undefined },
  { name: "no native code", arrange: withoutNative },
  { name: "no WebAssembly", arrange: withoutWebAssembly },
  { name: "a page that forbids WebAssembly", arrange: withPolicy },
];

function restore(): void {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
}

afterEach(restore);

it("simulates each environment", async () => {
  const parameters = { memoryKiB: 8, passes: 1, lanes: 1, N: 2, r: 1, p: 1 };
  const bytes = utf8("password");
  withoutNative();
  expect(await nativeArgon2id(bytes, bytes, parameters, 16)).toBeUndefined();
  expect(await nativeScrypt(bytes, bytes, parameters, 16)).toBeUndefined();
  expect(hasWebAssembly()).toBe(true);
  for (const arrange of [withoutWebAssembly, withPolicy]) {
    restore();
    arrange();
    expect(hasWebAssembly()).toBe(false);
  }
});

describe.each(environments)("$name", ({ arrange }) => {
  // printf PASSWORD | argon2 SALT -id -t T -k M -p P -l L -r   (Debian argon2 0~20171227)
  // It accepts no empty password; for that value, two other implementations agree.
  it.each([
    ["contraseña 🔐", "sal de prueba 1", 8, 1, 1, 16, "f28cb1fff8c2db4c2378e8fadf7e6e7b"],
    [
      "",
      "sal de prueba 2",
      64,
      1,
      1,
      32,
      "34a1fea70e58dd500a44a95859415ca9e9b2b00098ff196e30ed6d28e1fe74cf",
    ],
    ["x", "12345678", 1023, 3, 3, 12, "82cb8f3a17df9a06b883acb7"],
    [
      "a b",
      "12345678123456781234567812345678",
      256,
      2,
      16,
      129,
      "48d211beb0baa7229b5c225fef96a4724c0cf6aa16befc7e2a05eacdc4689a20d08e5d450695597e72c3f65b" +
        "2d19a21b589a4a03f39710f52704c2fee24f1a8862b4ed9f9fd80850282405caa6ff677deae41623c529d6d8" +
        "4c49c06604aee676f612835b6fd1a37312b1002efdee087707e6e97c5329c1a514e1a23e3ebdf07e18",
    ],
  ] as const)("argon2id of %j", async (password, salt, memoryKiB, passes, lanes, length, tag) => {
    arrange();
    const parameters = { memoryKiB, passes, lanes };
    expect(toHex(await argon2id(utf8(password), utf8(salt), parameters, length))).toBe(tag);
  });

  // RFC 7914 §12, without the last one, which needs a gigabyte.
  it.each([
    ["", "", 16, 1, 1],
    ["password", "NaCl", 1024, 8, 16],
    ["pleaseletmein", "SodiumChloride", 16384, 8, 1],
  ] as const)("scrypt of %j", async (password, salt, N, r, p) => {
    arrange();
    const key = toHex(await scrypt(utf8(password), utf8(salt), { N, r, p }, 64));
    expect(key).toBe(RFC_7914[password]);
  });
});

it("gives the same bytes for any parameters in all environments", async () => {
  const parameters = fc.record({
    password: fc.uint8Array({ maxLength: 200 }),
    salt: fc.uint8Array({ minLength: 8, maxLength: 64 }),
    lanes: fc.integer({ min: 1, max: 4 }),
    passes: fc.integer({ min: 1, max: 3 }),
    extraKiB: fc.integer({ min: 0, max: 100 }),
    length: fc.integer({ min: 12, max: 129 }),
    logN: fc.integer({ min: 1, max: 8 }),
    r: fc.integer({ min: 1, max: 8 }),
    p: fc.integer({ min: 1, max: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(parameters, async ({ password, salt, length, ...numbers }) => {
      const { lanes, passes, extraKiB, logN, r, p } = numbers;
      const argon2 = { memoryKiB: 8 * lanes + extraKiB, passes, lanes };
      const results = [];
      for (const { arrange } of environments) {
        arrange();
        const tag = await argon2id(password, salt, argon2, length);
        const key = await scrypt(password, salt, { N: 2 ** logN, r, p }, length);
        results.push(`${toHex(tag)} ${toHex(key)}`);
        restore();
      }
      expect(new Set(results).size).toBe(1);
    }),
    { numRuns: 25 },
  );
});

const RFC_7914 = {
  "":
    "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442" +
    "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906",
  password:
    "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162" +
    "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640",
  pleaseletmein:
    "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2" +
    "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887",
} as const;
