import { PctError } from "@pct/core/errors";
import { writeFileAtomic } from "@pct/core/node/atomic-file";
import { exportPublicKey, importPublicKey } from "@pct/core/public-key";
import type { PublicKey } from "@pct/core/public-key";

import { withContext } from "../errors/context.js";
import { UsageFailure } from "../errors/failure.js";
import { nameOf } from "../io/input.js";
import { writeData } from "../io/output.js";
import { checkTarget, chooseOutput, STDOUT } from "../io/target.js";
import { readEitherHalf } from "../keys/either-half.js";
import { PUBLIC_KEY } from "../keys/key-files.js";
import { secondsOf } from "../program/duration.js";
import type { Session } from "../program/session.js";
import { say } from "../terminal/notices.js";

interface ExportOptions {
  readonly as?: "pem" | "ssh" | "jwk" | "windows-keys";
  readonly user?: string;
  readonly email?: string;
  readonly expires?: string;
  readonly output?: string;
  readonly force?: boolean;
}

/** `pct export`: a public key in the shape that others take. */
export async function exportKey(
  session: Session,
  [operand = PUBLIC_KEY]: readonly (string | undefined)[],
  options: ExportOptions,
): Promise<void> {
  const { force = false } = options;
  checkOptions(options);
  const output = await chooseOutput(options.output ?? STDOUT);
  await checkTarget(output, { force, input: operand });
  const key = await readUsableKey(operand, session);
  await write(encode(key, options), output, force, session);
}

/** Options that only one shape has. */
function checkOptions({ as, user, email, expires }: ExportOptions): void {
  const windows = "--as windows-keys";
  if (as === "windows-keys") {
    if (user !== undefined) return;
    throw new UsageFailure((t) => t.usage.needs({ option: windows, needed: "--user" }));
  }
  const [option] = Object.entries({ user, email, expires }).find(([, value]) => value) ?? [];
  if (option === undefined) return;
  throw new UsageFailure((t) => t.usage.needs({ option: `--${option}`, needed: windows }));
}

/** Reads a key that others may encrypt to: an old private key may have an exponent that is unsafe for it. */
async function readUsableKey(operand: string, session: Session): Promise<PublicKey> {
  const key = await readEitherHalf(operand, session, (t, names) => t.clouds.exportOfLocked(names));
  const usable =
    typeof key === "string"
      ? Promise.reject(new PctError("key-unsupported", { kind: "ed25519" }))
      : importPublicKey(key.spki);
  return withContext({ named: nameOf(operand, session) }, usable);
}

function encode(key: PublicKey, { as = "pem", user = "", ...rest }: ExportOptions): string {
  if (as !== "windows-keys") return exportPublicKey(key, as);
  const { email, expires } = rest;
  try {
    return exportPublicKey(key, as, {
      user,
      ...(email === undefined ? {} : { email }),
      ...(expires === undefined
        ? {}
        : { expires: new Date(Date.now() + secondsOf(expires) * 1000) }),
    });
  } catch (error) {
    if (error instanceof RangeError) throw new UsageFailure((t) => t.clouds.windowsUserInvalid());
    throw error;
  }
}

async function write(
  text: string,
  output: string,
  force: boolean,
  session: Session,
): Promise<void> {
  if (output === STDOUT) {
    await writeData(text);
    return;
  }
  const { signal, t } = session;
  const options = { overwrite: force, signal, mode: 0o644 };
  await withContext({ writing: output }, writeFileAtomic(output, text, options));
  say(t.notices.exportedInto({ output }));
}
