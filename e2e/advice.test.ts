import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import {
  advisedCommands,
  inEnglish,
  npmScripts,
  programsWithOptions,
  PROGRAMS,
} from "./advised-commands.js";
import { environment, output, PCT, peer, run } from "./peers.js";

/**
 * The commands of other programs that hints advise, run as they are on the very file: the problem is gone
 * then. `pct-advice.test.ts` does it for those of pct.
 */

const VECTORS = resolve(import.meta.dirname, "../packages/core/vectors");
const KEYS = join(VECTORS, "pasted/variants/keys");
const SERVER = resolve(import.meta.dirname, "../apps/server/dist/server.js");

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

function call(args: readonly string[], language = "en", input = "x"): Said {
  const { status, stderr } = run(process.execPath, [PCT, ...args, "--lang", language], {
    cwd: folder,
    env: environment(),
    input,
  });
  return { status, hint: /^pct: (?:hint|warning): (.*)$/m.exec(stderr)?.[1] ?? "" };
}

/** The commands that a test here runs. */
const tested = new Set<string>();

/** Declares that a test runs this command, written as the English sentence has it. */
function advice(
  command: string,
): (said: Said, values?: Readonly<Record<string, string>>) => string {
  tested.add(command);
  // The command that the sentence has, with each placeholder replaced; `add` ends the first command.
  return ({ hint }, values = {}) => {
    const at = inEnglish(hint).indexOf(command);
    if (at === -1) throw new Error(`no ${command} in: ${hint}`);
    const filled = command.replace(/\b[A-Z]{3,}\b/g, (word) => values[word] ?? word);
    return filled + (values.add ?? "");
  };
}

function shell(command: string, env: NodeJS.ProcessEnv = process.env): string {
  return output("sh", ["-c", command], { cwd: folder, env }).toString();
}

const languages = ["en", "es"] as const;

const FROM_CSR = advice("openssl req -in FILE -noout -pubkey -out public_key.pem");
const FROM_CMS = advice("openssl cms -decrypt -inform PEM -in FILE -inkey private_key.pem");
const FROM_CMS_DER = advice("openssl cms -decrypt -inform DER -in FILE -inkey private_key.pem");
const FROM_SMIME = advice("openssl cms -decrypt -in FILE -inkey private_key.pem");
const FROM_PKCS12 = advice("openssl pkcs12 -in FILE -nodes -nocerts -out private_key.pem");
const TO_PKCS8 = advice("openssl pkcs8 -topk8 -v2 aes-256-cbc -in OLD -out NEW");
const CRYPT = advice("openssl passwd $ -salt 'SALT'");
const FROM_SSH2 = advice("ssh-keygen -i -f FILE");
const UNLOCKED = advice("ssh-keygen -p -N '' -f COPY");
const FROM_PUTTY = advice("puttygen FILE -O private-openssh -o KEY");
const OPENPGP = advice("gpg --decrypt");
const VAULT = advice("ansible-vault view FILE");
const PACK = advice("tar -czf FOLDER.tar.gz FOLDER");
const LIST = advice("ls -l");
const MAKE_FOLDER = advice("mkdir -p $");
const CLOSE = advice("chmod 600 $");
const WEBHOOK_SECRET = advice("openssl rand -base64 32) > FILE");
const ANOTHER_WEBHOOK_SECRET = advice("openssl rand -base64 32) > $");

