import { chmodSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "vitest";

import { recipient } from "./pct-delivery.js";
import { answersInvitation, sendsToInvited } from "./pct-invitations.js";
import { give, givePair, makesPair, write } from "./pct-files.js";
import type { Situation } from "./pct-files.js";
import type { CallOptions, Reader } from "./pct-reader.js";

/** The commands in the texts of help: each works as written, or with the value that … stands for. */

const BACKENDBASE = "SECRET_KEY=a\nCSRF_SESSION_KEY=b\nHASH_KEY=c\n";

/** Types each command of the help of a command, in its order. */
function examples(
  name: string,
  follow: (reader: Reader, all: string[]) => Promise<void>,
): Situation {
  return async (reader) => {
    await follow(reader, [...reader.read(await reader.pct([name, "--help"]))]);
  };
}

/** Types the commands one after the other, and returns what they print. */
async function inTurn(
  reader: Reader,
  commands: readonly string[],
  options: CallOptions = {},
): Promise<string[]> {
  const printed = [];
  for (const command of commands) {
    printed.push((await reader.type(command, {}, options)).stdout);
  }
  return printed;
}

/** The flow by hand, and the one by a link. */
async function wholeFlow(reader: Reader, commands: readonly (string | undefined)[]): Promise<void> {
  const [create, encrypt, decrypt, request] = commands;
  await reader.type(create);
  await reader.type(encrypt, {}, { input: "s3cret" });
  expect((await reader.type(decrypt)).stdout).toBe("s3cret");
  await recipient(reader);
  const asked = await reader.type(request, {}, {}, ["--no-wait"]);
  expect(asked.stdout).toMatch(/^http:\S+\/s\/\S+\n$/);
  write(reader, "link", asked.stdout.trim());
}

/** `pct receive` collects what was sent to a request that did not wait. */
async function receives(reader: Reader, [receive]: readonly string[]): Promise<void> {
  const { asked } = await recipient(reader);
  await reader.pct(["send", asked.link, "--yes"], { input: "s3cret" });
  expect((await reader.type(receive)).stdout).toBe("s3cret");
}

const SEND = "https://pct.example.org/s/…";

export const HELP_SITUATIONS: Readonly<Record<string, Situation>> = {
  "help.short": async (reader) => {
    const said = await reader.pct([]);
    expect(said.code).toBe(2);
    const commands = reader.read(said);
    await wholeFlow(reader, commands);
    expect((await reader.type(commands[4])).stdout).toContain("pct generate");
  },

  "help.epilogue": async (reader) => {
    const commands = reader.read(await reader.pct(["--help"]));
    const [create, encrypt, decrypt, generate, request, send] = commands;
    await wholeFlow(reader, [create, encrypt, decrypt, request]);
    expect((await reader.type(generate)).stdout).toMatch(/^\w{20}\n$/);
    const LINK = readFileSync(join(reader.cwd, "link"), "utf8");
    await reader.type(send, { LINK }, { input: "s3cret" }, ["--yes"]);
    expect((await reader.pct(["receive", LINK])).stdout).toBe("s3cret");
  },

  "help.commands.generate.examples.run": examples("generate", async (reader, all) => {
    const [plain = "", readable = "", words = ""] = await inTurn(reader, all);
    expect(plain).toMatch(/^\w{20}\n$/);
    expect(readable).toMatch(/^[^0O1lI]{32}\n$/);
    expect(words.split("-")).toHaveLength(6);
  }),

  "help.commands.create.examples.run": examples("create", async (reader, [here, elsewhere]) => {
    await makesPair(reader, here);
    const [, folder = ""] = /~\/(\w+)/.exec(elsewhere ?? "") ?? [];
    mkdirSync(join(reader.cwd, folder));
    // At a terminal pct asks for it.
    await reader.type(elsewhere, {}, { env: { PCT_PASSPHRASE: "five good words of it" } });
    const path = join(reader.cwd, folder, "private_key.pem");
    expect(readFileSync(path, "utf8")).toContain("BEGIN ENCRYPTED PRIVATE KEY");
  }),

  "help.commands.encrypt.examples.run": examples("encrypt", async (reader, all) => {
    const [secret, generated, file] = all;
    givePair(reader);
    for (const name of ["ana.pem", "luis.pem"]) {
      give(reader, `classic/keys/rsa2048-a.public_key.pem`, name);
    }
    write(reader, csvIn(file), "s3cret");
    await reader.type(secret, {}, { input: "s3cret" });
    expect((await reader.pct(["decrypt"])).stdout).toBe("s3cret");
    await reader.type(generated, {}, {}, ["--force"]);
    expect((await reader.pct(["decrypt"])).stdout).toMatch(/^\w{20}$/);
    await reader.type(file);
    expect((await reader.pct(["decrypt", `${csvIn(file)}.age`])).stdout).toBe("s3cret");
  }),

  "help.commands.decrypt.examples.run": examples("decrypt", async (reader, all) => {
    const [secret, file, copy = ""] = all;
    givePair(reader);
    await reader.pct(["encrypt"], { input: "s3cret" });
    write(reader, "content", "s3cret");
    await reader.pct(["encrypt", "content", "-o", `${csvIn(file)}.age`]);
    expect((await reader.type(secret)).stdout).toBe("s3cret");
    await reader.type(file);
    expect(readFileSync(join(reader.cwd, csvIn(file)), "utf8")).toBe("s3cret");
    // The clipboard of this tool is a file.
    write(reader, "xclip", `#!/bin/sh\ncase "$*" in *-out*) ;; *) cat > clipboard ;; esac\n`);
    chmodSync(join(reader.cwd, "xclip"), 0o755);
    const env = { DISPLAY: ":0", PCT_CLIPBOARD_SECONDS: "1" };
    expect(reader.shell(copy, env)).toBe("");
    expect(readFileSync(join(reader.cwd, "clipboard"), "utf8")).toBe("s3cret");
  }),

  "help.commands.fingerprint.examples.run": examples("fingerprint", async (reader, all) => {
    givePair(reader, ["public"]);
    give(reader, "classic/keys/rsa2048-a.public_key.pem", "ana.pem");
    const [given, own] = await inTurn(reader, all);
    expect(given).toMatch(/^SHA256:/);
    expect(own).toBe(given);
  }),

  "help.commands.export.examples.run": examples("export", async (reader, [ssh, windows]) => {
    give(reader, "classic/keys/rsa2048-a.public_key.pem", "ana.pem");
    await reader.type(ssh);
    expect(readFileSync(join(reader.cwd, "ana.pub"), "utf8")).toMatch(/^ssh-rsa \S+\n$/);
    await reader.type(windows);
    const line = JSON.parse(readFileSync(join(reader.cwd, "keys.json"), "utf8")) as object;
    expect(line).toMatchObject({ userName: "ana", hashFunction: "sha512" });
  }),

  "help.commands.windows-password.examples.run": examples(
    "windows-password",
    async (reader, [open]) => {
      give(reader, "pasted/private_key.pem", "private_key.pem");
      give(reader, "pasted/pkcs1v15-from-ec2.txt", "blob");
      const PasswordData = readFileSync(join(reader.cwd, "blob"), "utf8");
      write(reader, "password.json", JSON.stringify({ InstanceId: "i-1", PasswordData }));
      expect((await reader.type(open)).stdout).toBe("Xy7)admin\n");
    },
  ),

  "help.commands.inspect.examples.run": examples("inspect", async (reader, all) => {
    givePair(reader, ["public"]);
    give(reader, "classic/keys/rsa2048-a.public_key.pem", "ana.pem");
    write(reader, "content", "s3cret");
    await reader.pct(["encrypt", "content", "-o", `${csvIn(all[0])}.age`]);
    const [file, key] = await inTurn(reader, all);
    expect(file).toContain("public_key.pem");
    expect(key).toContain("2048");
  }),

  "help.commands.request.examples.run": examples("request", async (reader, all) => {
    await recipient(reader);
    const [labelled, later, invitation] = all;
    const { stdout } = await reader.type(labelled, {}, {}, ["--no-wait"]);
    expect(stdout).toMatch(/\/s\/[\w-]{43}#for=AWS%2C%20\w+%201234&from=Ana\n$/);
    expect((await reader.type(later)).stdout).toMatch(/\/s\/[\w-]{43}\n$/);
    await answersInvitation(reader, invitation);
  }),
  "help.commands.request.examples.does": examples("request", receives),
  "help.commands.request.description": examples("request", receives),
  "help.commands.request.options.noWait": examples("request", receives),

  "help.commands.send.examples.run": examples("send", async (reader, all) => {
    const [password, file, status, ...ofInvitations] = all;
    write(reader, csvIn(file), "s3cret");
    for (const command of [password, file]) {
      const { asked } = await recipient(reader);
      await reader.type(command, { [SEND]: asked.link }, { input: "s3cret" }, ["--yes"]);
      expect((await reader.type(status)).stdout).toContain(asked.id.slice(0, 10));
      expect((await reader.pct(["receive"])).stdout).toContain("s3cret");
    }
    await sendsToInvited(reader, ofInvitations);
  }),

  "help.commands.receive.description": examples("receive", async (reader, [request]) => {
    await recipient(reader);
    const { stdout } = await reader.type(request, {}, {}, ["--no-wait"]);
    await reader.pct(["send", stdout.trim(), "--yes"], { input: "s3cret" });
    expect((await reader.pct(["receive"])).stdout).toBe("s3cret");
  }),
  "help.commands.receive.examples.run": examples("receive", async (reader, all) => {
    const [show, save, list] = all;
    await receives(reader, [show ?? ""]);
    const { asked } = await recipient(reader);
    expect((await reader.type(list)).stdout).toContain(asked.id.slice(0, 10));
    await reader.pct(["send", asked.link, "--yes"], { input: "s3cret" });
    await reader.type(save);
    expect(readFileSync(join(reader.cwd, "secret.txt"), "utf8")).toBe("s3cret");
  }),

  "help.commands.hash.examples.run": examples("hash", async (reader, all) => {
    write(reader, "backendbase.env", BACKENDBASE);
    const [argon2id, backendbase] = await inTurn(reader, all, { input: "anas3cret" });
    expect(argon2id).toMatch(/^\$argon2id\$/);
    expect(backendbase).toMatch(/^pbkdf2:sha512:/);
  }),

  "help.commands.check.examples.run": examples("check", async (reader, [plain, rotated]) => {
    write(reader, "new.env", BACKENDBASE.replace("=a", "=z"));
    write(reader, "old.env", BACKENDBASE);
    const made = async (...args: string[]): Promise<string> =>
      (await reader.pct(["hash", ...args], { input: "s3cret" })).stdout.trim();
    const values = {
      "$argon2id$v=19$m=19456,t=2,p=1$…": await made(),
      "pbkdf2:sha512:50000$…": await made("--keys", "old.env"),
    };
    for (const command of [plain, rotated]) {
      expect((await reader.type(command, values, { input: "s3cret" })).code).toBe(0);
    }
  }),

  "help.commands.digest.examples.run": examples("digest", async (reader, all) => {
    write(reader, csvIn(all[1]), "hola");
    const [text, file] = await inTurn(reader, all);
    expect(text).toMatch(/^[0-9a-f]{128}\n$/);
    expect(file).toBe(text);
  }),
  "help.commands.salt.examples.run": examples("salt", async (reader, all) => {
    expect((await inTurn(reader, all))[0]).toMatch(/^\w{16}\n$/);
  }),
  "help.commands.uuid.examples.run": examples("uuid", async (reader, all) => {
    expect((await inTurn(reader, all))[0]).toMatch(/^[0-9a-f]{32}\n$/);
  }),
  "help.commands.random.examples.run": examples("random", async (reader, all) => {
    expect((await inTurn(reader, all))[0]).toMatch(/^\d{70,78}\n$/);
  }),
  "help.commands.base64.examples.run": examples("base64", async (reader, all) => {
    write(reader, "logo.png", "hola");
    expect(await inTurn(reader, all)).toEqual(["aG9sYQ==\n", "hola"]);
  }),

  "help.commands.otp.examples.run": examples("otp", async (reader, all) => {
    const [code, again] = await inTurn(reader, all, { input: "JBSWY3DPEHPK3PXP" });
    expect(code).toMatch(/^\d{6}\n$/);
    expect(again).toMatch(/^\d{6}\n$/);
  }),

  "help.commands.completion.examples.run": examples("completion", (reader, all) => {
    const [bash = "", fish = ""] = all;
    expect(reader.shell(bash, {}, "complete -p pct")).toContain(" pct\n");
    mkdirSync(join(reader.cwd, ".config/fish/completions"), { recursive: true });
    reader.shell(fish);
    expect(existsSync(join(reader.cwd, ".config/fish/completions/pct.fish"))).toBe(true);
    return Promise.resolve();
  }),
};

/** The file that an example names: its name is in the language of the help. */
function csvIn(command = ""): string {
  return /[a-z]+\.csv/.exec(command)?.[0] ?? "";
}
