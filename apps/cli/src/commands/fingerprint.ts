import { fingerprint, fingerprintOfLine, safetyWords } from "@pct/core/fingerprint";

import { writeJson, writeLine } from "../io/output.js";
import { readEitherHalf } from "../keys/either-half.js";
import { PUBLIC_KEY } from "../keys/key-files.js";
import type { Session } from "../program/session.js";
import { say } from "../terminal/notices.js";

/** `pct fingerprint`: fingerprint and safety words, by which two people compare a key. */
export async function showFingerprint(
  session: Session,
  [operand = PUBLIC_KEY]: readonly (string | undefined)[],
  options: { readonly json?: true },
): Promise<void> {
  const key = await readEitherHalf(operand, session, (t, names) =>
    t.cli.fingerprintOfLocked(names),
  );
  const { language, t } = session;
  if (typeof key === "string") {
    // Safety words are defined for the keys that pct makes, which are RSA.
    const print = await fingerprintOfLine(key);
    await (options.json === true ? writeJson({ fingerprint: print }) : writeLine(print));
    return;
  }
  if (options.json === true) {
    const [es, en] = await Promise.all([safetyWords(key, "es"), safetyWords(key, "en")]);
    const words = { es, en };
    await writeJson({ fingerprint: await fingerprint(key), bits: key.bits, safetyWords: words });
    return;
  }
  await writeLine(await fingerprint(key));
  const words = (await safetyWords(key, language)).join(" ");
  say(t.notices.safetyWords({ words }));
}
