import { constants, publicEncrypt } from "node:crypto";
import { writeFileSync } from "node:fs";

import {
  encrypt,
  encryptSecret,
  exportPublicKey,
  generateKeyPair,
  importPublicKey,
} from "@pct/core";

import { describeExamples } from "@pct/tooling/examples";
import { utf8 } from "../byte-streams.js";
import { anyKey, text } from "../vectors.js";
import { program } from "./source-program.js";

/** Examples generate keys of 4096 bits, which takes seconds; 2048 bits are enough for the test. */
const quickKeyPair: typeof generateKeyPair = (options) =>
  generateKeyPair({ bits: 2048, ...options });

describeExamples({
  program,
  entries: [
    "src/index.ts",
    "src/age/index.ts",
    "src/age/segments.ts",
    "src/ciphertext.ts",
    "src/hybrid.ts",
    "src/node/index.ts",
    "src/node/windows-password.ts",
    "src/pasted/index.ts",
    "src/windows-answer.ts",
  ],
  modules: {
    "@pct/core": async () => ({ ...(await import("@pct/core")), generateKeyPair: quickKeyPair }),
    "@pct/core/age": () => import("@pct/core/age"),
    "@pct/core/ciphertext": () => import("@pct/core/ciphertext"),
    "@pct/core/classic": () => import("@pct/core/classic"),
    "@pct/core/detect": () => import("@pct/core/detect"),
    "@pct/core/fingerprint": () => import("@pct/core/fingerprint"),
    "@pct/core/hybrid": () => import("@pct/core/hybrid"),
    "@pct/core/keys": () => import("@pct/core/keys"),
    "@pct/core/node": () => import("@pct/core/node"),
    "@pct/core/node/keys": () => import("@pct/core/node/keys"),
    "@pct/core/node/windows-password": () => import("@pct/core/node/windows-password"),
    "@pct/core/pasted": () => import("@pct/core/pasted"),
    "@pct/core/segments": () => import("@pct/core/segments"),
    "@pct/core/public-key": () => import("@pct/core/public-key"),
    "@pct/core/windows-answer": () => import("@pct/core/windows-answer"),
    "node:fs/promises": () => import("node:fs/promises"),
  },
  prepare: async (code) => {
    for (const [, name = ""] of code.matchAll(/(?:readFile|encryptFile|decryptFile)\("([^"]+)"/g)) {
      writeFileSync(name, await content(name));
    }
  },
});

/** The files that examples read. */
async function content(name: string): Promise<string | Uint8Array> {
  const recipients = [text(anyKey.public)];
  switch (name) {
    case "public_key.pem":
      return text(anyKey.public);
    case "authorized_keys":
      return `no-pty ${text(anyKey.sshPublic)}`;
    case "mail.txt": {
      const secret = await encryptSecret(
        "aB3$kL9!mN2@",
        await importPublicKey(text(anyKey.public)),
      );
      return `Hola Ana:\n\n> ${secret}\n\nSaludos`;
    }
    case "serial-port-4.txt": {
      const key = await importPublicKey(text(anyKey.public));
      const line = exportPublicKey(key, "windows-keys", { user: "ana" });
      const encryptedPassword = await encryptSecret("aB3$kL9!mN2@", key);
      return JSON.stringify({ ...(JSON.parse(line) as object), encryptedPassword });
    }
    case "password.json": {
      const options = { key: text(anyKey.public), padding: constants.RSA_PKCS1_PADDING };
      const block = publicEncrypt(options, Buffer.from("aB3$kL9!mN2@"));
      return JSON.stringify({ InstanceId: "i-1", PasswordData: block.toString("base64") });
    }
    case "private_key.pem":
      return text(anyKey.private);
    case "file_encrypted.txt":
      return encryptSecret("aB3$kL9!mN2@", await importPublicKey(text(anyKey.public)));
    default:
      return name.endsWith(".age") ? encrypt(utf8("{}"), { recipients }) : "{}";
  }
}
