import { copyFileSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { ageVector, folder, key, openPgpVector, pct, PUBLIC } from "./run.js";

async function inspect(args: readonly string[], input?: string | Uint8Array): Promise<unknown> {
  const cwd = folder();
  const { code, stdout, stderr } = await pct(["inspect", "--json", ...args], {
    cwd,
    ...(input === undefined ? {} : { input }),
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout);
}

describe("as JSON", () => {
  it("describes an age file", async () => {
    const file = ageVector("ssh-rsa-65537.age");
    expect(await inspect([file])).toEqual({
      file,
      size: readFileSync(file).length,
      format: "age",
      armored: false,
      recipients: [{ type: "ssh-rsa", tag: expect.any(String) as string }],
      contentBytes: 65_537,
    });
  });

  it("describes the same from a pipe", async () => {
    const content = readFileSync(ageVector("ssh-rsa-65537.age"));
    expect(await inspect(["-"], content)).toMatchObject({
      file: "-",
      size: content.length,
      contentBytes: 65_537,
    });
    const armored = readFileSync(ageVector("ssh-rsa-65536-armor.age"));
    expect(await inspect(["-"], armored)).toMatchObject({ armored: true, contentBytes: 65_536 });
  });

  it("describes an armored file longer than its start", async () => {
    const cwd = folder();
    writeFileSync(join(cwd, "data"), Buffer.alloc(300_000));
    await pct(["encrypt", "data", "--armor", "-r", PUBLIC], { cwd });
    const { stdout } = await pct(["inspect", "data.age", "--json"], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({ armored: true, contentBytes: 300_000 });
  });

  it("describes keys and all other formats", async () => {
    expect(await inspect([PUBLIC])).toMatchObject({
      format: "public-key",
      bits: 2048,
      problem: null,
    });
    const locked = key("rsa4096-a.pbes2-aes256-sha512-i210000.pem");
    expect(await inspect([locked])).toMatchObject({ format: "private-key", locked: true });
    expect(await inspect(["-"], "Dear Ana,")).toEqual({ file: "-", size: 9, format: "unknown" });
  });
});

it("reads only the start of a huge file", async () => {
  const cwd = folder();
  const file = join(cwd, "huge.age");
  copyFileSync(ageVector("ssh-rsa-65537.age"), file);
  const size = 2 ** 40;
  truncateSync(file, size);
  const { stdout } = await pct(["inspect", "huge.age", "--json"], { cwd });
  expect((JSON.parse(stdout) as { size: number }).size).toBe(size);
});

it("shows a table in the language of the call", async () => {
  const cwd = folder();
  copyFileSync(PUBLIC, join(cwd, "public_key.pem"));
  writeFileSync(join(cwd, "data"), "hola");
  await pct(["encrypt", "data", "-r", "public_key.pem"], { cwd });
  const { stdout } = await pct(["inspect", "data.age", "--lang", "es"], { cwd });
  expect(stdout).toMatch(
    /^Archivo {6}data\.age\nFormato {6}age, binario\nSe abre con {2}una llave RSA con la marca \S{6}, la de public_key\.pem\nContenido {4}4 B\nTamaño {7}\d+ B\n$/,
  );
});

it("says why a key is unsafe", async () => {
  const { stdout } = await pct(["inspect", key("rsa1024-weak.public_key.pem")], { cwd: folder() });
  expect(stdout).toMatch(
    /^Problem +The key has 1024 bits; keys under 2048 bits are no longer safe\.$/m,
  );
});

describe("for people", () => {
  /** Property names that every object inherits, and names that sort specially. */
  const inherited = [...Object.getOwnPropertyNames(Object.prototype), "prototype", "length"];

  it.each(inherited)("shows a stanza of type %s as it is", async (type) => {
    const file = `age-encryption.org/v1\n-> ${type} a\n\n--- ${"A".repeat(43)}\n${"x".repeat(40)}`;
    const { code, stdout, stderr } = await pct(["inspect", "-"], { cwd: folder(), input: file });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(new RegExp(`^Opens with +${type}$`, "m"));
  });

  it.each([
    ["en", "OpenPGP message; decrypt it with gpg --decrypt"],
    ["es", "OpenPGP, un mensaje; ábrelo con gpg --decrypt"],
  ])("names an OpenPGP message in %s", async (language, sentence) => {
    const message = readFileSync(openPgpVector("rsa.gpg")).toString("base64");
    const { stdout } = await pct(["inspect", "-", "--lang", language], {
      cwd: folder(),
      input: message,
    });
    expect(stdout).toContain(sentence);
  });
});
