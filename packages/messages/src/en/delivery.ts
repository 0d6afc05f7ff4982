import type { Problem } from "../problem.js";
import { shellWord } from "../shell-word.js";
import { services } from "./services.js";

/** Messages of `pct request${option}`, `pct send` and `pct receive`. */

export const delivery = {
  giveLink:
    "Send this link to the person who has the credential, by any channel: it contains no secret.",
  sixWords: ({ words }: { words: string }): string => `The six words: ${words}`,
  wordsForRecipient:
    "  The person who opens the link sees the same six. Compare them by phone to make sure that no one swapped the link.",
  wordsForSender:
    "  The person who asked must see the same six: compare them by phone if the link came by mail or chat.",
  expires: ({ date, time }: { date: string; time: string }): string =>
    `It expires on ${date} at ${time}.`,
  waiting: "Waiting for the answer. It may take hours; Ctrl-C loses nothing.",
  waitingForServer: "Can't reach the server; trying again. Ctrl-C loses nothing.",
  kept: ({ id }: { id: string }): string => `The request is saved. To continue: pct receive ${id}`,
  resumed: ({ id, label }: { id: string; label: string }): string => `Request ${id}: ${label}`,
  noLabel: "without a label",
  others: ({ count }: { count: number }): string =>
    `Other requests waiting: ${count.toString()} (pct receive --list)`,
  arrived: "The answer is here. Anyone who has the link can send: check that you expected it.",
  otherRequest:
    "This credential was made for another request. Someone may have forwarded a credential that was meant for another person: ask the sender before you use it.",
  filesRemain: ({ id }: { id: string }): string =>
    `The files are still on the server. To save them in this folder: pct receive ${id} -o ./`,
  erased: "The server's copy is erased.",
  notErased: ({ id }: { id: string }): string =>
    `You have it, but the server's copy could not be erased. To erase it: pct receive --cancel ${id}`,
  next: "Now change the password (pct generate makes one) and turn on MFA.",
  cancelled: "Cancelled. The link no longer works, and nothing is left on the server.",
  stateDamaged: ({ path }: { path: string }): string =>
    `Can't read the request in ${path}; skipped it.`,
  linkTakenFrom: ({ host, address }: { host: string; address: string }): string =>
    `This is an address of ${host}, which rewrites links. The link inside it: ${address}`,
  linkAsksFor: ({ label }: { label: string }): string => `The link asks for: ${label}`,
  linkIsFrom: ({ name }: { name: string }): string => `The link says it is from: ${name}`,
  server: ({ server }: { server: string }): string => `Server: ${server}`,
  confirm: "Send a credential to the person who has these six words? [y/N]",
  sending: "Sending",
  tryAgain: "Try again? What you typed is still here. [Y/n]",
  sentNext: ({ id }: { id: string }): string =>
    `Whether it was opened: pct send --status ${id}. To take it back before that: pct send --withdraw ${id}`,
  sentNotKept:
    "Can't save what proves on this computer that it was opened. It is sent all the same, and can't be taken back.",
  sentStates: {
    open: "not at the server",
    delivered: "not collected yet",
    opened: "opened and saved by the holder of the key",
    collected: "collected, says the server",
    forged: "collected, says the server, with a false receipt",
  },
  on: ({ date, time }: { date: string; time: string }): string => `on ${date} at ${time}`,
  sentOn: ({ date, time }: { date: string; time: string }): string => `sent on ${date} at ${time}`,
  noneSent: "Nothing that was sent from this computer is still waiting or known.",
  receiptForged: ({ id }: { id: string }): string =>
    `${id}: the receipt that the server shows is not the one inside the answer, so it does not come from the holder of the key. Ask the recipient by phone whether the answer arrived, and tell the administrator of the server.`,
  withdrawn: ({ link }: { link: string }): string =>
    `Taken back: the server's copy is erased. The link takes another answer; to send it: pct send ${shellWord(link)}`,
  withdrawnOver:
    "There is nothing left to take back: the request is over, and the server has erased the answer.",
  sent: ({ server }: { server: string }): string =>
    `Sent. It stays encrypted at ${server} until it is collected; only the person who made the link can decrypt it.`,
  labels: {
    from: "Sender",
    provider: "Provider",
    service: "Service",
    account: "Account",
    signInUrl: "Sign in at",
    username: "User",
    password: "Password",
    mustChangePassword: "Change it",
    note: "Note",
    file: "File",
  },
  services,
  mustChangePassword: "yes, at the first sign-in",
  signInIsText:
    "The recipient gets the sign-in address as text, not as a link: it is not https, or leads into a private network.",
  states: {
    open: "waiting",
    delivered: "arrived",
    received: "collected",
    cancelled: "cancelled",
    expired: "expired",
    unknown: "unknown to the server",
    altered: "altered by the server",
    unreachable: "server unreachable",
  },

  serverMissing: (): Problem => ({
    what: "No server was given for the answer.",
    hint: "Name it with --server https://pct.example.org, or set PCT_SERVER.",
  }),
  expiresInvalid: (): Problem => ({
    what: "--expires must be a time from 5m to 30d.",
    hint: "A number with m, h, d or w: minutes, hours, days, weeks. For example: --expires 3d",
  }),
  nonePending: ({ option }: { option: string }): Problem => ({
    what: "No request is waiting on this computer.",
    hint: `To ask for a credential: pct request${option}`,
  }),
  notPending: (): Problem => ({
    what: "This request is not waiting here: it was made on another computer, or it is finished.",
    hint: "pct receive --list shows the requests that are waiting. To send an answer: pct send 'LINK'",
  }),
  whichOne: (): Problem => ({
    what: "Several requests are waiting. You can cancel only one at a time.",
    hint: "Name it: pct receive --cancel REQUEST. pct receive --list shows them.",
  }),
  nothingYet: (): Problem => ({
    what: "Nothing has arrived yet.",
    hint: "Leave out --no-wait to wait for it.",
  }),
  expired: ({ option }: { option: string }): Problem => ({
    what: "The request has expired, and the server has erased it.",
    hint: `To ask again: pct request${option}`,
  }),
  cancelledAtServer: ({ id, option }: { id: string; option: string }): Problem => ({
    what: "The server says that this request was cancelled. Its key is still on this computer.",
    hint: `To ask again: pct request${option}. To delete the key: pct receive --cancel ${id}`,
  }),
  receivedSaysServer: ({ id, option }: { id: string; option: string }): Problem => ({
    what: "The server says that the answer was received, and the server's copy is erased. Its key is still on this computer.",
    hint: `If you have the answer, delete the key: pct receive --cancel ${id}. If not, ask again: pct request${option}`,
  }),
  tlsUnverified: (): Problem => ({
    what: "NODE_TLS_REJECT_UNAUTHORIZED=0 turns off the check of the server's certificate: anyone on the network could pose as the server. Nothing was sent.",
    hint: "Unset it. For a server with its own authority, set NODE_EXTRA_CA_CERTS=FILE.",
  }),
  gone: ({ id, option }: { id: string; option: string }): Problem => ({
    what: "The server no longer has this request, although it has not expired.",
    hint: `To ask again: pct request${option}. To forget this one: pct receive --cancel ${id}`,
  }),
  answerUseless: ({ id, option }: { id: string; option: string }): string =>
    `Anyone who has the link can send, and the first answer counts. Cancel this request (pct receive --cancel ${id}) and ask again (pct request${option}).`,
  noPassword: (): Problem => ({
    what: "This credential has no password to copy. Nothing was lost.",
    hint: "Leave out --copy to see the credential.",
  }),
  notSentHere: (): Problem => ({
    what: "This was not sent from this computer, or it was taken back, or its time is over.",
    hint: "pct send --status shows what was sent from here.",
  }),
  withdrawnTooLate: ({ id }: { id: string }): Problem => ({
    what: "Too late to take it back: it was collected.",
    hint: `pct send --status ${id} shows whether the holder of the key opened it. If it must not be used, change it where it is used.`,
  }),
  withdrawnUnknown: ({ id }: { id: string }): Problem => ({
    what: "The server has nothing of yours to take back at this link: it was taken back already, or another answer took its place.",
    hint: `pct send --status ${id} shows what the server has.`,
  }),
  notConfirmed: (): Problem => ({
    what: "Nothing was sent.",
    hint: "If the words differ, ask for a new link through another channel.",
  }),
  wordsRequired: ({ server }: { server: string }): Problem => ({
    what: `${server} accepts an answer only after you confirm the six words at a terminal. Nothing was sent.`,
    hint: "Run the command at a terminal and without --yes, and compare the words when it asks.",
  }),
  cannotConfirm: (): Problem => ({
    what: "There is no terminal to confirm the six words, so nothing was sent.",
    hint: "Compare them, then add --yes.",
  }),
  secretEmpty: (): Problem => ({
    what: "There is nothing to send: the secret is empty.",
    hint: "Type or paste it when asked, or pipe it: printf %s 'SECRET' | pct send 'LINK' --yes",
  }),
  filledFrom: ({
    name,
    person,
    labels,
  }: {
    name: string;
    person: string;
    labels: string;
  }): string =>
    `Fields filled from ${name}, for ${person}: ${labels}. To send it unchanged instead: --as-is`,
  fileGoesAlong: "The file goes along: it has a key that doesn't fit into the fields.",
  severalCredentials: ({
    name,
    names,
    example,
  }: {
    name: string;
    names: string;
    example: string;
  }): Problem => ({
    what: `${name} has the credentials of several: ${names}. Nothing was sent.`,
    hint: `Say whose you are sending, for example: --pick ${example}`,
  }),
  noSuchCredential: ({
    name,
    names,
    example,
  }: {
    name: string;
    names: string;
    example: string;
  }): Problem => ({
    what: `${name} has no credential with this name, but these: ${names}. Nothing was sent.`,
    hint: `Choose one of them, for example: --pick ${example}`,
  }),
  nothingToPick: ({ name }: { name: string }): Problem => ({
    what: `${name} is not a list of credentials, so there is none to choose. Nothing was sent.`,
    hint: "Leave out --pick.",
  }),
  tooLargeForFields: "Leave out --username and similar options to send the file by itself.",
  sendAgain: "Run the same command again. If it arrived the first time, pct says so.",
};