describe.skipIf(peer("openssl") === null).each(languages)("advice about openssl (%s)", (lang) => {
  it("takes the public key out of a certificate request", () => {
    copyFileSync(join(VECTORS, "pasted/variants/req.csr"), join(folder, "my req.csr"));
    const said = call(["encrypt", "-r", "my req.csr", "-o", "a"], lang);
    expect(said.status).toBe(1);
    shell(FROM_CSR(said, { FILE: "'my req.csr'" }));
    expect(call(["encrypt", "-r", "public_key.pem", "-o", "b"]).status).toBe(0);
    expect(call(["decrypt", "b"]).status).toBe(0);
  });

  it("decrypts a CMS message", () => {
    copyFileSync(join(VECTORS, "pasted/variants/cms.pem"), join(folder, "cms.pem"));
    const said = call(["decrypt", "cms.pem"], lang);
    expect(said.status).toBe(1);
    expect(shell(FROM_CMS(said, { FILE: "cms.pem" }))).toContain("s3cret");
    const sealed = `openssl cms -encrypt -in text -recip cert.pem -out`;
    selfSigned();
    writeFileSync(join(folder, "text"), "s3cret");
    for (const [form, command] of [
      ["DER", FROM_CMS_DER],
      ["SMIME", FROM_SMIME],
    ] as const) {
      shell(`${sealed} m.${form} -outform ${form}`);
      const found = call(["decrypt", `m.${form}`], lang);
      expect(found.status).toBe(1);
      expect(shell(command(found, { FILE: `m.${form}` }))).toContain("s3cret");
    }
  });

  it.each(["1", "apr1", "5", "6"])("compares a hash of crypt (%s)", (option) => {
    const hash = shell(`openssl passwd -${option} -salt abcdefgh s3cret`).trim();
    const said = call(["check", hash], lang, "s3cret");
    expect(said.status).toBe(1);
    const [, salt = ""] = /^\$\w+\$(.*)\$/.exec(hash) ?? [];
    const open = { ...said, hint: said.hint.replace(`passwd -${option} `, "passwd $ ") };
    const command = CRYPT(open, { SALT: salt }).replace("$", `-${option}`);
    expect(shell(`${command} s3cret`).trim()).toBe(hash);
    expect(shell(`${command} wrong`).trim()).not.toBe(hash);
  });

  it("takes the private key out of PKCS#12", () => {
    selfSigned();
    shell("openssl pkcs12 -export -inkey private_key.pem -in cert.pem -passout pass:x -out id.p12");
    expect(call(["encrypt", "-r", "cert.pem", "-o", "sealed"]).status).toBe(0);
    const said = call(["decrypt", "sealed", "-i", "id.p12"], lang);
    expect(said.status).toBe(1);
    rmSync(join(folder, "private_key.pem"));
    shell(FROM_PKCS12(said, { FILE: "id.p12", add: " -passin pass:x" }));
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
    shell(TO_PKCS8(said, { OLD: "old.pem", NEW: "new.pem", add: answers }));
    const args = ["decrypt", "sealed", "-i", "new.pem", "--passphrase-file", "passphrase"];
    expect(call(args).status).toBe(0);
  });

  it.each([
    ["an old cipher", "-v1 PBE-SHA1-3DES"],
    ["too much work", "-scrypt -scrypt_N 1024 -scrypt_r 8 -scrypt_p 17"],
  ])("converts a private key with %s", (_, options) => {
    const recipient = join(KEYS, "public_key.pem");
    expect(call(["encrypt", "-r", recipient, "-o", "sealed"]).status).toBe(0);
    for (const name of ["passphrase", "second"]) writeFileSync(join(folder, name), "frase");
    shell(`openssl pkcs8 -topk8 ${options} -passout pass:frase -in private_key.pem -out old.pem`);
    const said = call(
      ["decrypt", "sealed", "-i", "old.pem", "--passphrase-file", "passphrase"],
      lang,
    );
    expect(said.status).toBe(1);
    const add = " -passin file:passphrase -passout file:second";
    shell(TO_PKCS8(said, { OLD: "old.pem", NEW: "new.pem", add }));
    const args = ["decrypt", "sealed", "-i", "new.pem", "--passphrase-file", "passphrase"];
    expect(call(args).status).toBe(0);
  });
});

/** A certificate for private_key.pem. */
function selfSigned(): void {
  shell("openssl req -x509 -new -key private_key.pem -subj /CN=ana -days 9 -out cert.pem");
}

describe.skipIf(peer("ssh-keygen") === null).each(languages)(
  "advice about ssh-keygen (%s)",
  (lang) => {
    it("converts a public key in RFC 4716", () => {
      shell(`ssh-keygen -e -m RFC4716 -f '${join(KEYS, "rs.pub")}' > key.txt`);
      const said = call(["encrypt", "-r", "key.txt", "-o", "a"], lang);
      expect(said.status).toBe(1);
      writeFileSync(join(folder, "key.pub"), shell(FROM_SSH2(said, { FILE: "key.txt" })));
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
        shell(UNLOCKED(said, { COPY: "copy", add: ` -P '${passphrase}'` }));
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
    shell(FROM_PUTTY(said, { FILE: "key.ppk", KEY: "key" }));
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
    expect(shell(`${home} ${OPENPGP(said)} message.gpg`)).toBe("s3cret");
    shell(`${home} gpgconf --kill all`);
  });
});

describe.skipIf(peer("ansible-vault") === null).each(languages)(
  "advice about ansible-vault (%s)",
  (lang) => {
    it("reads a file of Ansible Vault", () => {
      writeFileSync(join(folder, "vault.yml"), "s3cret");
      writeFileSync(join(folder, "pass"), "frase");
      shell("ansible-vault encrypt --vault-password-file pass vault.yml");
      const said = call(["decrypt", "vault.yml"], lang);
      expect(said.status).toBe(1);
      const command = VAULT(said, { FILE: "vault.yml", add: " --vault-password-file pass" });
      expect(shell(command)).toContain("s3cret");
    });
  },
);

