import type { Problem } from "../problem.js";

/** What `pct request`, `pct send` and `pct receive` say: a link, an answer, and the copy in between. */

export const delivery = {
  giveLink:
    "Send this link to whoever has the credential. Any channel will do: it holds nothing secret.",
  sixWords: ({ words }: { words: string }): string => `The six words: ${words}`,
  wordsForRecipient:
    "  Whoever opens the link sees the same ones. By phone you find out if somebody has put another in its place.",
  wordsForSender:
    "  Whoever asked must see the same ones: compare them by phone if the link came by mail or chat.",
  expires: ({ date, time }: { date: string; time: string }): string =>
    `It expires on ${date} at ${time}.`,
  waiting: "Waiting for the answer. It may take hours; Ctrl-C loses nothing.",
  waitingForServer: "The server cannot be reached; trying again. Ctrl-C loses nothing.",
  kept: ({ id }: { id: string }): string => `The request is kept. To go on: pct receive ${id}`,
  resumed: ({ id, label }: { id: string; label: string }): string => `Request ${id}: ${label}`,
  noLabel: "without a label",
  others: ({ count }: { count: number }): string =>
    `Others are waiting, too: ${count.toString()} (pct receive --list)`,
  arrived: "The answer is here. Whoever has the link can send: make sure that you expected it.",
  otherRequest:
    "This credential was made for another request. Somebody may have passed on what was meant for someone else: ask who sent it before you use it.",
  filesRemain: ({ id }: { id: string }): string =>
    `The files are still on the server. To save them: pct receive ${id} -o FOLDER/`,
  erased: "The server's copy is erased.",
  notErased: ({ id }: { id: string }): string =>
    `You have it, but the server's copy could not be erased. To do that: pct receive --cancel ${id}`,
  next: "Now change the password (pct generate makes one) and turn on MFA.",
  cancelled: "Cancelled. The link is good for nothing any more, and nothing is left on the server.",
  stateDamaged: ({ path }: { path: string }): string =>
    `${path} is not a request that can be read, and was left out.`,
  linkAsksFor: ({ label }: { label: string }): string => `The link asks for: ${label}`,
  linkIsFrom: ({ name }: { name: string }): string => `The link says it is from: ${name}`,
  server: ({ server }: { server: string }): string => `Server: ${server}`,
  confirm: "Send a credential to whoever has these six words? [y/N]",
  sending: "Sending",
  tryAgain: "Try again? What you typed is still here. [Y/n]",
  sent: ({ server }: { server: string }): string =>
    `Sent. Until it is collected it lies locked at ${server}; only whoever made the link can open it.`,
  labels: {
    from: "Sender",
    provider: "Provider",
    account: "Account",
    signInUrl: "Sign in at",
    username: "User",
    password: "Password",
    mustChangePassword: "Change it",
    note: "Note",
    file: "File",
  },
  mustChangePassword: "yes, at the first sign-in",
  states: {
    open: "waiting",
    delivered: "arrived",
    received: "collected",
    expired: "expired",
    unknown: "unknown to the server",
    altered: "altered by the server",
    unreachable: "server out of reach",
  },

  serverMissing: (): Problem => ({
    what: "It is not known which server is to carry the answer.",
    hint: "Name it with --server https://pct.example.org, or set PCT_SERVER.",
  }),
  expiresInvalid: (): Problem => ({
    what: "--expires must be a time from 5m to 30d.",
    hint: "A number with m, h, d or w: minutes, hours, days, weeks. For example: --expires 3d",
  }),
  nonePending: (): Problem => ({
    what: "No request is waiting on this computer.",
    hint: "To ask for a credential: pct request",
  }),
  notPending: (): Problem => ({
    what: "This request is not waiting here: it was made elsewhere, or is done.",
    hint: "pct receive --list shows those that are. To send an answer: pct send LINK",
  }),
  whichOne: (): Problem => ({
    what: "Several requests are waiting, and only one can be cancelled at a time.",
    hint: "Name it: pct receive --cancel REQUEST. pct receive --list shows them.",
  }),
  nothingYet: (): Problem => ({
    what: "Nothing has arrived yet.",
    hint: "Leave out --no-wait to wait for it.",
  }),
  expired: (): Problem => ({
    what: "The request has expired, and the server has erased all of it.",
    hint: "To ask again: pct request",
  }),
  gone: ({ id }: { id: string }): Problem => ({
    what: "The server knows this request no longer, although its time is not over.",
    hint: `To ask again: pct request. To forget this one: pct receive --cancel ${id}`,
  }),
  answerUseless: ({ id }: { id: string }): string =>
    `Whoever has the link can send, and the first answer counts. Cancel it (pct receive --cancel ${id}) and ask again (pct request).`,
  noPassword: (): Problem => ({
    what: "There is no password in this credential that could be copied. Nothing was lost.",
    hint: "Leave out --copy to see what is in it.",
  }),
  notConfirmed: (): Problem => ({
    what: "Nothing was sent.",
    hint: "If the words are not the same, ask for a new link, and by another way.",
  }),
  cannotConfirm: (): Problem => ({
    what: "There is no terminal at which the six words could be confirmed, so nothing was sent.",
    hint: "Compare them, then add --yes.",
  }),
  secretEmpty: (): Problem => ({
    what: "There is nothing to send: the secret is empty.",
    hint: "Type or paste it when asked, or pipe it: printf %s SECRET | pct send LINK --yes",
  }),
  tooLargeForFields: "Leave out --username and its like: without them it goes as it is.",
  sendAgain: "Run the same command again. If it had arrived all the same, you will be told.",
};
