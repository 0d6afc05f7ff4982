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
  "not-ready": (): Problem => ({
    what: "Esta invitación no tiene una respuesta a la que enviar: aún no se respondió, o ya terminó. No se envió nada.",
    hint: "Mira la lista de invitaciones. Si terminó, invita a la persona otra vez.",
  }),
  "words-not-confirmed": (): Problem => ({
    what: "Las seis palabras de esta persona no están confirmadas, así que no se envió nada.",
    hint: "Llama a la persona y escribe dos de las palabras como las oyes.",
  }),
  "already-sent": (): Problem => ({
    what: "A esta persona ya se le envió algo. Ahora no se envió nada.",
    hint: "Para enviar otra cosa, retíralo e invita a la persona otra vez.",
  }),
} satisfies typeof english;
