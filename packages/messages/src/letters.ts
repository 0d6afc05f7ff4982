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

/** What an invitation mentions. */
export interface InvitationLetter {
  readonly link: string;
  /** Whom it greets; `null` for no name. */
  readonly to: string | null;
  /** What the credential is for; `null` if it does not say. */
  readonly what: string | null;
  /** The name to sign with; `null` for none. */
  readonly from: string | null;
  /** When it expires, from `dateTime`. */
  readonly until: { readonly date: string; readonly time: string };
}

/** The letters of one language. */
export interface Letters {
  /** From the recipient: asks for the credential through a request link. */
  readonly request: (letter: RequestLetter) => string;
  /** From the sender: asks the recipient for a request link, made at this address of the portal. */
  readonly askForLink: (letter: { readonly address: string }) => string;
  /** From the sender: invites the recipient to make a request link. */
  readonly invitation: (letter: InvitationLetter) => string;
  /** The subject of a mail with {@link Letters.invitation}. */
  readonly invitationSubject: (letter: Pick<InvitationLetter, "what">) => string;
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
  invitation: ({ link, to, what, from, until: { date, time } }) =>
    lines([
      to === null ? "Hola:" : `Hola, ${to}:`,
      what === null ? "Tengo una credencial para ti." : `Tengo una credencial para ti: ${what}.`,
      "Para que solo tú puedas leerla, abre este enlace en el navegador en el que quieras recibirla:",
      link,
      `Tarda un minuto y no hay que registrarse. El enlace vence el ${date} a las ${time}.`,
      "Después te llamaré y me leerás dos de las seis palabras que verás. No las envíes por escrito.",
      from,
    ]),
  invitationSubject: ({ what }) =>
    what === null ? "Una credencial para ti" : `Una credencial para ti: ${what}`,
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
  invitation: ({ link, to, what, from, until: { date, time } }) =>
    lines([
      to === null ? "Hello," : `Hello ${to},`,
      what === null ? "I have a credential for you." : `I have a credential for you: ${what}.`,
      "So that only you can read it, open this link in the browser in which you want to receive it:",
      link,
      `It takes a minute, without an account. The link expires on ${date} at ${time}.`,
      "Then I will call you, and you read me two of the six words that you see. Don't send them in writing.",
      from,
    ]),
  invitationSubject: ({ what }) =>
    what === null ? "A credential for you" : `A credential for you: ${what}`,
};

/** An address has a line of its own, so that no punctuation becomes a part of it. */
function lines(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join("\n");
}

/** The letters in both languages. */
export const letters: Readonly<Record<Language, Letters>> = { es, en };
