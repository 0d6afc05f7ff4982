import { execFile } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { afterAll, beforeAll, expect, it } from "vitest";

import { environment, PCT, peer } from "./peers.js";

/** The guide to passwords of clouds: its commands work in their order, with stand-ins for the clouds. */

const openssl = peer("openssl");

/** Takes the key that is imported, and answers as EC2 with a password that is encrypted to it. */
const AWS = `#!/bin/bash
set -e
case "$2" in
  import-key-pair) key="\${!#}"; pct export "\${key#fileb://}" > imported.pem ;;
  run-instances) [[ "$*" == *"--key-name ana"* ]] ;;
  get-password-data)
    password=$(printf %s 'ec2-Pa55word' | openssl pkeyutl -encrypt -pubin -inkey imported.pem -pkeyopt rsa_padding_mode:pkcs1 | openssl base64 -A)
    printf '{"InstanceId":"i-1","PasswordData":"%s"}' "$password" ;;
esac
`;

/** Takes the metadata, and prints what the agent on a server of Google does. */
const GCLOUD = `#!/usr/bin/env node
const { constants, createPublicKey, publicEncrypt } = require("node:crypto");
const { copyFileSync, readFileSync } = require("node:fs");
if (process.argv[4] === "add-metadata") {
  copyFileSync(process.argv.at(-1).replace("windows-keys=", ""), "metadata");
} else {
  const { userName, modulus, exponent, hashFunction } = JSON.parse(readFileSync("metadata", "utf8"));
  const url = (text) => Buffer.from(text, "base64").toString("base64url");
  const key = createPublicKey({ key: { kty: "RSA", n: url(modulus), e: url(exponent) }, format: "jwk" });
  const options = { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: hashFunction };
  const encryptedPassword = publicEncrypt(options, Buffer.from("gce-Pa55word")).toString("base64");
  const answer = { encryptedPassword, userName, passwordFound: true, exponent, modulus, hashFunction };
  console.log("GCEWindowsAgent: started\\n" + JSON.stringify(answer));
}
`;

let root = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "pct-cloud-guide-"));
  mkdirSync(join(root, "bin"));
  symlinkSync(PCT, join(root, "bin", "pct"));
  for (const [name, script] of Object.entries({ aws: AWS, gcloud: GCLOUD })) {
    writeFileSync(join(root, "bin", name), script);
    chmodSync(join(root, "bin", name), 0o755);
  }
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

function blocksOf(language: string): string[] {
  const guide = fileURLToPath(
    new URL(`../docs/guide/${language}/cloud-passwords.md`, import.meta.url),
  );
  return [...readFileSync(guide, "utf8").matchAll(/^```sh\n(.*?)^```$/gms)].map(
    ([, text = ""]) => text,
  );
}

it.skipIf(openssl === null)("the commands of the guide deliver both passwords", async () => {
  const [create = "", ...others] = blocksOf("en");
  const script = ["set -e", create, "cp public_key.pem ana.pem", ...others].join("\n");
  const cwd = mkdtempSync(join(root, "work-"));
  const path = [join(root, "bin"), dirname(process.execPath), process.env.PATH ?? ""];
  const env = { ...environment(), PATH: path.join(delimiter), IMAGE: "ami-1", INSTANCE: "i-1" };
  const { stdout } = await promisify(execFile)("bash", ["-c", script], { cwd, env });
  const [made, compared, ...passwords] = stdout.split("\n");
  expect(made).toMatch(/^SHA256:/);
  expect(compared).toBe(made);
  expect(passwords).toEqual(["ec2-Pa55word", "gce-Pa55word"]);
});

it("both guides have the same commands", () => {
  expect(blocksOf("es")).toEqual(blocksOf("en"));
  expect(blocksOf("en").length).toBeGreaterThan(5);
});
