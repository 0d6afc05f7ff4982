import type { Help } from "@pct/messages";

/**
 * The commands and what each accepts: the one source for parsing, help and completions. Their texts
 * are in `@pct/messages`; an option without a text does not compile.
 */

/** The hidden command with which pct starts itself to clear the clipboard: see clipboard.ts. */
export const CLEAR_CLIPBOARD = "__clear-clipboard";

type Texts = Help["commands"];

export type CommandName = keyof Texts;

/** An option as commander reads it; names in angle brackets are translated for help. */
export interface OptionSpec {
  readonly flags: string;
  readonly choices?: readonly string[];
  /** May be given several times; the command gets a list. */
  readonly repeatable?: boolean;
}

export interface CommandSpec<Name extends CommandName = CommandName> {
  /** `<name>` or `[name]`, by the key of its text. */
  readonly operands: Readonly<Record<keyof Texts[Name]["operands"], string>>;
  readonly operandChoices?: readonly string[];
  readonly options: Readonly<Record<keyof Texts[Name]["options"], OptionSpec>>;
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
const expires = { flags: "--expires <time>" };
const noWait = { flags: "--no-wait" };

/** Parsed before all others, because their errors are told in its language. */
export const LANGUAGE_OPTION: OptionSpec = { flags: "--lang <language>", choices: ["es", "en"] };

/** Parsed before all others, too: it holds for every notice. */
export const QUIET_OPTION: OptionSpec = { flags: "-q, --quiet" };

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
  },
  "windows-password": {
    operands: { file: "<file>" },
    options: {
      identity: { flags: "-i, --identity <file>", repeatable: true },
      passphraseFile,
      copy,
    },
  },
  fingerprint: {
    operands: { key: "[key]" },
    options: { json },
  },
  export: {
    operands: { key: "[key]" },
    options: {
      as: { flags: "--as <format>", choices: ["pem", "ssh", "jwk", "windows-keys"] },
      user: { flags: "--user <name>" },
      email: { flags: "--email <address>" },
      expires,
      output,
      force,
    },
  },
  inspect: {
    operands: { file: "<file>" },
    options: { json },
  },
  request: {
    operands: { link: "[link]" },
    options: {
      label: { flags: "--label <text>" },
      from,
      expires,
      server: { flags: "--server <address>" },
      qr: { flags: "--qr" },
      rsa: { flags: "--rsa" },
      output,
      force,
      json,
      noWait,
    },
  },
  send: {
    operands: { link: "[link]", file: "[file]" },
    options: {
      provider: { flags: "--provider <provider>", choices: ["aws", "azure", "gcp", "other"] },
      service: { flags: "--service <name>" },
      signInUrl: { flags: "--sign-in-url <address>" },
      account: { flags: "--account <name>" },
      username: { flags: "--username <name>" },
      note: { flags: "--note <text>" },
      from,
      pick: { flags: "--pick <name>" },
      asIs: { flags: "--as-is" },
      yes: { flags: "-y, --yes" },
      invitation: { flags: "--invitation <invitation>" },
      checked: { flags: "--checked" },
      batch: { flags: "--batch <file>" },
      inOrder: { flags: "--in-order" },
      status: { flags: "--status" },
      withdraw: { flags: "--withdraw" },
      json,
    },
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
  },
  invite: {
    operands: { people: "[people]" },
    options: {
      label: { flags: "--label <text>" },
      from,
      mail: { flags: "--mail <address>" },
      user: { flags: "--user <name>" },
      expires: { flags: "--expires <time>" },
      server: { flags: "--server <address>" },
      json,
    },
  },
  invitations: {
    operands: { invitation: "[invitation]" },
    options: {
      watch: { flags: "--watch" },
      confirm: { flags: "--confirm" },
      checked: { flags: "--checked" },
      withdraw: { flags: "--withdraw" },
      json,
    },
  },
  hash: {
    operands: {},
    options: { method: { flags: "--method <method>" }, keys, upperCase },
  },
  check: {
    operands: { hash: "<hash>" },
    options: { keys, upperCase, legacy: { flags: "--legacy" }, json },
  },
  digest: {
    operands: { file: "[file]" },
    options: {},
  },
  salt: {
    operands: { length: "[length]" },
    options: {},
  },
  uuid: {
    operands: {},
    options: {},
  },
  random: {
    operands: { bits: "[bits]" },
    options: {},
  },
  base64: {
    operands: { file: "[file]" },
    options: { decode: { flags: "-d, --decode" } },
  },
  otp: {
    operands: {},
    options: {
      pick: { flags: "--pick <name>" },
      uri: { flags: "--uri" },
      qr: { flags: "--qr" },
      account: { flags: "--account <name>" },
      issuer: { flags: "--issuer <name>" },
      digits: { flags: "--digits <number>" },
      period: { flags: "--period <seconds>" },
      algorithm: { flags: "--algorithm <algorithm>", choices: ["SHA1", "SHA256", "SHA512"] },
      json,
    },
  },
  completion: {
    operands: { shell: "<shell>" },
    operandChoices: ["bash", "zsh", "fish"],
    options: {},
  },
};
