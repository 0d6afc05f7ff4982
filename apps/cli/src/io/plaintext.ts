import { checkTarget, writeFileAtomic } from "@pct/core/node/atomic-file";
import { isSafeForTerminal } from "@pct/delivery/safe-text";
import type { FullCatalog, Problem } from "@pct/messages";

import { withContext } from "../errors/context.js";
import { Failure } from "../errors/failure.js";
import type { Session } from "../program/session.js";
import { say } from "../terminal/notices.js";
import { stdoutIsTerminal, writeData } from "./output.js";
import { STDOUT } from "./target.js";

/** Delivers decrypted content that fits in memory. */

interface DeliveryOptions {
  readonly force?: boolean;
  readonly copy?: boolean;
}

/** Writes content to a file, the clipboard, a terminal or a pipe. */
export async function deliver(
  bytes: Uint8Array,
  output: string,
  { force: overwrite = false, copy = false }: DeliveryOptions,
  session: Session,
): Promise<void> {
  const { signal } = session;
  if (output !== STDOUT) {
    await withContext({ writing: output }, writeFileAtomic(output, bytes, { overwrite, signal }));
    await sayDecrypted(output, session);
  } else if (copy) {
    const { copyForAWhile } = await import("../terminal/clipboard.js");
    await copyForAWhile(bytes, session);
  } else if (stdoutIsTerminal()) {
    await show(bytes, (t) => t.cli.notText());
  } else {
    await writeData(bytes);
  }
}

/** Says where decrypted content is, and who can read it. */
export async function sayDecrypted(output: string, { t }: Session): Promise<void> {
  const target = await checkTarget(output, true).catch(() => null);
  const isFile = target === null || target.kind === "file";
  say(isFile ? t.notices.decryptedInto({ output }) : t.notices.decryptedThrough({ output }));
}

/** Shows content on a terminal, if it is text without control characters. */
export async function show(bytes: Uint8Array, refusal: (t: FullCatalog) => Problem): Promise<void> {
  const text = decodeUtf8(bytes);
  if (text === null || !isSafeForTerminal(text)) throw new Failure(refusal);
  await writeData(text === "" || text.endsWith("\n") ? bytes : Buffer.concat([bytes, LINE_BREAK]));
}

const LINE_BREAK = Buffer.from("\n");

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
