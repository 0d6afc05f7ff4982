import { generate } from "../commands/generate.js";
import { random, salt, uuid } from "../commands/random.js";
import type { CommandName } from "./command-table.js";
import type { Session } from "./session.js";

/** Where the code of each command is. A call loads the code of its own command only. */

/** Runs a command with its operands, in order, and its options. */
export type Run = (
  session: Session,
  operands: readonly (string | undefined)[],
  options: never,
) => Promise<void>;

export const LOAD_COMMAND: Readonly<Record<CommandName, () => Promise<Run>>> = {
  // Small and run most often, so these are loaded with the program.
  generate: () => Promise.resolve(generate),
  salt: () => Promise.resolve(salt),
  uuid: () => Promise.resolve(uuid),
  random: () => Promise.resolve(random),
  create: async () => (await import("../commands/create.js")).create,
  encrypt: async () => (await import("../commands/encrypt.js")).encrypt,
  decrypt: async () => (await import("../commands/decrypt.js")).decrypt,
  "windows-password": async () => (await import("../commands/windows-password.js")).windowsPassword,
  fingerprint: async () => (await import("../commands/fingerprint.js")).showFingerprint,
  export: async () => (await import("../commands/export.js")).exportKey,
  inspect: async () => (await import("../commands/inspect.js")).showInspection,
  request: async () => (await import("../commands/request.js")).request,
  send: async () => (await import("../commands/send.js")).send,
  receive: async () => (await import("../commands/receive.js")).receive,
  invite: async () => (await import("../commands/invite.js")).invite,
  invitations: async () => (await import("../commands/invitations.js")).invitations,
  hash: async () => (await import("../commands/hash.js")).hash,
  check: async () => (await import("../commands/check.js")).check,
  digest: async () => (await import("../commands/digest.js")).digest,
  base64: async () => (await import("../commands/base64.js")).base64,
  otp: async () => (await import("../commands/otp.js")).otp,
  completion: async () => (await import("../commands/completion.js")).completion,
};
