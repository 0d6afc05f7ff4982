import { execFileSync, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  closeSync,
  createReadStream,
  existsSync,
  mkdtempSync,
  openSync,
  rmSync,
  statfsSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { environment, has, machine, markdown, median, observe, point } from "./measure.mjs";

/**
 * A file of 1 GiB: pct, age, the library `age-encryption` as it is, gpg and openssl (which does not authenticate),
 * interleaved, from and to a file and through pipes. In memory (/dev/shm) where there is room, so that no disk is
 * measured.
 */

const GIB = 2 ** 30;
const ROUNDS = 5;

const pct = fileURLToPath(new URL("../apps/cli/bin/pct.cjs", import.meta.url));
const library = import.meta.resolve("age-encryption");
const folder = mkdtempSync(join(hasRoom("/dev/shm") ? "/dev/shm" : tmpdir(), "pct-bench-"));

/** Streams a file through the library. */
const LIBRARY = `
import { Decrypter, Encrypter } from ${JSON.stringify(library)};
import { createReadStream, createWriteStream } from "node:fs";
import { Readable, Writable } from "node:stream";
const [direction, key, input, output] = process.argv.slice(1);
const source = Readable.toWeb(createReadStream(input));
const target = Writable.toWeb(createWriteStream(output));
let converted;
if (direction === "encrypt") {
  const encrypter = new Encrypter();
  encrypter.addRecipient(key);
  converted = await encrypter.encrypt(source);
} else {
  const decrypter = new Decrypter();
  decrypter.addIdentity(key);
  converted = await decrypter.decrypt(source);
}
await converted.pipeTo(target);
`;

function hasRoom(path) {
  if (!existsSync(path)) return false;
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize > 10 * GIB;
}

function writeSample(path) {
  const file = openSync(path, "w");
  const block = randomBytes(16 * 2 ** 20);
  for (let written = 0; written < GIB; written += block.length) writeSync(file, block);
  closeSync(file);
}

function drop(name) {
  rmSync(join(folder, name), { force: true });
}

async function digest(path) {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest("hex");
}

/** Median seconds and highest memory of jobs (name, command, args), the first being ours. */
async function compare(title, jobs) {
  const results = jobs.map(({ name }) => ({ name, seconds: [], peakMib: 0 }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, job] of jobs.entries()) {
      // Gives its memory back first: a system that grows measures itself.
      drop(job.output);
      const { seconds, peakMib } = await observe(job, folder);
      results[i].seconds.push(seconds);
      if (!job.isShell) results[i].peakMib = Math.max(results[i].peakMib, peakMib);
    }
  }
  const [ours] = results;
  for (const { name, seconds } of results.slice(1)) {
    point(title, name, median(ours.seconds) / median(seconds));
  }
  const rows = results.map(({ name, seconds, peakMib }) => [
    name,
    median(seconds).toFixed(2),
    peakMib === 0 ? "" : peakMib.toFixed(0),
    (median(ours.seconds) / median(seconds)).toFixed(2),
  ]);
  const head = ["", "median s", "peak RSS MiB", "pct ÷ this"];
  console.log(`\n### ${title}\n\n${ROUNDS} rounds.\n\n${markdown(head, rows)}`);
}

try {
  console.log(
    `${machine()}. \`npm run bench -- files\`: ${folder.startsWith("/dev/shm") ? "in memory (tmpfs)" : "on a disk"}`,
  );
  const options = { cwd: folder, env: environment };
  const hasAge = has("age", "--version");
  const node = (output, ...args) => {
    const whole = [pct, ...args, "-o", output, "-q"];
    return { name: "pct", output, command: process.execPath, args: whole };
  };
  // Of a shell, the memory is not measured.
  const shell = (name, output, script) => {
    return {
      name,
      output,
      command: "sh",
      args: ["-c", `${script} | cat > ${output}`],
      isShell: true,
    };
  };
  const lib = (...args) => ({
    name: "age-encryption",
    output: args.at(-1),
    command: process.execPath,
    args: ["--input-type=module", "-e", LIBRARY, ...args],
  });
  const only = (present, job) => (present ? [job] : []);

  const { generateX25519Identity, identityToRecipient } = await import(library);
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  execFileSync("sh", ["-c", `umask 077; echo "$0" > key.txt`, identity], options);
  writeSample(join(folder, "large"));
  execFileSync("sh", ["-c", `umask 077; echo bench > phrase; mkdir gpg`], options);
  const hasGpg = has("gpg", "--version");
  // gpg replaces no file.
  const gpg = (output, ...args) => ({
    name: "gpg",
    output,
    command: "gpg",
    args: ["--homedir", "gpg", "--batch", "--trust-model", "always", "-o", output, ...args],
  });
  if (hasGpg) {
    const { command, args } = gpg(
      "unused",
      "--passphrase",
      "",
      "--quick-gen-key",
      "bench",
      "rsa3072",
      "encr",
      "never",
    );
    execFileSync(command, args, { ...options, stdio: "ignore" });
  }
  const openssl = (output, ...args) => ({
    name: "openssl enc",
    output,
    command: "openssl",
    args: ["enc", "-aes-256-ctr", "-pbkdf2", "-pass", "file:phrase", "-out", output, ...args],
  });
  const hasOpenssl = has("openssl", "version");
  const ours = `"${process.execPath}" "${pct}"`;

  await compare("1 GiB: encrypt a file", [
    node("pct.age", "encrypt", "large", "-r", recipient),
    ...only(hasAge, {
      name: "age",
      output: "age.age",
      command: "age",
      args: ["-r", recipient, "-o", "age.age", "large"],
    }),
    lib("encrypt", recipient, "large", "library.age"),
    ...only(hasGpg, gpg("large.gpg", "-r", "bench", "--compress-algo", "none", "-e", "large")),
    ...only(hasOpenssl, openssl("large.openssl", "-in", "large")),
  ]);
  for (const name of ["age.age", "library.age", "large.gpg", "large.openssl"]) drop(name);
  await compare("1 GiB: decrypt a file", [
    node("opened", "decrypt", "pct.age", "-i", "key.txt"),
    ...only(hasAge, {
      name: "age",
      output: "age.opened",
      command: "age",
      args: ["-d", "-i", "key.txt", "-o", "age.opened", "pct.age"],
    }),
    lib("decrypt", identity, "pct.age", "library.opened"),
  ]);

  await compare("1 GiB: encrypt from pipe to pipe", [
    shell("pct", "pct.age", `cat large | ${ours} encrypt - -r ${recipient} -o - -q`),
    ...only(hasAge, shell("age", "age.age", `cat large | age -r ${recipient}`)),
  ]);
  await compare("1 GiB: decrypt from pipe to pipe", [
    shell("pct", "opened", `cat pct.age | ${ours} decrypt - -i key.txt -o - -q`),
    ...only(hasAge, shell("age", "age.opened", "cat pct.age | age -d -i key.txt")),
  ]);
  const original = await digest(join(folder, "large"));
  if ((await digest(join(folder, "opened"))) !== original) throw new Error("the content changed");
} finally {
  // gpg leaves an agent running that belongs to its folder.
  if (existsSync(join(folder, "gpg"))) {
    spawnSync("gpgconf", ["--homedir", join(folder, "gpg"), "--kill", "all"], { stdio: "ignore" });
  }
  rmSync(folder, { recursive: true });
}
