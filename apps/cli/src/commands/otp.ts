import { oneLine } from "@pct/delivery/safe-text";
import { accountName, generateTotp, readAuthenticators, totpUri } from "@pct/security/otp";
import type { Authenticators, OtpAlgorithm, TotpEnrolment } from "@pct/security/otp";

import { UsageFailure } from "../errors/failure.js";
import { writeJson, writeLine } from "../io/output.js";
import { readSecretText } from "../io/secret.js";
import { isTerminal } from "../io/streams.js";
import type { Session } from "../program/session.js";
import { say, sayText, warn } from "../terminal/notices.js";
import { showCountdown } from "../terminal/progress.js";
import { askLine } from "../terminal/terminal.js";

interface Options {
  readonly pick?: string;
  readonly uri?: boolean;
  readonly qr?: boolean;
  readonly account?: string;
  readonly issuer?: string;
  readonly digits?: string;
  readonly period?: string;
  readonly algorithm?: OtpAlgorithm;
  readonly json?: boolean;
}

/** Default account of an `otpauth://` URI. */
const ACCOUNT = "pct";

/** A user needs about this long to type a code. */
const TYPING_SECONDS = 10;

/** `pct otp`: the current TOTP code, as an authenticator app shows it. */
export async function otp(
  session: Session,
  _operands: readonly (string | undefined)[],
  options: Options,
): Promise<void> {
  refuseConflicts(options);
  const given = givenOptions(options);
  const enrolment = await readEnrolment(session, options.pick, given);
  if (options.qr === true) {
    const { terminalQr } = await import("../terminal/qr.js");
    sayText(terminalQr(totpUri(enrolment)));
  }
  if (options.uri === true) {
    await writeLine(totpUri(enrolment));
  } else if (options.json === true) {
    const { code, secondsLeft } = currentCode(enrolment);
    await writeJson({ code, secondsLeft });
  } else {
    await showCode(enrolment, session);
  }
}

function refuseConflicts({ uri, qr, json }: Options): void {
  if (json !== true || (uri !== true && qr !== true)) return;
  const other = uri === true ? "--uri" : "--qr";
  throw new UsageFailure((t) => t.usage.conflict({ one: "--json", other }));
}

/** The given options, which override those of an `otpauth://` URI. */
function givenOptions(options: Options): Partial<TotpEnrolment> {
  const { account, issuer, digits, period, algorithm } = options;
  return {
    ...(account === undefined ? {} : { account }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(digits === undefined ? {} : { digits: wholeNumber("--digits", digits, 6, 10) }),
    ...(period === undefined ? {} : { period: wholeNumber("--period", period, 1, 3600) }),
    ...(algorithm === undefined ? {} : { algorithm }),
  };
}

function wholeNumber(option: string, text: string, minimum: number, maximum: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= minimum && number <= maximum) return number;
  throw new UsageFailure((t) => t.usage.outOfRange({ option, minimum, maximum }));
}

async function readEnrolment(
  session: Session,
  pick: string | undefined,
  given: Partial<TotpEnrolment>,
): Promise<TotpEnrolment> {
  const { t } = session;
  const read = readAuthenticators(await readSecretText(session, t.prompts.otpSecret));
  const { accounts, leftOut, part, parts } = read;
  if (leftOut > 0) warn(t.notices.otpLeftOut({ count: leftOut }));
  if (parts > 1) say(t.notices.otpPart({ part, parts }));
  const chosen = pick === undefined ? await choose(accounts, session) : named(accounts, pick);
  return { ...chosen, account: chosen.account || ACCOUNT, ...given };
}

type Accounts = Authenticators["accounts"];

/** Asks which of several accounts is meant. */
async function choose(accounts: Accounts, { t, signal }: Session): Promise<TotpEnrolment> {
  if (accounts.length === 1) return accounts[0];
  for (const [index, account] of accounts.entries()) {
    say(`  ${(index + 1).toString()}. ${shownName(account)}`);
  }
  const answer = await askLine(t.prompts.otpAccount, signal);
  if (answer === null) throw whichAccount(accounts, accounts);
  const byNumber = /^\s*\d{1,3}\s*$/.test(answer) ? accounts[Number(answer) - 1] : undefined;
  return byNumber ?? named(accounts, answer.trim());
}

/** The account with this name: its own, its service's or both; or the only one that contains it. */
function named(accounts: Accounts, name: string): TotpEnrolment {
  const wanted = name.toLowerCase();
  const namesOf = (account: TotpEnrolment): string[] => {
    const own = [account.account, account.issuer ?? "", accountName(account), shownName(account)];
    return [...own, listedName(account, accounts)].map((text) => text.toLowerCase());
  };
  const exact = accounts.filter((account) => namesOf(account).includes(wanted));
  const similar = accounts.filter((account) => namesOf(account).some((it) => it.includes(wanted)));
  const found = wanted === "" ? [] : exact.length > 0 ? exact : similar;
  const [account, ...others] = found;
  if (account !== undefined && others.length === 0) return account;
  if (account !== undefined) throw whichAccount(found, accounts);
  throw new UsageFailure((t) => t.cli.otpNoSuchAccount({ names: listed(accounts, accounts) }));
}

function whichAccount(found: readonly TotpEnrolment[], all: Accounts): UsageFailure {
  return new UsageFailure((t) => t.cli.otpWhichAccount({ names: listed(found, all) }));
}

function listed(found: readonly TotpEnrolment[], all: Accounts): string {
  return found.map((account) => listedName(account, all)).join(", ");
}

/** A name that only this account has: where others are called the same, with its number. */
function listedName(account: TotpEnrolment, all: Accounts): string {
  const name = shownName(account);
  const isOnly = all.filter((other) => shownName(other) === name).length === 1;
  return isOnly ? name : `${name} (${(all.indexOf(account) + 1).toString()})`;
}

/** The names come from a QR code that anyone could have made. */
function shownName(account: TotpEnrolment): string {
  return oneLine(accountName(account));
}

interface Code {
  readonly code: string;
  readonly secondsLeft: number;
  /** Unix time in milliseconds. */
  readonly end: number;
}

function currentCode(enrolment: TotpEnrolment): Code {
  const { secret, period = 30 } = enrolment;
  const now = Date.now();
  const end = (Math.floor(now / 1000 / period) + 1) * period * 1000;
  const code = generateTotp(secret, { ...enrolment, time: now / 1000 });
  return { code, secondsLeft: Math.ceil((end - now) / 1000), end };
}

/**
 * On a terminal, shows the code with a countdown, and the next code if there was too little time to
 * type the first. Elsewhere, prints the code and the seconds once.
 */
async function showCode(enrolment: TotpEnrolment, { t, signal }: Session): Promise<void> {
  const { code, secondsLeft, end } = currentCode(enrolment);
  await writeLine(code);
  if (!isTerminal("stdout") || !isTerminal("stderr")) {
    say(t.notices.secondsLeft({ seconds: secondsLeft }));
    return;
  }
  const describe = (seconds: number): string => t.notices.secondsLeft({ seconds });
  await showCountdown(end, describe, signal);
  if (secondsLeft >= TYPING_SECONDS) return;
  const next = currentCode(enrolment);
  await writeLine(next.code);
  await showCountdown(next.end, describe, signal);
}
