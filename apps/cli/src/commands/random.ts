import { isSecurityError } from "@pct/security/errors";
import type { SecurityErrorParams } from "@pct/security/errors";
import { generateRandomHash, generateSalt, generateUuid } from "@pct/security/random";

import { UsageFailure } from "../errors/failure.js";
import { writeLine } from "../io/output.js";
import type { Session } from "../program/session.js";

/** `pct salt`, `pct uuid` and `pct random`: values from the system's random generator. */

type Operands = readonly (string | undefined)[];

export async function salt(_: Session, [length]: Operands): Promise<void> {
  await writeLine(sized("length", length, generateSalt));
}

export async function uuid(): Promise<void> {
  await writeLine(generateUuid());
}

export async function random(_: Session, [bits]: Operands): Promise<void> {
  await writeLine(sized("bits", bits, generateRandomHash));
}

/** Makes a value of this size, or of the default size. An error names the operand. */
function sized(name: string, text: string | undefined, make: (size?: number) => string): string {
  // Digits only: `1e2` and `0x20` are typing mistakes.
  const size = text === undefined ? undefined : /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  try {
    return make(size);
  } catch (error) {
    if (!isSecurityError(error) || error.code !== "size-out-of-range") throw error;
    const limits = error.params as SecurityErrorParams["size-out-of-range"];
    throw new UsageFailure((t) => t.usage.outOfRange({ option: name, ...limits }));
  }
}