describe.each(languages)("advice about files (%s)", (lang) => {
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
    const [, word = ""] = /mkdir -p (.*)$/.exec(said.hint) ?? [];
    shell(
      MAKE_FOLDER({ ...said, hint: said.hint.replace(word, () => "$") }).replace("$", () => word),
    );
    expect(call(args).status).toBe(0);
  });

  it("hides a private key from other users", () => {
    const key = join(folder, "it's mine.pem");
    copyFileSync(join(KEYS, "private_key.pem"), key);
    chmodSync(key, 0o644);
    const recipient = ["-r", join(KEYS, "public_key.pem")];
    expect(call(["encrypt", ...recipient, "-o", "sealed"]).status).toBe(0);
    const said = call(["decrypt", "sealed", "-i", "it's mine.pem"], lang);
    expect(said.status).toBe(0);
    const [, word = ""] = /chmod 600 (.*)$/.exec(said.hint) ?? [];
    shell(CLOSE({ ...said, hint: said.hint.replace(word, () => "$") }).replace("$", () => word));
    expect(call(["decrypt", "sealed", "-i", "it's mine.pem"], lang).hint).toBe("");
  });

  it("packs a folder", () => {
    mkdirSync(join(folder, "documents"));
    const recipient = ["-r", join(KEYS, "public_key.pem")];
    const said = call(["encrypt", "documents", ...recipient], lang);
    expect(said.status).toBe(1);
    shell(PACK(said, { FOLDER: "documents" }));
    expect(call(["encrypt", "documents.tar.gz", ...recipient], lang).status).toBe(0);
  });

  it.skipIf(process.getuid?.() === 0)("shows who may read a file", () => {
    writeFileSync(join(folder, "closed"), "", { mode: 0 });
    const said = call(["encrypt", "closed", "-r", join(KEYS, "public_key.pem")], lang);
    expect(said.status).toBe(1);
    expect(shell(`${LIST(said)} closed`)).toMatch(/^-{10}/);
  });
});

describe.skipIf(peer("openssl") === null).each(languages)("advice of the server (%s)", (lang) => {
  /** Starts the server until it serves or gives up; returns its hint. */
  async function serve(settings: Readonly<Record<string, string>>): Promise<Said> {
    const child = spawn(process.execPath, [SERVER], {
      cwd: folder,
      env: { ...environment(), PORT: "0", PCT_DATA_DIR: "data", PCT_LANG: lang, ...settings },
    });
    let stderr = "";
    child.stderr.on("data", (piece: Buffer) => (stderr += piece.toString()));
    child.stdout.once("data", () => child.kill("SIGTERM"));
    const [status] = (await once(child, "close")) as [number | null];
    return { status, hint: /^pct: hint: (.*)$/m.exec(stderr)?.[1] ?? "" };
  }

  it("makes the secret of a webhook", async () => {
    const PCT_WEBHOOK_URL = "http://127.0.0.1:9/";
    const file = "my secret";
    const without = await serve({ PCT_WEBHOOK_URL });
    expect(without.status).toBe(2);
    shell(`echo whsec_$(${WEBHOOK_SECRET(without, { FILE: `'${file}'` })}`);
    const settings = { PCT_WEBHOOK_URL, PCT_WEBHOOK_SECRET_FILE: file };
    expect(await serve(settings)).toEqual({ status: 0, hint: "" });
    writeFileSync(join(folder, file), "");
    const wrong = await serve(settings);
    expect(wrong.status).toBe(2);
    expect(wrong.hint).toContain(`> '${file}'`);
    shell(
      `echo whsec_$(${ANOTHER_WEBHOOK_SECRET({ ...wrong, hint: wrong.hint.replace(`'${file}'`, () => "$") }).replace(/\$$/, () => `'${file}'`)}`,
    );
    expect(await serve(settings)).toEqual({ status: 0, hint: "" });
  });
});

describe("the catalogues", () => {
  it("advise no command of another program that no test here runs", () => {
    const untested = advisedCommands().filter(
      ({ rest }) => ![...tested].some((command) => rest.startsWith(command)),
    );
    expect(untested).toEqual([]);
    const known: ReadonlySet<string> = new Set([...PROGRAMS, "pct"]);
    expect([...programsWithOptions()].filter((program) => !known.has(program))).toEqual([]);
  });

  it("have every command that a test here runs", () => {
    const advised = advisedCommands();
    const gone = [...tested].filter(
      (command) => !advised.some(({ rest }) => rest.startsWith(command)),
    );
    expect(gone).toEqual([]);
  });

  it("name scripts that package.json has", () => {
    const { scripts } = JSON.parse(
      readFileSync(resolve(import.meta.dirname, "../package.json"), "utf8"),
    ) as { scripts: Readonly<Record<string, string>> };
    const missing = [...npmScripts()].filter((script) => !(script in scripts));
    expect(missing).toEqual([]);
  });
});
