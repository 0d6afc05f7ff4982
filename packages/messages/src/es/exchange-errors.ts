import type { exchangeErrors as english } from "../en/exchange-errors.js";
import type { Problem } from "../problem.js";

/** Frases para los códigos de `@pct/exchange`. */
export const exchangeErrors = {
  "classic-for-one": (): Problem => ({
    what: "El formato clásico es para un solo destinatario.",
    hint: "Quita --format classic: un archivo age puede tener varios.",
  }),
  "classic-for-rsa": (): Problem => ({
    what: "El formato clásico necesita una llave RSA, y la de este destinatario es de otro tipo.",
    hint: "Quita --format classic: el formato age conoce ese tipo de llave.",
  }),
  "fields-need-text": (): Problem => ({
    what: "Lo que llegó no es texto en UTF-8.",
    hint: "Indícalo como archivo para usar sus bytes tal como están.",
  }),
} satisfies typeof english;
