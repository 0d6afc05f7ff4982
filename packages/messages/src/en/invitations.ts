import type { Problem } from "../problem.js";

/** Messages of `pct invite`, `pct invitations`, and `pct send` to invited people. */

export const invitations = {
  columns: { name: "name", mail: "mail", subject: "subject", message: "message", link: "link" },
  inviting: ({ done, total }: { done: number; total: number }): string =>
    `Inviting: ${done.toString()} of ${total.toString()}`,
  made: ({ count }: { count: number }): string =>
    `Invitations ready to be sent: ${count.toString()}. To see who answered: pct invitations`,
  giveMessage:
    "Send this message to the person, by any channel: it contains no secret. Then call them.",
  repeated: ({ count }: { count: number }): string =>
    `Invited before, with the same link: ${count.toString()}`,
  serverWaits: "The server asks to wait; pct goes on by itself. Ctrl-C loses nothing.",
  skipped: ({ row, text, reason }: { row: number; text: string; reason: string }): string =>
    `Row ${row.toString()} (${text}): ${reason}`,
  personProblems: {
    "no-name": "does not say whom to invite",
    "mail-malformed": "the mail address is not valid",
    "too-long": "a text is too long",
    repeated: "the same person stands above, for the same thing",
  },
  someSkipped: ({ count }: { count: number }): Problem => ({
    what: `No one was invited for these rows: ${count.toString()}. The other invitations are made.`,
    hint: "Correct those rows and run the command again: no one is invited twice.",
  }),

  states: {
    invited: "invited",
    ready: "ready",
    sent: "not collected yet",
    saved: "opened and saved, with proof",
    collected: "collected, says the server",
    forged: "collected, says the server, with a false receipt",
    missing: "not at the server",
    taken: "someone else sent something first",
    closed: "cancelled their request",
    unusable: "unusable answer",
    withdrawn: "withdrawn",
    expired: "expired",
    altered: "altered by the server",
    unknown: "unknown to the server",
    unreachable: "server unreachable",
  },
  words: ({ words }: { words: string }): string => `words: ${words}`,
  confirmed: "words confirmed",
  answeredAs: ({ name }: { name: string }): string => `answered as "${name}"`,
  none: "There are no invitations on this computer.",
  warnUnusable: ({ id, name }: { id: string; name: string }): string =>
    `${name}: what came first through the invitation is not their answer. Call them, and withdraw it: pct invitations ${id} --withdraw`,
  warnForged: ({ name }: { name: string }): string =>
    `${name}: the receipt that the server shows is false. Ask by phone whether the answer arrived, and tell the administrator of the server.`,
  warnAltered: ({ name }: { name: string }): string =>
    `${name}: the server shows another key than that of the link. Nothing is sent: tell the administrator of the server.`,

  askWords: ({ name, first, second }: { name: string; first: number; second: number }): string =>
    `Call ${name}. Ask for words ${first.toString()} and ${second.toString()} of the six that they see, and type them as you hear them. Enter alone leaves it for later.`,
  askWord: ({ number }: { number: number }): string => `Word ${number.toString()}:`,
  wordsDiffer: "These are not the words of this answer.",
  wordsMatch: ({ name }: { name: string }): string => `Words confirmed: ${name}`,
  withdrawn: ({ name }: { name: string }): string =>
    `The invitation of ${name} is withdrawn. Its link no longer works, and says so to those who open it.`,
  sentTo: ({ name, server }: { name: string; server: string }): string =>
    `Sent to ${name}. It stays encrypted at ${server} until it is collected. Whether it was opened: pct invitations`,

  matchedBy: {
    user: "by user name",
    mail: "by address",
    name: "by name",
    order: "by order",
  },
  match: ({ row, person, name, by }: { row: number; person: string; name: string; by: string }) =>
    `Row ${row.toString()} (${person}) → ${name}, ${by}`,
  rowProblems: {
    cells: "has more or fewer cells than headings",
    "no-password": "has no password",
    "password-unchanged":
      "the stars say that the password stays as it was: the file does not have it",
    "password-hashed": "is the hash of a password, which signs in nowhere",
    unusable: "a value has control characters or is too long",
    "no-person": "no invited person is this one",
    ambiguous: "may belong to more than one person, or several rows are for one person",
    "not-ready": "has not answered yet",
    "already-sent": "was sent to already",
    "words-not-confirmed": "their words are not confirmed",
  },
  confirmBatch: ({ count }: { count: number }): string =>
    `Send to these people (${count.toString()})? [y/N]`,
  progress: ({ done, total, name }: { done: number; total: number; name: string }): string =>
    `${done.toString()}/${total.toString()} ${name}: sent`,
  batchDone: ({ count }: { count: number }): string => `Sent: ${count.toString()}.`,
  batchFailed: ({ count }: { count: number }): Problem => ({
    what: `Not sent: ${count.toString()}. The others were sent.`,
    hint: "Run the same command again to go on: no one is sent to twice.",
  }),
  batchEmpty: (): Problem => ({
    what: "There is nothing in this table to send now.",
    hint: "The lines above say why, row by row. The list of invitations shows who is ready.",
  }),
  orderDiffers: ({ rows, people }: { rows: number; people: number }): Problem => ({
    what: `The table has ${rows.toString()} rows, and ${people.toString()} people are invited. Nothing was sent.`,
    hint: "Without --in-order they are matched by user name, address or name.",
  }),
  cannotConfirmBatch: (): Problem => ({
    what: "There is no terminal to confirm which credential is whose, so nothing was sent.",
    hint: "Check the list above, then add --yes.",
  }),
  cannotAskWords: (): Problem => ({
    what: "There is no terminal to type the words, so nothing was sent.",
    hint: "At a terminal, pct asks for two of them. If you compared them in another way, add --checked.",
  }),
  notConfirmed: (): Problem => ({
    what: "The words don't match or were not typed, so nothing was sent.",
    hint: "If the person sees other words, someone answered in their place: withdraw the invitation and invite them through another channel.",
  }),
  notFound: ({ text }: { text: string }): Problem => ({
    what: `There is no invitation for ${text} on this computer.`,
    hint: "pct invitations shows those that exist.",
  }),
  several: ({ text }: { text: string }): Problem => ({
    what: `There are several invitations for ${text}.`,
    hint: "Name one by its code, the first column of the list of invitations.",
  }),
  notReady: ({ name, state }: { name: string; state: string }): Problem => ({
    what: `Nothing can be sent to ${name}: ${state}.`,
    hint: "The list of invitations shows how each one stands.",
  }),
  changed: ({ name }: { name: string }): Problem => ({
    what: `Another pct changed the invitation of ${name} meanwhile. Nothing was sent.`,
    hint: "Look at the list of invitations before you go on.",
  }),
  locked: ({ path }: { path: string }): Problem => ({
    what: `Another pct is using the invitations: ${path}`,
    hint: "Wait until it has ended, then run the command again.",
  }),
  operandMissing: ({ option }: { option: string }): Problem => ({
    what: `${option} needs to know which invitation.`,
    hint: "The code of the list will do, or the name or the address.",
  }),
  peopleMissing: (): Problem => ({
    what: "Whom to invite is missing.",
    hint: "Give a name, or a CSV file with name, mail and what for. - reads the table from standard input.",
  }),
  tooLate: ({ name }: { name: string }): Problem => ({
    what: `Too late to withdraw it: ${name} has collected what was sent.`,
    hint: "If it must not be used, change it where it is used.",
  }),

  invitedBy: ({ name }: { name: string }): string => `The invitation says it is from: ${name}`,
  invitedFor: ({ label }: { label: string }): string => `For: ${label}`,
  answered:
    "Answered: your link travels encrypted, and only the person who invited you can read it. They will call you to compare the six words.",
  answeredHere: "You answered this invitation on this computer before. Still waiting.",
  answeredBefore: (): Problem => ({
    what: "This invitation was answered already, and not from this computer.",
    hint: "If that was not you, call the person who invited you: they should send nothing, and invite you through another channel.",
  }),
  invitationWithdrawn: (): Problem => ({
    what: "The person who invited you withdrew this invitation.",
    hint: "Ask them whether there will be another one.",
  }),
  invitationExpired: (): Problem => ({
    what: "This invitation has expired.",
    hint: "Ask the person who invited you for another one.",
  }),
};
