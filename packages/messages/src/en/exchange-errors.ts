import type { Problem } from "../problem.js";

/** FullCatalog for the codes of `@pct/exchange`. */
export const exchangeErrors = {
  "classic-for-one": (): Problem => ({
    what: "The classic format is for one recipient only.",
    hint: "Leave out --format classic: an age file can have several recipients.",
  }),
  "classic-for-rsa": (): Problem => ({
    what: "The classic format needs an RSA key, and this recipient has another kind.",
    hint: "Leave out --format classic: the age format knows this kind of key.",
  }),
  "fields-need-text": (): Problem => ({
    what: "The input is not UTF-8 text.",
    hint: "Pass it as a file to use its bytes unchanged.",
  }),
  "not-ready": (): Problem => ({
    what: "This invitation has no answer to send to: it was not answered yet, or it is over. Nothing was sent.",
    hint: "Look at the list of invitations. If it is over, invite the person again.",
  }),
  "words-not-confirmed": (): Problem => ({
    what: "The six words of this person are not confirmed, so nothing was sent.",
    hint: "Call the person, and type two of the words as you hear them.",
  }),
  "already-sent": (): Problem => ({
    what: "Something was sent to this person already. Nothing was sent now.",
    hint: "To send something else, withdraw it and invite the person again.",
  }),
};
