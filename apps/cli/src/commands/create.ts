import { lstat, stat } from "node:fs/promises";
import { join } from "node:path";

import { fingerprint, safetyWords } from "@pct/core/fingerprint";
import { exportPrivateKey } from "@pct/core/keys";
import type { KeyPair } from "@pct/core/keys";
import { checkTarget, writeFileAtomic } from "@pct/core/node/atomic-file";
import { raceKeyPair } from "@pct/core/node/keys";
import { exportPublicKey } from "@pct/core/public-key";

import { withContext } from "../errors/context.js";
import { Failure } from "../errors/failure.js";
import { writeJson, writeLine } from "../io/output.js";
import { refuseForeignLink, refuseRead } from "../io/target.js";
import { PRIVATE_KEY, PUBLIC_KEY } from "../keys/key-files.js";
import { newPassphrase } from "../keys/passphrase.js";
import { passphraseVariable } from "../program/environment.js";
import { untilAbortedInThread } from "../program/interruption.js";
import type { Session } from "../program/session.js";
import { say } from "../terminal/notices.js";
import { showWaiting } from "../terminal/progress.js";

interface CreateOptions {
  readonly bits?: "2048" | "3072" | "4096";
  readonly passphrase?: boolean;
  readonly passphraseFile?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

const BITS = { "2048": 2048, "3072": 3072, "4096": 4096 } as const;

/** `pct create`: a key pair in a folder. */
export async function create(
  session: Session,
  [directory = "."]: readonly (string | undefined)[],
  options: CreateOptions,
): Promise<void> {
  const { bits = "4096", passphraseFile, force: overwrite = false } = options;
  const paths = { public: join(directory, PUBLIC_KEY), private: join(directory, PRIVATE_KEY) };
  await checkFolder(directory);
  // Check both names first: half a key pair is worse than none.
  for (const path of [paths.private, paths.public]) {
    if (!overwrite) await refuseExisting(path);
    await refuseRead(path, [passphraseFile]);
    await withContext({ writing: path }, checkTarget(path, overwrite, true));
  }
  const locked =
    options.passphrase === true ||
    passphraseFile !== undefined ||
    passphraseVariable() !== undefined;
  const passphrase = locked
    ? await newPassphrase(session, {
        file: passphraseFile,
        question: session.t.prompts.newPassphrase,
      })
    : undefined;

  const pair = await generate(BITS[bits], session);
  const exported = exportPrivateKey(
    pair.privateKey,
    passphrase === undefined ? {} : { passphrase },
  );
  const privateText = await untilAbortedInThread(exported, session.signal);
  const { signal } = session;
  const regularOnly = true;
  // Write the private key first: senders could encrypt to a public key that has no private key.
  await withContext(
    { writing: paths.private },
    writeFileAtomic(paths.private, privateText, { overwrite, signal, regularOnly }),
  );
  const publicText = exportPublicKey(pair.publicKey);
  await withContext(
    { writing: paths.public },
    writeFileAtomic(paths.public, publicText, { overwrite, signal, regularOnly, mode: 0o644 }),
  );
  await report(pair, paths, locked, options.json === true, session);
}

async function generate(bits: 2048 | 3072 | 4096, { t, signal }: Session): Promise<KeyPair> {
  const waiting = showWaiting(t.progress.generating({ bits }));
  try {
    return await untilAbortedInThread(raceKeyPair({ bits, signal }), signal);
  } finally {
    waiting.stop();
  }
}

async function report(
  { publicKey }: KeyPair,
  paths: { public: string; private: string },
  locked: boolean,
  json: boolean,
  { t, language }: Session,
): Promise<void> {
  const { bits } = publicKey;
  const print = await fingerprint(publicKey);
  if (json) {
    const [es, en] = await Promise.all([
      safetyWords(publicKey, "es"),
      safetyWords(publicKey, "en"),
    ]);
    const files = { publicKey: paths.public, privateKey: paths.private };
    await writeJson({ ...files, bits, fingerprint: print, safetyWords: { es, en } });
    return;
  }
  const words = (await safetyWords(publicKey, language)).join(" ");
  say(t.notices.created({ bits }));
  say(t.notices.giveAway({ path: paths.public }));
  say(t.notices.keep({ path: paths.private }));
  if (!locked) say(t.notices.notLocked);
  say(t.notices.safetyWords({ words }));
  await writeLine(print);
}

async function checkFolder(path: string): Promise<void> {
  const stats = await stat(path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT")
      return withContext({ reading: path }, Promise.reject(error as Error));
    throw new Failure((t) => t.files.folderMissing({ path }));
  });
  if (!stats.isDirectory()) throw new Failure((t) => t.files.notAFolder({ path }));
  await refuseForeignLink(path);
}

async function refuseExisting(path: string): Promise<void> {
  const stats = await lstat(path).catch(() => null);
  if (stats !== null) throw new Failure((t) => t.cli.keyExists({ path }));
}
