import type { portalErrors as english } from "../en/portal-errors.js";
import type { Problem } from "../problem.js";
import { foreign } from "./foreign.js";

/**
 * Lo que el portal dice de un error: sus propios códigos, y los de `@pct/core` que ve quien no sabe
 * qué es una llave pública, con las palabras del candado.
 */

const UNSAFE = {
  exponent: "su exponente no protege",
  "even-modulus": "su módulo es par",
  "small-factor": "su módulo tiene un factor pequeño",
};

const FOUND: Readonly<
  Record<"public-key" | "private-key" | "cut" | "mangled" | "unknown", Problem>
> = {
  "public-key": {
    what: "Esto es un candado, no algo que se haya cerrado con uno. No se perdió nada.",
    hint: "Elige lo que te enviaron después de recibir tu candado.",
  },
  "private-key": {
    what: "Esto es una llave, no algo que se haya cerrado con un candado. No salió de tu equipo.",
    hint: "Elige lo que te enviaron. La llave se pone aparte.",
  },
  cut: {
    what: "Al texto le falta una parte o le sobra algo. No se perdió nada.",
    hint: "Copia otra vez el texto completo, del primer carácter al último, o pide el archivo.",
  },
  mangled: {
    what: "Otro programa cambió este archivo como si fuera texto. No se perdió nada.",
    hint: "Pide que lo envíen otra vez como adjunto.",
  },
  unknown: {
    what: "Esto no se cerró con un candado, o le falta el comienzo. No se perdió nada.",
    hint: "Busca en el mensaje el archivo, como credential.age o file_encrypted.txt, o copia el texto completo.",
  },
};

const WINDOWS_ANSWER = {
  "other-key": {
    what: "Esta contraseña se cerró con otro candado. No se perdió nada.",
    hint: "Usa la llave del candado que se le dio al servidor.",
  },
  refused: {
    what: "El servidor no creó ninguna contraseña: su respuesta solo trae un mensaje de error.",
    hint: "Pide al administrador que revise el nombre de la cuenta de Windows y vuelva a darle tu candado al servidor.",
  },
  hash: {
    what: "El servidor cerró la contraseña de un modo que aquí no se conoce. No se perdió nada.",
    hint: "Pide al administrador que vuelva a darle tu candado al servidor, con la línea que escribe pct.",
  },
  sha1: {
    what: "El servidor es antiguo y cerró la contraseña de un modo que una llave guardada en el navegador no abre. No se perdió nada.",
    hint: "Pide al administrador que actualice el agente del servidor, o dale un candado hecho con el programa pct.",
  },
};

