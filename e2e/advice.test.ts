import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { environment, output, PCT, peer, run } from "./peers.js";

/** The commands that hints advise, run as they are on the very file: the problem is gone then. */

const VECTORS = resolve(import.meta.dirname, "../packages/core/vectors");
const KEYS = join(VECTORS, "pasted/variants/keys");

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pct-advice-"));
  copyFileSync(join(KEYS, "private_key.pem"), join(folder, "private_key.pem"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Said {
  readonly status: number | null;
  readonly hint: string;
}

function call(args: readonly string[], language = "en"): Said {
  const { status, stderr } = run(process.execPath, [PCT, ...args, "--lang", language], {
    cwd: folder,
    env: environment(),
    input: "x",
  });
  return { status, hint: /^pct: hint: (.*)$/m.exec(stderr)?.[1] ?? "" };
}

/** The command in a hint, for this file. `add` answers what it would ask. */
function advised({ hint }: Said, program: string, file: string, add = ""): string {
  const command = new RegExp(`${program} .*$`).exec(hint)?.[0];
  if (command === undefined) throw new Error(`no ${program} in: ${hint}`);
  return command.replace(/\b(?:FILE|ARCHIVO|COPY|COPIA|OLD|VIEJA)\b/, `'${file}'${add}`);
}

function shell(command: string): string {
  return output("sh", ["-c", command], { cwd: folder }).toString();
}

const languages = ["en", "es"] as const;

describe.skipIf(peer("openssl") === null).each(languages)("advice about openssl (%s)", (lang) => {
  it("takes the public key out of a certificate request", () => {
    copyFileSync(join(VECTORS, "pasted/variants/req.csr"), join(folder, "my req.csr"));
    const said = call(["encrypt", "-r", "my req.csr", "-o", "a"], lang);
    expect(said.status).toBe(1);
    shell(advised(said, "openssl", "my req.csr"));
    expect(call(["encrypt", "-r", "public_key.pem", "-o", "b"]).status).toBe(0);
    expect(call(["decrypt", "b"]).status).toBe(0);
  });

  it("decrypts a CMS message", () => {
    copyFileSync(join(VECTORS, "pasted/variants/cms.pem"), join(folder, "cms.pem"));
    const said = call(["decrypt", "cms.pem"], lang);
    expect(said.status).toBe(1);
    expect(shell(advised(said, "openssl", "cms.pem"))).toContain("s3cret");
  });

  it("takes the private key out of PKCS#12", () => {
    const cert = join(VECTORS, "pasted/variants/cert.cer");
    shell(`openssl x509 -inform DER -in '${cert}' -out cert.pem`);
    shell("openssl pkcs12 -export -inkey private_key.pem -in cert.pem -passout pass:x -out id.p12");
    expect(call(["encrypt", "-r", "cert.pem", "-o", "sealed"]).status).toBe(0);
    const said = call(["decrypt", "sealed", "-i", "id.p12"], lang);
    expect(said.status).toBe(1);
    rmSync(join(folder, "private_key.pem"));
    shell(advised(said, "openssl", "id.p12", " -passin pass:x"));
    expect(existsSync(join(folder, "private_key.pem"))).toBe(true);
    expect(call(["decrypt", "sealed"]).status).toBe(0);
  });

  it("converts a private key that an old openssl encrypted", () => {
    const { keys } = JSON.parse(readFileSync(join(VECTORS, "classic/keys.json"), "utf8")) as {
      keys: { public: string; privatePkcs1Encrypted?: { file: string; passphrase: string } }[];
    };
    const key = keys.find(({ privatePkcs1Encrypted }) => privatePkcs1Encrypted !== undefined);
    const { file = "", passphrase = "" } = key?.privatePkcs1Encrypted ?? {};
    copyFileSync(join(VECTORS, file), join(folder, "old.pem"));
    const recipient = join(VECTORS, key?.public ?? "");
    expect(call(["encrypt", "-r", recipient, "-o", "sealed"]).status).toBe(0);
    const said = call(["decrypt", "sealed", "-i", "old.pem"], lang);
    expect(said.status).toBe(1);
    for (const name of ["passphrase", "second"]) writeFileSync(join(folder, name), passphrase);
    const answers = " -passin file:passphrase -passout file:second";
    shell(advised(said, "openssl", "old.pem", answers).replace(/NEW|NUEVA/, "new.pem"));
    const args = ["decrypt", "sealed", "-i", "new.pem", "--passphrase-file", "passphrase"];
    expect(call(args).status).toBe(0);
  });
});

describe.skipIf(peer("ssh-keygen") === null).each(languages)(
  "advice about ssh-keygen (%s)",
  (lang) => {
    it("converts a public key in RFC 4716", () => {
      shell(`ssh-keygen -e -m RFC4716 -f '${join(KEYS, "rs.pub")}' > key.txt`);
      const said = call(["encrypt", "-r", "key.txt", "-o", "a"], lang);
      expect(said.status).toBe(1);
      writeFileSync(join(folder, "key.pub"), shell(advised(said, "ssh-keygen", "key.txt")));
      expect(call(["encrypt", "-r", "key.pub", "-o", "b"]).status).toBe(0);
    });

    it.each([["Ed25519", "age/ed25519-enc.openssh", "pp-dev", "ssh-ed25519-enc"]])(
      "removes the passphrase of a copy of an %s key",
      (_, file, passphrase, id) => {
        const { identities } = JSON.parse(
          readFileSync(join(VECTORS, "age/manifest.json"), "utf8"),
        ) as { identities: Readonly<Record<string, { recipient: string }>> };
        const recipient = identities[id]?.recipient ?? "";
        expect(call(["encrypt", "-r", recipient, "-o", "sealed"]).status).toBe(0);
        writeFileSync(join(folder, "key"), readFileSync(join(VECTORS, file)), { mode: 0o600 });
        const said = call(["decrypt", "sealed", "-i", "key"], lang);
        expect(said.status).toBe(1);
        writeFileSync(join(folder, "copy"), readFileSync(join(VECTORS, file)), { mode: 0o600 });
        shell(advised(said, "ssh-keygen", "copy", ` -P '${passphrase}'`));
        expect(call(["decrypt", "sealed", "-i", "copy"]).status).toBe(0);
      },
    );
  },
);

describe.skipIf(peer("puttygen") === null).each(languages)("advice about puttygen (%s)", (lang) => {
  it("converts a key of PuTTY, and gives its public key", () => {
    copyFileSync(join(VECTORS, "pasted/variants/rs.ppk"), join(folder, "key.ppk"));
    const recipient = join(KEYS, "rs.pub");
    expect(call(["encrypt", "-r", recipient, "-o", "sealed"]).status).toBe(0);
    const said = call(["decrypt", "sealed", "-i", "key.ppk"], lang);
    expect(said.status).toBe(1);
    const command = advised(said, "puttygen", "key.ppk");
    shell(command.replace(/;.*$/, "").replace(/KEY$|LLAVE$/, "key"));
    expect(call(["decrypt", "sealed", "-i", "key"]).status).toBe(0);
    const [option = ""] = /-O public-openssh/.exec(said.hint) ?? [];
    writeFileSync(join(folder, "key.pub"), shell(`puttygen key.ppk ${option}`));
    expect(call(["encrypt", "-r", "key.pub", "-o", "again"]).status).toBe(0);
  });
});

describe.skipIf(peer("gpg") === null).each(languages)("advice about gpg (%s)", (lang) => {
  it("decrypts an OpenPGP message", () => {
    const home = `GNUPGHOME='${folder}'`;
    const gpg = `${home} gpg --batch --quiet --no-auto-key-locate --trust-model always`;
    shell(`${gpg} --passphrase '' --quick-generate-key ana@example.org rsa2048 encr never`);
    shell(`printf s3cret | ${gpg} --encrypt --recipient ana@example.org --output message.gpg`);
    const said = call(["decrypt", "message.gpg"], lang);
    expect(said.status).toBe(1);
    const [command = "false"] = /gpg --decrypt/.exec(said.hint) ?? [];
    expect(shell(`${home} ${command} message.gpg`)).toBe("s3cret");
    shell(`${home} gpgconf --kill all`);
  });
});

describe.each(languages)("advice about pct (%s)", (lang) => {
  it("opens a file with an identity that a passphrase protects", () => {
    const identity = join(VECTORS, "pasted/variants/plain_age_id.txt");
    const recipient = /age1\w+/.exec(readFileSync(identity, "utf8"))?.[0] ?? "";
    writeFileSync(join(folder, "passphrase"), "pass");
    const lock = ["encrypt", identity, "--passphrase-file", "passphrase", "-o", "key.age"];
    expect(call(lock).status).toBe(0);
    expect(call(["encrypt", "-r", recipient, "-o", "sealed"]).status).toBe(0);
    const said = call(["decrypt", "sealed", "-i", "key.age"], lang);
    expect(said.status).toBe(1);
    const command = /pct decrypt .*$/.exec(said.hint)?.[0] ?? "";
    const program = `'${process.execPath}' '${PCT}'`;
    const filled = command
      .replaceAll("pct ", `${program} `)
      .replace(/KEY\.age|LLAVE\.age/, "key.age")
      .replace(/FILE|ARCHIVO/, "sealed");
    expect(shell(`PCT_PASSPHRASE=pass; export PCT_PASSPHRASE; ${filled}`)).toBe("x");
  });

  it("reads a file whose name begins with a hyphen", () => {
    writeFileSync(join(folder, "-dash file"), "x");
    const said = call(["encrypt", "-dash file", "-r", join(KEYS, "public_key.pem")], lang);
    expect(said.status).toBe(2);
    const [, word = ""] = /: (\S.*)$/.exec(said.hint) ?? [];
    expect(shell(`cat ${word}`)).toBe("x");
  });

  it("makes the folder of an output", () => {
    const args = ["encrypt", "-r", join(KEYS, "public_key.pem"), "-o", "new folder/it's/out"];
    const said = call(args, lang);
    expect(said.status).toBe(1);
    shell(/mkdir .*$/.exec(said.hint)?.[0] ?? "false");
    expect(call(args).status).toBe(0);
  });
});
