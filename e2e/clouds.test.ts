import { execFile } from "node:child_process";
import { constants, createPublicKey, publicEncrypt } from "node:crypto";
import type { JsonWebKey } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { environment, output, pct, peer } from "./peers.js";

/**
 * Keys in the shapes that clouds take, and the passwords that clouds encrypt for them. Other programs
 * stand in for the clouds: none is called.
 */

const aws = peer("aws");
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

describe.skipIf(openssl === null)("the password of a Windows server at AWS or OpenStack", () => {
  /** As EC2 encrypts it to the key pair that was imported. */
  function encrypted(password: string): string {
    const options = ["-encrypt", "-pubin", "-inkey", "public_key.pem"];
    const padding = ["-pkeyopt", "rsa_padding_mode:pkcs1"];
    const args = ["pkeyutl", ...options, ...padding];
    const block = output(openssl ?? "", args, { cwd: folder, input: password });
    return `\r\n${block.toString("base64")}\r\n`;
  }

  it("opens from a file, a pipe and base64, for a key with a passphrase too", () => {
    const PasswordData = encrypted("!9m*$nB)Uq=vK");
    const json = JSON.stringify({ InstanceId: "i-1", Timestamp: "2026-11-30", PasswordData });
    writeFileSync(path("password.json"), json);
    const opened = (args: string[], input = ""): string =>
      pct(folder, ["windows-password", ...args], { input }).toString();
    expect(opened(["password.json"])).toBe("!9m*$nB)Uq=vK\n");
    expect(opened(["-"], json)).toBe("!9m*$nB)Uq=vK\n");
    expect(opened(["-"], PasswordData)).toBe("!9m*$nB)Uq=vK\n");
    writeFileSync(path("passphrase"), "x y z");
    const lock = ["pkcs8", "-topk8", "-v2", "aes-256-cbc", "-in", "private_key.pem"];
    const passout = ["-out", "locked.pem", "-passout", "file:passphrase"];
    output(openssl ?? "", [...lock, ...passout], { cwd: folder });
    const locked = ["-i", "locked.pem", "--passphrase-file", "passphrase"];
    expect(opened(["password.json", ...locked])).toBe("!9m*$nB)Uq=vK\n");
  });

  it.skipIf(aws === null)("opens from what the command of AWS prints", async () => {
    const password = encrypted("!9m*$nB)Uq=vK");
    const server = createServer((_, response) => {
      response.setHeader("Content-Type", "text/xml");
      response.end(
        `<GetPasswordDataResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>1</requestId><instanceId>i-1</instanceId><timestamp>2026-01-01T00:00:00.000Z</timestamp><passwordData>${password}</passwordData></GetPasswordDataResponse>`,
      );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const keys = { AWS_ACCESS_KEY_ID: "x", AWS_SECRET_ACCESS_KEY: "x" };
    const region = { AWS_DEFAULT_REGION: "us-east-1", NO_PROXY: "127.0.0.1" };
    const env = { ...environment(), ...keys, ...region };
    const call = ["ec2", "get-password-data", "--instance-id", "i-1"];
    const endpoint = ["--endpoint-url", `http://127.0.0.1:${port.toString()}`];
    try {
      for (const form of [[], ["--query", "PasswordData", "--output", "text"]]) {
        const args = [...call, ...endpoint, ...form];
        const { stdout } = await promisify(execFile)(aws ?? "", args, { env });
        const opened = pct(folder, ["windows-password", "-"], { input: stdout });
        expect(opened.toString()).toBe("!9m*$nB)Uq=vK\n");
      }
    } finally {
      server.close();
    }
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
