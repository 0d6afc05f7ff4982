import { constants, createPublicKey, publicEncrypt } from "node:crypto";
import type { JsonWebKey } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { output, pct, peer } from "./peers.js";

/**
 * Keys in the shapes that clouds take, and the passwords that clouds encrypt for them. Other programs
 * stand in for the clouds: none is called.
 */

const openssl = peer("openssl");
const sshKeygen = peer("ssh-keygen");

let folder = "";
const path = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pct-clouds-"));
  pct(folder, ["create"]);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("pct export", () => {
  it.skipIf(openssl === null)("writes PEM as openssl does, from either half and from SSH", () => {
    const expected = output(openssl ?? "", ["pkey", "-in", path("private_key.pem"), "-pubout"]);
    writeFileSync(path("ana.pub"), pct(folder, ["export", "--as", "ssh"]));
    for (const source of ["public_key.pem", "private_key.pem", "ana.pub"]) {
      expect(pct(folder, ["export", source])).toEqual(expected);
    }
  });

  it.skipIf(sshKeygen === null)("writes the line of SSH that ssh-keygen writes", () => {
    const line = output(sshKeygen ?? "", ["-i", "-m", "PKCS8", "-f", path("public_key.pem")]);
    expect(pct(folder, ["export", "--as", "ssh"])).toEqual(line);
  });

  it("writes a JWK that Node reads as the same key", () => {
    const text = pct(folder, ["export", "--as", "jwk"]).toString();
    const read = createPublicKey({ key: JSON.parse(text) as JsonWebKey, format: "jwk" });
    const pem = readFileSync(path("public_key.pem"), "utf8");
    expect(read.export({ type: "spki", format: "pem" })).toBe(pem);
  });
});

/** What the agent of a Windows server at Google prints for a line of `windows-keys`. */
function agentAnswer(line: string, password: string): Record<string, unknown> {
  const { userName, modulus, exponent, hashFunction, expireOn } = JSON.parse(line) as Readonly<
    Record<string, string>
  >;
  if (!(Date.parse(expireOn ?? "") > Date.now())) throw new Error("expired");
  const url = (text = ""): string => Buffer.from(text, "base64").toString("base64url");
  const jwk = { kty: "RSA", n: url(modulus), e: url(exponent) };
  const key = createPublicKey({ key: jwk, format: "jwk" });
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  const encrypted = publicEncrypt({ key, padding, oaepHash: hashFunction }, Buffer.from(password));
  const encryptedPassword = encrypted.toString("base64");
  return { encryptedPassword, userName, passwordFound: true, exponent, modulus, hashFunction };
}

describe("a Windows server at Google", () => {
  const line = (): string =>
    pct(folder, ["export", "--as", "windows-keys", "--user", "ana"]).toString();

  it("answers a line of windows-keys with a password that pct decrypt opens", () => {
    const answer = agentAnswer(line(), "a<]Kq2=xPz;8&Lm");
    const printed = `GCEWindowsAgent: started\r\n${JSON.stringify(answer)}\r\n`;
    for (const input of [printed, String(answer.encryptedPassword)]) {
      expect(pct(folder, ["decrypt", "-"], { input }).toString()).toBe("a<]Kq2=xPz;8&Lm");
    }
  });

  it.each(["sha1", "sha256"])("answers with %s where its agent is old", (hashFunction) => {
    const asked = JSON.stringify({ ...(JSON.parse(line()) as object), hashFunction });
    writeFileSync(path("port4.txt"), JSON.stringify(agentAnswer(asked, "aB3$kL9!mN2@")));
    expect(pct(folder, ["decrypt", "port4.txt"]).toString()).toBe("aB3$kL9!mN2@");
    const found = pct(folder, ["inspect", "port4.txt"]).toString();
    expect(found).toContain(
      `password of a Windows server at Google (RSA-OAEP with ${hashFunction})`,
    );
    expect(found).toContain("RSA, 4096 bits");
  });
});
