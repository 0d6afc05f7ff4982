import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeSync,
} from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";
import { chromium } from "playwright";

import { has, machine, markdown, median, point } from "./measure.mjs";

/**
 * A file that a person gives to a page, encrypted and decrypted into the origin private file system: the portal's
 * workers, and the library `age-encryption` as it is, in one page and in turn. In memory (/dev/shm) where there is
 * room, so that no disk is measured. The peak is that of the page's process, which the system reports on Linux.
 */

const MIB = 2 ** 20;
/** MiB of the file, and rounds. */
const SIZES = [
  [256, 3],
  [1024, 3],
];
const SAMPLE_MS = 20;

const web = fileURLToPath(new URL("../apps/web", import.meta.url));
const path = [process.env.PCT_CHROMIUM, chromium.executablePath(), "/usr/bin/chromium"].find(
  (path) => path && has(path, "--version"),
);
if (path === undefined) throw new Error("no Chromium: PCT_CHROMIUM=path");

/** What the page runs. */
const PAGE = `
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { connect } from "./src/crypto/client.ts";
import { SEGMENTS_WORKER_URL, WORKER_URL } from "./src/crypto/worker-url.js";

const start = (url) => new Worker(url, { type: "module" });
const worker = connect(start(WORKER_URL), () => {}, () => start(SEGMENTS_WORKER_URL));
const identity = await generateX25519Identity();
const recipient = await identityToRecipient(identity);
const { handle } = await worker.openKeyFile(identity, null);
const root = await navigator.storage.getDirectory();
const sealed = {};

async function viaLibrary(coder, direction, source, name) {
  const target = await root.getFileHandle(name, { create: true });
  const converted = await coder[direction](source.stream());
  await converted.pipeTo(await target.createWritable());
  return target.getFile();
}

const RUN = {
  pct: {
    encrypt: (file) =>
      worker.encryptFile({ file, recipients: [recipient], format: "age", armor: false }),
    decrypt: (source) => worker.open({ source, keys: [handle], passphrase: null }),
    discard: ({ id }) => worker.discardFile(id),
  },
  "age-encryption": {
    async encrypt(file) {
      const encrypter = new Encrypter();
      encrypter.addRecipient(recipient);
      return { file: await viaLibrary(encrypter, "encrypt", file, "sealed") };
    },
    async decrypt(file) {
      const decrypter = new Decrypter();
      decrypter.addIdentity(identity);
      return { file: await viaLibrary(decrypter, "decrypt", file, "opened") };
    },
    discard: ({ file }) => root.removeEntry(file.name),
  },
};

/** Encrypts the chosen file, then decrypts what came of it. Returns milliseconds. */
window.run = async (name, direction) => {
  const [chosen] = document.querySelector("input").files;
  const source = direction === "encrypt" ? chosen : sealed[name].file;
  const begun = performance.now();
  const result = await RUN[name][direction](source);
  const milliseconds = performance.now() - begun;
  if (direction === "encrypt") {
    sealed[name] = result;
    return milliseconds;
  }
  for (const at of [0, chosen.size >> 1, chosen.size - 65_536]) {
    const [one, other] = await Promise.all(
      [chosen, result.file].map((file) => file.slice(at, at + 65_536).bytes()),
    );
    if (result.file.size !== chosen.size || indexedDB.cmp(one, other) !== 0) {
      throw new Error(name + " changed the content");
    }
  }
  await RUN[name].discard(result);
  await RUN[name].discard(sealed[name]);
  return milliseconds;
};
window.native = await crypto.subtle
  .importKey("raw-secret", new Uint8Array(32), "ChaCha20-Poly1305", false, ["encrypt"])
  .then(() => true, () => false);
`;

const TYPES = { ".js": "text/javascript", "": "text/html" };

