import { copyFileSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import { loadFullCatalog } from "@pct/messages";
import type { FullCatalog } from "@pct/messages";
import { describe, expect, it } from "vitest";

import { outcomes } from "./pasted-outcomes.js";
import { folder, pasted, pct } from "./run.js";
import type { Result } from "./run.js";

/** Files as people paste and forward them, through each command that takes a key or a ciphertext. */

/** `ok` with the warnings that tell what was left out, or the error without the name of the file. */
function said({ code, stderr }: Result): string {
  const lines = stderr.split("\n");
  if (code !== 0) {
    const errors = lines.filter((line) => line.startsWith("pct: error: "));
    return errors.join(" ").replace("pct: error: ", "").replace("given: ", "");
  }
  const warnings = lines.filter((line) => /^pct: warning: (?!.*(?:NIST|chmod))/.test(line));
  return ["ok", ...warnings.map((line) => line.replace("pct: warning: ", ""))].join("; ");
}

/** The folder of a file, which has keys of its own. */
function keyOf(file: string, name: string): string {
  return pasted(file.startsWith("variants/") ? `variants/keys/${name}` : name);
}

function given(file: string): string {
  const cwd = folder();
  copyFileSync(pasted(file), join(cwd, "given"));
  return cwd;
}

it("lists each file", () => {
  const all = readdirSync(pasted(""), { recursive: true, encoding: "utf8" });
  const files = all.filter((name) => statSync(pasted(name)).isFile());
  expect(outcomes.map(([file]) => file).sort()).toEqual(files.sort());
});

/** The sentence for a code and the param that chooses it. */
function sentenceOf(outcome: string, { errors, cli }: FullCatalog): string {
  const [code = "", choice] = outcome.split(" ");
  if (code === "decryption-failed") return cli.classicNotDecrypted({ name: "given" }).what;
  const sentence = errors[code as "key-unsupported"];
  return sentence({ found: choice, kind: choice, container: choice } as never).what;
}

it("says of keys and ciphertexts what every program says: the errors are core's", async () => {
  const catalog = await loadFullCatalog("en");
  const rows = JSON.parse(readFileSync(join(pasted(".."), "pasted-outcomes.json"), "utf8")) as {
    readonly file: string;
    readonly decrypt: string;
    readonly identity: string;
  }[];
  for (const { file, decrypt, identity } of rows) {
    const [, , asIdentity = "", asCiphertext = ""] = outcomes.find(([name]) => name === file) ?? [];
    if (!/^(?:opens|passphrase-required)/.test(decrypt)) {
      const said = sentenceOf(decrypt, catalog).replace("given: ", "");
      expect({ file, said: asCiphertext }).toEqual({ file, said });
    }
    const isRead = /^ok|^sealed: /.test(asIdentity);
    const said = identity === "read" ? "read" : sentenceOf(identity, catalog);
    expect({ file, said: isRead ? "read" : asIdentity }).toEqual({ file, said });
  }
});

describe.each(outcomes)("%s", (file, recipient, identity, decrypt, inspect) => {
  it(`as a recipient: ${recipient}`, async () => {
    const cwd = given(file);
    const args = ["encrypt", "-r", "given", "-o", "sealed"];
    expect(said(await pct(args, { cwd, input: "x" }))).toBe(recipient);
  });

  it(`as an identity: ${identity}`, async () => {
    const cwd = given(file);
    const args = ["-r", keyOf(file, "public_key.pem"), "-o", "sealed", "--format", "age"];
    expect((await pct(["encrypt", ...args], { cwd, input: "x" })).code).toBe(0);
    expect(said(await pct(["decrypt", "sealed", "-i", "given"], { cwd }))).toBe(identity);
  });

  it(`as a ciphertext: ${decrypt.trim()}`, async () => {
    const cwd = given(file);
    const args = ["decrypt", "given", "-i", keyOf(file, "private_key.pem")];
    if (!file.startsWith("variants/")) args.push("-i", pasted("ed25519.openssh"));
    const result = await pct(args, { cwd });
    expect(result.code === 0 ? `opens: ${result.stdout}` : said(result)).toBe(decrypt);
  });

  it(`inspected: ${inspect}`, async () => {
    const result = await pct(["inspect", "given", "--json"], { cwd: given(file) });
    if (result.code !== 0) {
      expect(said(result)).toBe(inspect);
      return;
    }
    const found = JSON.parse(result.stdout) as Readonly<Record<string, string | number | true>>;
    const { format, kind, keyBits, bits, isWrapped, publicKeys, privateKeys, armored } = found;
    const counts = publicKeys === undefined ? "" : `${String(publicKeys)}+${String(privateKeys)}`;
    const parts = [
      format,
      kind ?? keyBits ?? bits,
      isWrapped && "wrapped",
      counts,
      armored && "armored",
    ];
    expect(parts.filter(Boolean).join(" ")).toBe(inspect);
  });
});
