/**
 * Messages that a user sends to another person, ready to copy: in the language of their reader, which is
 * not always the user's own. Few enough to load both languages.
 *
 * @packageDocumentation
 */
import type { Language } from "./index.js";

export type { Language } from "./index.js";

/** What a request letter mentions. */
export interface RequestLetter {
  readonly link: string;
  /** What is asked for; `null` for "a credential". */
  readonly what: string | null;
  /** The name to sign with; `null` for none. */
  readonly from: string | null;
}

/** The letters of one language. */
export interface Letters {
  /** From the recipient: asks for the credential through a request link. */
  readonly request: (letter: RequestLetter) => string;
  /** From the sender: asks the recipient for a request link, made at this address of the portal. */
  readonly askForLink: (letter: { readonly address: string }) => string;
}

const es: Letters = {
  request: ({ link, what, from }) =>
    lines([
      what === null ? "Hola, necesito una credencial." : `Hola, necesito esto: ${what}.`,
      "Envíamelo por este enlace. Se cierra en tu navegador y solo yo puedo abrirlo:",
      link,
      "Antes de enviarlo, lee por teléfono conmigo las seis palabras que verás.",
      from,
    ]),
  askForLink: ({ address }) =>
    lines([
      "Hola, tengo una credencial para ti. Para que solo tú puedas leerla, crea un enlace aquí y envíamelo:",
      address,
      "Tarda un minuto y no hay que registrarse. Ábrelo en el navegador en el que quieras recibirla.",
    ]),
};

const en: Letters = {
  request: ({ link, what, from }) =>
    lines([
      what === null ? "Hello, I need a credential." : `Hello, I need this: ${what}.`,
      "Please send it through this link. It is locked in your browser, and only I can open it:",
      link,
      "Before you send it, read the six words that you see to me on the phone.",
      from,
    ]),
  askForLink: ({ address }) =>
    lines([
      "Hello, I have a credential for you. So that only you can read it, make a link here and send it to me:",
      address,
      "It takes a minute, without an account. Open it in the browser in which you want to receive it.",
    ]),
};

/** An address has a line of its own, so that no punctuation becomes a part of it. */
function lines(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join("\n");
}

/** The letters in both languages. */
export const letters: Readonly<Record<Language, Letters>> = { es, en };
