import type { Catalog } from "@pct/messages";

import { generate } from "./commands/generate.js";
import type { Session } from "./session.js";

/**
 * The commands: what can be given to each, and where its code is. The texts are in `@pct/messages`,
 * where an option without one does not compile.
 */

/** The hidden command under which pct starts itself to clear the clipboard: see clipboard.ts. */
export const CLEAR_CLIPBOARD = "__clear-clipboard";

/** Runs a command with its operands, in order, and its options. */
export type Run = (
  session: Session,
  operands: readonly (string | undefined)[],
  options: never,
) => Promise<void>;

type Texts = Catalog["help"]["commands"];

export type CommandName = keyof Texts;

/** An option as commander reads it; names in angle brackets are translated for help. */
export interface OptionSpec {
  readonly flags: string;
  readonly choices?: readonly string[];
  /** Can be given several times; the command gets a list. */
  readonly repeatable?: boolean;
}

export interface CommandSpec<Name extends CommandName = CommandName> {
  /** `<name>` or `[name]`, by the key of its text. */
  readonly operands: Readonly<Record<keyof Texts[Name]["operands"], string>>;
  readonly operandChoices?: readonly string[];
  readonly options: Readonly<Record<keyof Texts[Name]["options"], OptionSpec>>;
  /** Loads the code of the command, and nothing of the others. */
  readonly load: () => Promise<Run>;
}

const force = { flags: "-f, --force" };
const json = { flags: "--json" };
const copy = { flags: "--copy" };
const passphrase = { flags: "--passphrase" };
const passphraseFile = { flags: "--passphrase-file <file>" };
const keys = { flags: "--keys <file>", repeatable: true };
const upperCase = { flags: "--upper-case" };
const output = { flags: "-o, --output <file>" };
const from = { flags: "--from <name>" };
const noWait = { flags: "--no-wait" };

/** `--lang` is understood before all others: their errors are told in it. */
export const LANGUAGE_OPTION: OptionSpec = { flags: "--lang <language>", choices: ["es", "en"] };

export const COMMANDS: { readonly [Name in CommandName]: CommandSpec<Name> } = {
  generate: {
    operands: { length: "[length]" },
    options: {
      symbols: { flags: "--symbols" },
      exclude: { flags: "--exclude <characters>" },
      words: { flags: "--words <number>" },
      count: { flags: "--count <number>" },
      copy,
      json,
    },
    // So small, and wanted so quickly, that it comes with the table.
    load: () => Promise.resolve(generate),
  },
  create: {
    operands: { directory: "[folder]" },
    options: {
      bits: { flags: "--bits <number>", choices: ["2048", "3072", "4096"] },
      passphrase,
      passphraseFile,
      force,
      json,
    },
    load: async () => (await import("./commands/create.js")).create,
  },
  encrypt: {
    operands: { file: "[file]" },
    options: {
      recipient: { flags: "-r, --recipient <key>", repeatable: true },
      output,
      format: { flags: "--format <format>", choices: ["classic", "age"] },
      armor: { flags: "-a, --armor" },
      passphrase,
      passphraseFile,
      password: { flags: "-p, --password <text>" },
      force,
    },
    load: async () => (await import("./commands/encrypt.js")).encrypt,
  },
  decrypt: {
    operands: { file: "[file]" },
    options: {
      identity: { flags: "-i, --identity <file>", repeatable: true },
      output,
      passphraseFile,
      copy,
      force,
    },
    load: async () => (await import("./commands/decrypt.js")).decrypt,
  },
  fingerprint: {
    operands: { key: "[key]" },
    options: { json },
    load: async () => (await import("./commands/fingerprint.js")).showFingerprint,
  },
  inspect: {
    operands: { file: "<file>" },
    options: { json },
    load: async () => (await import("./commands/inspect.js")).showInspection,
  },
  request: {
    operands: {},
    options: {
      label: { flags: "--label <text>" },
      from,
      expires: { flags: "--expires <time>" },
      server: { flags: "--server <address>" },
      qr: { flags: "--qr" },
      output,
      force,
      json,
      noWait,
    },
    load: async () => (await import("./commands/request.js")).request,
  },
  send: {
    operands: { link: "<link>", file: "[file]" },
    options: {
      provider: { flags: "--provider <provider>", choices: ["aws", "azure", "gcp", "other"] },
      signInUrl: { flags: "--sign-in-url <address>" },
      account: { flags: "--account <name>" },
      username: { flags: "--username <name>" },
      note: { flags: "--note <text>" },
      from,
      yes: { flags: "-y, --yes" },
    },
    load: async () => (await import("./commands/send.js")).send,
  },
  receive: {
    operands: { request: "[request]" },
    options: {
      list: { flags: "--list" },
      cancel: { flags: "--cancel" },
      output,
      copy,
      force,
      json,
      noWait,
    },
    load: async () => (await import("./commands/receive.js")).receive,
  },
  hash: {
    operands: {},
    options: { method: { flags: "--method <method>" }, keys, upperCase },
    load: async () => (await import("./commands/hash.js")).hash,
  },
  check: {
    operands: { hash: "<hash>" },
    options: { keys, upperCase, legacy: { flags: "--legacy" }, json },
    load: async () => (await import("./commands/check.js")).check,
  },
  digest: {
    operands: { file: "[file]" },
    options: {},
    load: async () => (await import("./commands/digest.js")).digest,
  },
  salt: {
    operands: { length: "[length]" },
    options: {},
    load: async () => (await import("./commands/random.js")).salt,
  },
  uuid: {
    operands: {},
    options: {},
    load: async () => (await import("./commands/random.js")).uuid,
  },
  random: {
    operands: { bits: "[bits]" },
    options: {},
    load: async () => (await import("./commands/random.js")).random,
  },
  base64: {
    operands: { file: "[file]" },
    options: { decode: { flags: "-d, --decode" } },
    load: async () => (await import("./commands/base64.js")).base64,
  },
  otp: {
    operands: {},
    options: {
      uri: { flags: "--uri" },
      qr: { flags: "--qr" },
      account: { flags: "--account <name>" },
      issuer: { flags: "--issuer <name>" },
      digits: { flags: "--digits <number>" },
      period: { flags: "--period <seconds>" },
      algorithm: { flags: "--algorithm <algorithm>", choices: ["SHA1", "SHA256", "SHA512"] },
      json,
    },
    load: async () => (await import("./commands/otp.js")).otp,
  },
  completion: {
    operands: { shell: "<shell>" },
    operandChoices: ["bash", "zsh", "fish"],
    options: {},
    load: async () => (await import("./commands/completion.js")).completion,
  },
};