export const portalErrors = {
  cancelled: (): Problem => ({
    what: "Lo detuviste. No quedó nada a medias.",
    hint: "Puedes empezar de nuevo cuando quieras.",
  }),
  unexpected: (): Problem => ({
    what: "Algo falló en el portal. Tus archivos quedaron como estaban.",
    hint: "Inténtalo otra vez. Si se repite, avisa a quien administra el portal y dile qué hacías.",
  }),
  "worker-stopped": (): Problem => ({
    what: "La parte del portal que abre y cierra se detuvo. Tus archivos quedaron como estaban; una llave que no habías guardado se perdió.",
    hint: "Recarga la página. Si se repite, prueba con otro navegador.",
  }),
  "storage-full": (): Problem => ({
    what: "No hay espacio suficiente para el resultado. No quedó nada a medias.",
    hint: "Libera espacio en el disco y vuelve a intentarlo.",
  }),
  "storage-refused": (): Problem => ({
    what: "Este navegador no permite guardar nada aquí; suele pasar en una ventana privada.",
    hint: "Abre el portal en una ventana normal, o guarda tu llave como archivo.",
  }),
  "too-large-for-memory": ({ maximum }: { maximum: number }): Problem => ({
    what: `Este navegador no tiene dónde poner un resultado de más de ${megabytes(maximum)} MB. No se perdió nada.`,
    hint: "Usa un navegador más reciente, fuera de una ventana privada, o el programa pct.",
  }),
  "file-unreadable": (): Problem => ({
    what: "El archivo no se puede leer: es una carpeta, o se movió o cambió después de elegirlo.",
    hint: "Elige el archivo otra vez. Para enviar una carpeta, comprímela antes.",
  }),
  "key-gone": (): Problem => ({
    what: "La llave ya no está en este navegador.",
    hint: "Si guardaste su archivo, ábrelo: private_key.pem.",
  }),
  "classic-for-one": (): Problem => ({
    what: "El formato clásico es para una sola persona.",
    hint: "Elige el formato age, que admite varias.",
  }),
  "classic-for-rsa": (): Problem => ({
    what: "El formato clásico necesita un candado RSA, y este es de otra clase.",
    hint: "Elige el formato age, que lo conoce.",
  }),
  "key-not-recognized": (): Problem => ({
    what: "Aquí no hay ningún candado ni llave que se pueda leer.",
    hint: "El candado es el archivo public_key.pem, o un texto que empieza con -----BEGIN PUBLIC KEY-----.",
  }),
  "key-damaged": (): Problem => ({
    what: "Está dañado: le falta una parte o fue alterado.",
    hint: "Pide a su dueño que lo envíe otra vez como archivo, no pegado en un mensaje.",
  }),
  "key-is-private": (): Problem => ({
    what: "Esto es una LLAVE, no un candado. Una llave no se le da a nadie.",
    hint: "Usa public_key.pem. Si alguien te envió su llave, avísale para que cree un candado nuevo.",
  }),
  "key-is-public": (): Problem => ({
    what: "Esto es un candado, y con un candado no se abre nada.",
    hint: "Usa la llave, que se quedó con quien creó el candado: private_key.pem.",
  }),
  "key-several": (): Problem => ({
    what: "Hay más de un candado o llave en el mismo texto.",
    hint: "Pon cada uno por separado.",
  }),
  "key-too-small": ({ bits, minimum }: { bits: number; minimum: number }): Problem => ({
    what: `Este candado es demasiado débil: tiene ${bits.toString()} bits, y con menos de ${minimum.toString()} ya no protege. No se cerró nada.`,
    hint: "Pide a su dueño que cree uno nuevo; tendrá 4096 bits.",
  }),
  "key-too-large": ({ bits, maximum }: { bits: number; maximum: number }): Problem => ({
    what: `Este candado tiene ${bits.toString()} bits; con más de ${maximum.toString()} no se usa, porque bloquearía el equipo.`,
    hint: "Pide a su dueño que cree uno nuevo; tendrá 4096 bits.",
  }),
  "key-unsafe": ({ reason }: { reason: keyof typeof UNSAFE }): Problem => ({
    what: `Este candado está hecho para que otros lo abran: ${UNSAFE[reason]}. No se cerró nada.`,
    hint: "No lo uses y avisa por teléfono a su dueño: alguien pudo ponerlo en lugar del suyo.",
  }),
  "key-not-extractable": (): Problem => ({
    what: "Esta llave se guardó en el navegador para que no salga de él, así que no se puede guardar como archivo.",
    hint: "Para otro equipo, crea un candado nuevo y guarda su llave como archivo.",
  }),
  "passphrase-required": (): Problem => ({
    what: "Está protegido con una frase de contraseña.",
    hint: "Escribe la frase con la que se protegió.",
  }),
  "passphrase-wrong": (): Problem => ({
    what: "Esa no es la frase de contraseña. No se perdió nada.",
    hint: "Inténtalo otra vez; cuentan las mayúsculas, los acentos y la disposición del teclado.",
  }),
  "secret-empty": (): Problem => ({
    what: "No hay nada que cerrar: el texto está vacío.",
    hint: "Escribe o pega lo que quieres enviar.",
  }),
  "ciphertext-empty": (): Problem => ({
    what: "El archivo está vacío: no hay nada que abrir.",
    hint: "Pide a quien lo envió que lo envíe otra vez.",
  }),
  "ciphertext-not-recognized": ({
    found,
  }: {
    found: keyof typeof FOUND | keyof typeof foreign;
  }): Problem => ({ ...FOUND, ...foreign })[found],
  "windows-answer-unusable": ({ fault }: { fault: keyof typeof WINDOWS_ANSWER }): Problem =>
    WINDOWS_ANSWER[fault],
  "identity-required": (): Problem => ({
    what: "Está cerrado con un candado y falta la llave.",
    hint: "Elige la llave de ese candado: una de este navegador, o su archivo private_key.pem.",
  }),
  "identity-not-recognized": (): Problem => ({
    what: "Aquí no hay ninguna llave que se pueda leer.",
    hint: "Usa private_key.pem, una llave de OpenSSH, o un archivo con líneas AGE-SECRET-KEY-1.",
  }),
  "recipient-not-recognized": (): Problem => ({
    what: "Este candado no se puede leer; quizá le falta una letra.",
    hint: "Cópialo otra vez completo.",
  }),
  "decryption-failed": (): Problem => ({
    what: "No se abre: se cerró con otro candado, fue alterado o le falta una parte. No se perdió nada.",
    hint: "Si tienes otra llave, prueba primero con ella. Si no, pide a quien lo envió que lo cierre otra vez con el candado que tú le diste. ¿Es la contraseña de un servidor Windows de AWS? Entonces ábrela en la consola de EC2: Obtener contraseña de Windows.",
  }),
} satisfies typeof english;

function megabytes(bytes: number): string {
  return Math.floor(bytes / 1_000_000).toString();
}
