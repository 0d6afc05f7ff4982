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
};
