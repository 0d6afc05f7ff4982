import type { Problem } from "../problem.js";

/**
 * One message for each error code of `@pct/delivery`. Command and portal share them, so they avoid the
 * words key and padlock.
 */

const FIELDS = {
  request: "the request ID",
  provider: "the provider",
  service: "the service",
  signInUrl: "the sign-in address",
  account: "the account",
  username: "the user name",
  password: "the password",
  note: "the note",
  from: "the sender's name",
  mustChangePassword: "the advice to change the password",
  files: "the list of files",
  receipt: "the receipt",
};

export const deliveryErrors = {
  "credential-malformed": (): Problem => ({
    what: "The credential is damaged and can't be shown field by field. Nothing was lost: here it is as it arrived.",
    hint: "If something is missing, ask the sender to send it again.",
  }),
  "credential-version-unknown": (): Problem => ({
    what: "The credential has a newer version than this program supports. Nothing was lost: here it is as it arrived.",
    hint: "Update this program, or ask the administrator of the portal to update it.",
  }),
  "credential-too-large": ({ maximum }: { maximum: number }): Problem => ({
    what: `A credential can have ${kibibytes(maximum)} KiB at most, including its files.`,
    hint: "Send large files separately.",
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
    what: "This is not a link that asks for a credential: part of it is missing, or it was changed.",
    hint: "Copy the whole link again, from https:// to its end.",
  }),
  "link-hidden": (): Problem => ({
    what: "This address belongs to a service that shortens or checks links, and does not contain the link itself. Nothing was sent.",
    hint: "Open it in the browser, wait for the page of the request and copy the address that is shown then. Or ask for the link through another channel.",
  }),
  "link-is-invitation": (): Problem => ({
    what: "This link is an invitation: it is for the person who is to receive a credential. Nothing was sent.",
    hint: "If you were invited, open it in your browser. If you want to send something, use the link that the invited person makes with it.",
  }),
  "link-is-request": (): Problem => ({
    what: "This link asks for a credential. It is not an invitation.",
    hint: "To answer it, use it where you send.",
  }),
  "server-malformed": (): Problem => ({
    what: "This is not a server address.",
    hint: "Use the address without a path, for example: https://pct.example.org",
  }),
  "server-insecure": (): Problem => ({
    what: "The address starts with http: and is on another computer: an attacker on the network could replace your link.",
    hint: "Use the address that starts with https:",
  }),
  "request-id-malformed": (): Problem => ({
    what: "This is not a request ID: part of it is missing, or it was changed.",
    hint: "Copy all of it again.",
  }),
  "request-altered": (): Problem => ({
    what: "The server's answer does not match this link: someone may have changed it to read what you send. Nothing was sent.",
    hint: "Don't use this link. Call the person who asked for the credential, and tell the administrator of the server.",
  }),
  "request-unsupported": (): Problem => ({
    what: "This link was made with a newer version, which uses another kind of key. Nothing was sent.",
    hint: "Update PCT and try again.",
  }),
  "invitation-answer-malformed": (): Problem => ({
    what: "Someone answered the invitation, but not with a link to send to. The answer can't be used.",
    hint: "Ask the invited person by phone what happened, withdraw the invitation and make another one.",
  }),
  "invitation-answer-version-unknown": (): Problem => ({
    what: "The invitation was answered by a newer version of this program.",
    hint: "Update this program, then look again. The answer is still there.",
  }),
  "invitation-answer-elsewhere": (): Problem => ({
    what: "Someone answered the invitation with a link to another server. It is not used.",
    hint: "Ask the invited person by phone what happened, withdraw the invitation and make another one.",
  }),
  "people-malformed": (): Problem => ({
    what: "This is not a table of people that can be read. No one was invited.",
    hint: "Save it as CSV: one person a row, with a name, an address and what it is for.",
  }),
  "people-empty": (): Problem => ({
    what: "There is no person in this table. No one was invited.",
    hint: "Put one person in each row: a name, an address and what it is for.",
  }),
  "people-too-many": ({ maximum }: { maximum: number }): Problem => ({
    what: `A table can have ${maximum.toString()} people at most. No one was invited.`,
    hint: "Split it into several tables.",
  }),
  "credential-table-malformed": (): Problem => ({
    what: "This is not a table of credentials that can be read without doubt. Nothing was sent.",
    hint: "It takes the CSV of AWS, Microsoft Entra and Google Workspace, or one with the headings user and password, in UTF-8.",
  }),
  "request-unknown": (): Problem => ({
    what: "The server has no such request: it never existed, or was over long ago.",
    hint: "Ask the person who sent you the link for a new one.",
  }),
  "request-cancelled": (): Problem => ({
    what: "This request was cancelled, and the server erased it.",
    hint: "To send or receive something, use a new link.",
  }),
  "request-expired": (): Problem => ({
    what: "This request has expired, and the server erased it.",
    hint: "To send or receive something, use a new link.",
  }),
  "already-delivered": (): Problem => ({
    what: "This link already has its one answer. Yours was not saved.",
    hint: "If you did not send the first one, call the person who asked: someone else has the link.",
  }),
  "delivery-uncertain": (): Problem => ({
    what: "The server has an answer, but the connection broke before it said whether it is yours.",
    hint: "Ask the person who requested it whether it arrived before you send it again through a new link.",
  }),
  "delivery-too-large": ({ maximum }: { maximum: number | null }): Problem => ({
    what:
      maximum === null
        ? "This is larger than the server accepts. Nothing was sent."
        : `This is larger than the ${kibibytes(maximum)} KiB that the server accepts. Nothing was sent.`,
    hint: "Make it smaller, or encrypt the file and send it another way.",
  }),
  "delivery-unsupported": (): Problem => ({
    what: "The server does not accept this kind of file. Nothing was sent.",
    hint: "Tell the administrator of the server: it may run another version.",
  }),
  "delivery-withdrawn": (): Problem => ({
    what: "You took this answer back, and the server does not accept it again. Nothing was sent.",
    hint: "Prepare it again, and send it through the same link.",
  }),
  "delivery-changed": (): Problem => ({
    what: "The sender took the answer back and sent another one. Nothing was erased: the new one waits at the server.",
    hint: "Use the new one: run pct receive again, or reload the page. The one that you opened may no longer work.",
  }),
  "not-delivered": (): Problem => ({
    what: "The sender took the answer back before you confirmed it. You still have what you saved, but it may no longer work.",
    hint: "Ask the sender. A corrected answer comes through the same link.",
  }),
  "already-received": (): Problem => ({
    what: "The answer to this link was received, and the server's copy is erased.",
    hint: "To send or receive something else, use a new link.",
  }),
  "quota-exceeded": (): Problem => ({
    what: "The server stores no more from your network for now, so it did not store this.",
    hint: "Room is freed when what waits there is received, cancelled or expires. Try again later, or tell the administrator of the server.",
  }),
  "relay-busy": ({ retryAfter }: { retryAfter: number | null }): Problem => ({
    what: "The server got too many requests from here in a short time.",
    hint:
      retryAfter === null
        ? "Wait a moment and try again."
        : `Try again in ${retryAfter.toString()} seconds.`,
  }),
  "relay-failed": ({ status }: { status: number }): Problem => ({
    what: `The server failed (${status.toString()}).`,
    hint: "Try again later. If it keeps failing, tell the administrator of the server.",
  }),
  "relay-refused": ({ status, problem }: { status: number; problem: string | null }): Problem => ({
    what: `The server rejected the request (${status.toString()}${problem === null ? "" : ` ${problem}`}).`,
    hint: "Tell the administrator of the server: it may run another version.",
  }),
  "relay-unreachable": (): Problem => ({
    what: "Can't reach the server, or the connection broke.",
    hint: "Check the address and your connection, and try again.",
  }),
  "relay-timeout": (): Problem => ({
    what: "The server did not answer in time.",
    hint: "Try again in a while.",
  }),
  "relay-redirects": (): Problem => ({
    what: "The server redirects to another address; redirects are not followed.",
    hint: "Check the address. In some networks you must sign in with a browser first.",
  }),
  "relay-answer-invalid": ({ status }: { status: number }): Problem => ({
    what: `There is no PCT server at this address (${status.toString()}).`,
    hint: "Check the address. In some networks you must sign in with a browser first.",
  }),
  "relay-answer-too-large": ({ maximum }: { maximum: number }): Problem => ({
    what: `The server's answer is over the limit of ${kibibytes(maximum)} KiB, so it was discarded.`,
    hint: "Check the address. If it is right, tell the administrator of the server.",
  }),
};

function kibibytes(bytes: number): string {
  return Math.floor(bytes / 1024).toString();
}
