import { execFileSync } from "node:child_process";
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { environment, has, interleave, machine, median, observe, table } from "./measure.mjs";

/**
 * `npm run bench`: compares pct with the programs that people would use instead, in one interleaved run. Prints
 * the Markdown of docs/benchmarks.md. No test depends on a time.
 */

const ROUNDS = 31;
const KEY_ROUNDS = 25;
const GIB = 2 ** 30;

const pct = fileURLToPath(new URL("../apps/cli/bin/pct.cjs", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "pct-bench-"));
const python = ["python3", "/usr/bin/python3"].find((name) =>
  has(name, "-c", "import cryptography"),
);
const hasAge = has("age", "--version");
const hasOpenssl = has("openssl", "version");
const secret = "aB3$kL9!mN2@pQ7#rS5%";

const startUp = { name: "node -e 0", command: process.execPath, args: ["-e", "0"] };
const ours = (...args) => ({ name: "pct", command: process.execPath, args: [pct, ...args] });
const pythons = (code, ...args) => ({
  name: "python",
  command: python,
  args: ["-c", code, ...args],
});

const imports = `
import base64, sys
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
oaep = padding.OAEP(padding.MGF1(hashes.SHA512()), hashes.SHA512(), None)
`;
const pythonEncrypt = `${imports}
key = serialization.load_pem_public_key(open("public_key.pem", "rb").read())
open("python.txt", "wb").write(base64.b64encode(key.encrypt(sys.stdin.buffer.read(), oaep)))
`;
const pythonDecrypt = `${imports}
key = serialization.load_pem_private_key(open("private_key.pem", "rb").read(), None)
sys.stdout.buffer.write(key.decrypt(base64.b64decode(open("pct.txt", "rb").read()), oaep))
`;
const pythonGenerate = `
import secrets, string
print("".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(20)))
`;

function section(title, candidates, comparedTo, rounds = ROUNDS) {
  const present = candidates.filter(({ command }) => command !== undefined);
  const names = comparedTo.filter((name) => present.some((candidate) => candidate.name === name));
  const times = interleave(present, rounds, folder);
  console.log(`\n## ${title}\n\n${rounds} rounds.\n\n${table(times, names)}`);
}

try {
  console.log(`${machine()}\n\nCommand: \`npm run bench\``);
  execFileSync(process.execPath, [pct, "create"], {
    cwd: folder,
    env: environment,
    stdio: "ignore",
  });
  const recipient = hasOpenssl
    ? execFileSync("ssh-keygen", ["-i", "-m", "PKCS8", "-f", "public_key.pem"], { cwd: folder })
    : "";
  writeFileSync(join(folder, "recipient.txt"), recipient);

  section(
    "Start-up: `generate`",
    [startUp, ours("generate"), pythons(pythonGenerate)],
    ["node -e 0"],
  );

  section(
    "`encrypt` a secret of 20 bytes",
    [
      startUp,
      { ...ours("encrypt", "-o", "pct.txt", "--force"), input: secret },
      { ...pythons(pythonEncrypt), input: secret },
      {
        name: "age",
        command: hasAge ? "age" : undefined,
        args: ["-R", "recipient.txt", "-o", "secret.age"],
        input: secret,
      },
    ],
    ["node -e 0", "python", "age"],
  );

  section(
    "`decrypt` it",
    [
      startUp,
      ours("decrypt", "pct.txt"),
      pythons(pythonDecrypt),
      {
        name: "age",
        command: hasAge ? "age" : undefined,
        args: ["-d", "-i", "private_key.pem", "secret.age"],
      },
    ],
    ["node -e 0", "python", "age"],
  );

  mkdirSync(join(folder, "keys"));
  section(
    "RSA-4096 key pair: `create`",
    [
      ours("create", "keys", "--force"),
      {
        name: "openssl",
        command: hasOpenssl ? "openssl" : undefined,
        args: [
          "genpkey",
          "-algorithm",
          "RSA",
          "-pkeyopt",
          "rsa_keygen_bits:4096",
          "-out",
          "openssl.pem",
        ],
      },
    ],
    ["openssl"],
    KEY_ROUNDS,
  );

  await largeFile();
} finally {
  rmSync(folder, { recursive: true });
}

/** Encrypts and decrypts one gigabyte: memory, and time compared with age. */
async function largeFile() {
  const file = openSync(join(folder, "large"), "w");
  const block = randomBytes(16 * 2 ** 20);
  for (let written = 0; written < GIB; written += block.length) writeSync(file, block);
  closeSync(file);
  const jobs = [
    ["pct encrypt", ours("encrypt", "large", "--force")],
    ["pct decrypt", ours("decrypt", "large.age", "-o", "opened", "--force")],
    ["age encrypt", { command: "age", args: ["-R", "recipient.txt", "-o", "other.age", "large"] }],
    [
      "age decrypt",
      { command: "age", args: ["-d", "-i", "private_key.pem", "-o", "other", "other.age"] },
    ],
  ].filter(([, { command }]) => hasAge || command !== "age");
  const results = new Map(jobs.map(([name]) => [name, { seconds: [], peakMib: 0 }]));
  for (let round = 0; round < 3; round++) {
    for (const [name, job] of jobs) {
      const { seconds, peakMib } = await observe(job, folder);
      const result = results.get(name);
      result.seconds.push(seconds);
      result.peakMib = Math.max(result.peakMib, peakMib);
    }
  }
  const rows = [...results].map(
    ([name, { seconds, peakMib }]) =>
      `| ${name} | ${median(seconds).toFixed(2)} | ${(GIB / 2 ** 20 / median(seconds)).toFixed(0)} | ${peakMib.toFixed(0)} |`,
  );
  console.log(`\n## 1 GiB file\n\n3 rounds; the memory is the highest of all.\n`);
  console.log("| | median s | MiB/s | peak RSS MiB |\n| --- | --- | --- | --- |");
  console.log(rows.join("\n"));
}