/** Serves the page, isolated as the portal's server does, and the portal's workers. */
async function serve() {
  const { outputFiles } = await build({
    stdin: { contents: PAGE, resolveDir: web },
    bundle: true,
    format: "esm",
    target: "es2022",
    write: false,
    nodePaths: [fileURLToPath(new URL("../node_modules", import.meta.url))],
  });
  const files = new Map([
    ["/", `<!doctype html><input type="file"><script type="module" src="/page.js"></script>`],
    ["/page.js", outputFiles[0].contents],
  ]);
  for (const name of readdirSync(join(web, "public/worker"))) {
    files.set(`/worker/${name}`, readFileSync(join(web, "public/worker", name)));
  }
  const server = createServer(({ url }, response) => {
    const content = files.get(url);
    response.writeHead(content === undefined ? 404 : 200, {
      "Content-Type": TYPES[extname(url)] ?? "text/plain",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Embedder-Policy": "require-corp",
    });
    response.end(content);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

function writeSample(name, mebibytes) {
  const file = openSync(name, "w");
  for (let i = 0; i < mebibytes; i += 16) writeSync(file, randomBytes(16 * MIB));
  closeSync(file);
}

function hasRoom(folder) {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize > 8192 * MIB;
}

/** The memory of a process in MiB; 0 where the system doesn't say. */
function memoryOf(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Runs a call of the page, and returns its time with the peak memory of the page's process. */
async function observe(page, pids, name, direction) {
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, ...pids.map(memoryOf));
  }, SAMPLE_MS);
  try {
    const call = ([name, direction]) => globalThis.run(name, direction);
    return { milliseconds: await page.evaluate(call, [name, direction]), peak };
  } finally {
    clearInterval(timer);
  }
}

const folder = mkdtempSync(join(hasRoom("/dev/shm") ? "/dev/shm" : tmpdir(), "pct-bench-"));
const server = await serve();
// A profile, since a private window has its files in memory.
const context = await chromium.launchPersistentContext(join(folder, "profile"), {
  executablePath: path,
  args: ["--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
});
try {
  const [page] = context.pages();
  await page.goto(`http://localhost:${server.address().port}/`);
  await page.waitForFunction(() => globalThis.native !== undefined);
  const devtools = await context.browser()?.newBrowserCDPSession();
  const { processInfo } = (await devtools?.send("SystemInfo.getProcessInfo")) ?? {
    processInfo: [],
  };
  const pids = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
  const version = context.browser()?.version() ?? "";
  const cipher = (await page.evaluate(() => globalThis.native)) ? "with" : "without";
  console.log(
    `${machine()}. \`npm run bench -- browser\`: Chromium ${version}, ${cipher} a ChaCha20-Poly1305 of its own, ` +
      `${folder.startsWith("/dev/shm") ? "in memory (tmpfs)" : "on a disk"}`,
  );
  for (const [mebibytes, rounds] of SIZES) {
    const sample = join(folder, "sample");
    writeSample(sample, mebibytes);
    await page.setInputFiles("input", sample);
    const names = ["pct", "age-encryption"];
    const results = new Map(names.map((name) => [name, { encrypt: [], decrypt: [], peak: {} }]));
    for (let round = 0; round < rounds; round++) {
      for (const name of names) {
        const result = results.get(name);
        for (const direction of ["encrypt", "decrypt"]) {
          const { milliseconds, peak } = await observe(page, pids, name, direction);
          result[direction].push(milliseconds);
          result.peak[direction] = Math.max(result.peak[direction] ?? 0, peak);
        }
      }
    }
    const ours = results.get("pct");
    const size = mebibytes === 1024 ? "1 GiB" : `${mebibytes} MiB`;
    for (const direction of ["encrypt", "decrypt"]) {
      const ratio = median(ours[direction]) / median(results.get("age-encryption")[direction]);
      point(`${size}: ${direction}`, "age-encryption", ratio);
    }
    const rows = names.map((name) => [
      name,
      ...["encrypt", "decrypt"].flatMap((direction) => [
        (median(results.get(name)[direction]) / 1000).toFixed(2),
        results.get(name).peak[direction].toFixed(0),
        (median(results.get(name)[direction]) / median(ours[direction])).toFixed(1),
      ]),
    ]);
    const columns = ["s", "peak RSS MiB", "this ÷ pct"];
    const head = ["", ...["encrypt", "decrypt"].flatMap((to) => columns.map((c) => `${to} ${c}`))];
    console.log(`\n### ${size}\n\n${rounds} rounds.\n\n${markdown(head, rows)}`);
  }
} finally {
  await context.close();
  server.close();
  rmSync(folder, { recursive: true });
}
