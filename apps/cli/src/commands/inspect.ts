import { isPctError } from "@pct/core/errors";
import { fingerprint } from "@pct/core/fingerprint";
import { inspect } from "@pct/core/inspect";
import type { InspectedRecipient, Inspection } from "@pct/core/inspect";
import { importPublicKey } from "@pct/core/public-key";
import { escapeForTerminal } from "@pct/delivery/safe-text";

import { withContext } from "../errors/context.js";
import { sentenceFor } from "../errors/failure.js";
import { openSource, readSmallFile, STDIN } from "../io/input.js";
import type { Source } from "../io/input.js";
import { writeJson, writeLine } from "../io/output.js";
import { PUBLIC_KEY } from "../keys/key-files.js";
import type { Session } from "../program/session.js";
import { formatBytes } from "../terminal/progress.js";

/** Up to this size, armor is read whole: only then is the size of its content known. In bytes. */
const ARMOR_LIMIT = 64 * 1024 * 1024;

type Row = readonly [label: string, value: string];

/** `pct inspect`: what a file is, without decrypting it. */
export async function showInspection(
  session: Session,
  [file = STDIN]: readonly (string | undefined)[],
  options: { readonly json?: true },
): Promise<void> {
  const source = await openSource(file, session);
  const { found, size } = await withContext({ named: source.name }, inspectSource(source));
  if (options.json === true) {
    await writeJson({ file, size, ...found });
    return;
  }
  const { labels } = session.t.inspect;
  const rows: Row[] = [
    [labels.file, source.name],
    ...(await describe(found, source, session)),
    ...(found.isWrapped === true ? [[labels.place, session.t.inspect.isWrapped] as const] : []),
    [labels.size, amount(size, session)],
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  for (const [label, value] of rows) {
    await writeLine(`${label.padEnd(width)}  ${escapeForTerminal(value)}`);
  }
}

/** Reads the start of a file, and the rest only where that tells more. */
async function inspectSource(source: Source): Promise<{ found: Inspection; size: number }> {
  const { start, whole, path } = source;
  if (whole) return { found: await inspect(start), size: start.length };
  if (path === null) return inspectPipe(source);
  const size = source.size ?? start.length;
  const found = await inspect(start, size);
  const armored = found.format === "age" && found.armored;
  if (!armored || size > ARMOR_LIMIT) return { found, size };
  return { found: await inspect(await readSmallFile(path, ARMOR_LIMIT)), size };
}

/** Reads a pipe to its end, since its size is unknown before. */
async function inspectPipe(source: Source): Promise<{ found: Inspection; size: number }> {
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const piece of source.open() as AsyncIterable<Uint8Array>) {
    size += piece.length;
    if (size <= ARMOR_LIMIT) kept.push(piece);
  }
  const start = size <= ARMOR_LIMIT ? Buffer.concat(kept) : source.start;
  return { found: await inspect(start, size), size };
}

async function describe(found: Inspection, source: Source, session: Session): Promise<Row[]> {
  const { labels, formats, foreign, rsaKey } = session.t.inspect;
  switch (found.format) {
    case "age": {
      const recipients = await describeRecipients(found.recipients, session);
      const rows: Row[] = [
        [labels.format, found.armored ? formats.ageArmored : formats.age],
        ...recipients.map((recipient): Row => [labels.opensWith, recipient]),
      ];
      if (found.contentBytes !== null) {
        rows.push([labels.content, amount(found.contentBytes, session)]);
      }
      return rows;
    }
    case "classic":
      return [
        [labels.format, formats.classic],
        [labels.opensWith, rsaKey({ bits: found.keyBits })],
      ];
    case "windows-answer":
      return [
        [labels.format, formats.windowsAnswer(found)],
        [labels.opensWith, rsaKey({ bits: found.keyBits })],
      ];
    case "public-key": {
      const rows: Row[] = [
        [labels.format, formats.publicKey],
        [labels.key, rsaKey({ bits: found.bits })],
        [labels.fingerprint, found.fingerprint],
      ];
      if (found.problem !== null) rows.push([labels.problem, await problemOf(source, session)]);
      return rows;
    }
    case "private-key": {
      const format = found.locked ? formats.lockedPrivateKey : formats.privateKey;
      const rows: Row[] = [[labels.format, format]];
      if (found.bits !== null) rows.push([labels.key, rsaKey({ bits: found.bits })]);
      if (found.fingerprint !== null) rows.push([labels.fingerprint, found.fingerprint]);
      return rows;
    }
    case "age-recipient":
      return [[labels.format, formats.ageRecipient]];
    case "age-identity":
      return [[labels.format, formats.ageIdentity]];
    case "unsupported-key": {
      const { errors } = await session.loadFullCatalog();
      return [
        [labels.format, formats.unknown],
        [labels.problem, errors["key-unsupported"]({ kind: found.kind }).what],
      ];
    }
    case "keys":
      return [[labels.format, formats.keys(found)]];
    case "foreign":
      return [[labels.format, foreign[found.kind]]];
    case "unknown":
      return [[labels.format, formats.unknown]];
  }
}

async function describeRecipients(
  recipients: readonly InspectedRecipient[],
  { t }: Session,
): Promise<string[]> {
  const { kinds, withTag, isOurs } = t.inspect;
  const ours = await tagOfThisFolder();
  return recipients.map(({ type, tag }) => {
    // The type comes from the file: "constructor" is not a property of its own.
    const kind = Object.hasOwn(kinds, type) ? kinds[type as keyof typeof kinds] : type;
    if (tag === undefined) return kind;
    const text = withTag({ kind, tag });
    return tag === ours ? `${text}, ${isOurs({ file: PUBLIC_KEY })}` : text;
  });
}

/** The tag that age files have for the public key in the current folder, if there is one. */
async function tagOfThisFolder(): Promise<string | null> {
  try {
    const key = await importPublicKey(await readSmallFile(PUBLIC_KEY, 16 * 1024));
    const hash = Buffer.from((await fingerprint(key)).slice("SHA256:".length), "base64");
    return hash.subarray(0, 4).toString("base64").replace(/=+$/, "");
  } catch {
    // Ignore: the user did not ask about this file.
    return null;
  }
}

/** Why this key is unsafe to encrypt to. */
async function problemOf({ start }: Source, session: Session): Promise<string> {
  try {
    await importPublicKey(start);
    return "";
  } catch (error) {
    if (!isPctError(error)) throw error;
    return sentenceFor(error, await session.loadFullCatalog()).what;
  }
}

function amount(bytes: number, { t }: Session): string {
  const rounded = formatBytes(bytes);
  return bytes < 1000 ? rounded : t.inspect.bytes({ rounded, bytes });
}
