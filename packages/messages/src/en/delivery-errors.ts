import type { Problem } from "../problem.js";

/**
 * One sentence for each error code of `@pct/delivery`, for the command and the portal alike: without
 * the word for a key, which each of them has its own of.
 */

const FIELDS = {
  request: "the name of the request",
  provider: "the provider",
  signInUrl: "the sign-in address",
  account: "the account",
  username: "the user name",
  password: "the password",
  note: "the note",
  from: "the name of the sender",
  mustChangePassword: "the advice to change the password",
  files: "the list of files",
};

export const deliveryErrors = {
  "credential-malformed": (): Problem => ({
    what: "The credential is damaged and cannot be shown field by field. Nothing was lost: here it is as it came.",
    hint: "If something is missing, ask whoever sent it to send it again.",
  }),
  "credential-version-unknown": (): Problem => ({
    what: "The credential is of a later version than is known here. Nothing was lost: here it is as it came.",
    hint: "Tell whoever runs this program or portal to bring it up to date.",
  }),
  "credential-too-large": ({ maximum }: { maximum: number }): Problem => ({
    what: `A credential takes ${kibibytes(maximum)} KiB at most, with its files.`,
    hint: "Send large files apart.",
  }),
  "credential-field-too-long": ({
    field,
    maximum,
  }: {
    field: keyof typeof FIELDS;
    maximum: number;
  }): Problem => ({
    what: `Too long: ${FIELDS[field]}. The limit is ${maximum.toString()}.`,
    hint: "Make it shorter, or send it as a file.",
  }),
  "link-malformed": (): Problem => ({
    what: "This is not a link that asks for a credential: a part is missing, or it was altered.",
    hint: "Copy the whole link again, from https:// to its end.",
  }),
  "server-malformed": (): Problem => ({
    what: "This is not the address of a server.",
    hint: "Nothing follows the name in it, for example: https://pct.example.org",
  }),
  "server-insecure": (): Problem => ({
    what: "The address begins with http: and belongs to another computer: somebody on the way there could put a link of their own in place of yours.",
    hint: "Use the address that begins with https:",
  }),
  "request-id-malformed": (): Problem => ({
    what: "This is not the name of a request: a part is missing, or it was altered.",
    hint: "Copy all of it again.",
  }),
  "request-altered": (): Problem => ({
    what: "The server's answer does not belong to this link: somebody may have altered it to read what you send. Nothing was sent.",
    hint: "There is no going on with this link. Tell by phone whoever asked for the credential, and whoever runs the server.",
  }),
  "request-unknown": (): Problem => ({
    what: "The server knows no such request: it has expired, was cancelled, or never existed.",
    hint: "Ask whoever sent you the link for a new one.",
  }),
  "request-exists": (): Problem => ({
    what: "The server has the same request already.",
    hint: "Make a new one.",
  }),
  "already-delivered": (): Problem => ({
    what: "An answer has come through this link already, and it takes one only. Yours was not kept.",
    hint: "If the first was not from you, tell whoever asked by phone: somebody else has the link.",
  }),
  "delivery-uncertain": (): Problem => ({
    what: "The server has an answer, and the connection broke before it said whether it is yours.",
    hint: "Ask whoever asked for it whether it came, before you send it again through a new link.",
  }),
  "delivery-too-large": ({ maximum }: { maximum: number | null }): Problem => ({
    what:
      maximum === null
        ? "This is more than the server takes. Nothing was sent."
        : `This is more than the server takes, which is ${kibibytes(maximum)} KiB. Nothing was sent.`,
    hint: "Make it smaller, or send the file encrypted by another way.",
  }),
  "delivery-unsupported": (): Problem => ({
    what: "The server does not take this kind of file. Nothing was sent.",
    hint: "Tell whoever runs the server: it may be of another version.",
  }),
  "not-delivered": (): Problem => ({
    what: "Nothing has come yet that could be confirmed.",
    hint: "Wait until it arrives.",
  }),
  "already-received": (): Problem => ({
    what: "What came through this link was received, and the server's copy is erased.",
    hint: "To send or receive something else, a new link is needed.",
  }),
  "relay-busy": ({ retryAfter }: { retryAfter: number | null }): Problem => ({
    what: "The server has had too many calls from here in a short time.",
    hint:
      retryAfter === null
        ? "Wait a moment and try again."
        : `Try again in ${retryAfter.toString()} seconds.`,
  }),
  "relay-failed": ({ status }: { status: number }): Problem => ({
    what: `The server has failed (${status.toString()}).`,
    hint: "Try again later. If it goes on, tell whoever runs the server.",
  }),
  "relay-refused": ({ status, problem }: { status: number; problem: string | null }): Problem => ({
    what: `The server does not accept the call (${status.toString()}${problem === null ? "" : ` ${problem}`}).`,
    hint: "Tell whoever runs the server: it may be of another version.",
  }),
  "relay-unreachable": (): Problem => ({
    what: "The server cannot be reached, or the connection broke.",
    hint: "Check the address and your connection, and try again.",
  }),
  "relay-timeout": (): Problem => ({
    what: "The server did not answer in time.",
    hint: "Try again in a while.",
  }),
  "relay-redirects": (): Problem => ({
    what: "The server sends on to another address, which is not followed.",
    hint: "Check the address. In some networks you must sign in with a browser first.",
  }),
  "relay-answer-invalid": ({ status }: { status: number }): Problem => ({
    what: `There is something else at this address than a server for credentials (${status.toString()}).`,
    hint: "Check the address. In some networks you must sign in with a browser first.",
  }),
  "relay-answer-too-large": ({ maximum }: { maximum: number }): Problem => ({
    what: `The server's answer is longer than it may be, which is ${kibibytes(maximum)} KiB. It was not read to its end.`,
    hint: "Check the address. If it is right, tell whoever runs the server.",
  }),
};

function kibibytes(bytes: number): string {
  return Math.floor(bytes / 1024).toString();
}
