import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { environment, has, interleave, machine, median, point, table } from "./measure.mjs";

/** Start-up, secrets and key pairs: whole processes, in interleaved rounds. */

const ROUNDS = 31;
const KEY_ROUNDS = 31;

/** What `create` would take without a race. */
const GENERATION = `require("node:crypto").generateKeyPairSync("rsa", { modulusLength: 4096 })`;

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
  for (const name of names) {
    const work = title.replaceAll("`", "");
    point(work, name, median(times.get("pct")) / median(times.get(name)));
  }
  console.log(`\n### ${title}\n\n${rounds} rounds.\n\n${table(times, names)}`);
}

try {
  console.log(`${machine()}. \`npm run bench -- commands\``);
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
    "`fingerprint` of the public key",
    [startUp, ours("fingerprint", "public_key.pem")],
    ["node -e 0"],
  );

  section(
    "RSA-4096 key pair: `create`",
    [
      ours("create", "keys", "--force"),
      { name: "one generation", command: process.execPath, args: ["-e", GENERATION] },
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
    ["one generation", "openssl"],
    KEY_ROUNDS,
  );
} finally {
  rmSync(folder, { recursive: true });
}
