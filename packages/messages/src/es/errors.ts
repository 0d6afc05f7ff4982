import type { PackageErrors } from "../index.js";
import type { Problem } from "../problem.js";
import { foreign } from "./foreign.js";

/** Una frase por cada código de error de `@pct/core`. */

const KINDS = {
  ec: "una llave de curva elíptica",
  ed25519: "una llave Ed25519",
  "rsa-pss": "una llave RSA que solo sirve para firmar (RSA-PSS)",
  dsa: "una llave DSA",
  certificate: "un certificado",
  "multi-prime": "una llave RSA de más de dos primos",
  x25519: "una llave X25519",
  "security-key": "una llave de SSH de una llave de seguridad (firma, pero no descifra nada)",
  plugin: "una llave de un complemento de age (solo age puede usarla)",
  "encrypted-file": "un archivo cifrado",
  other: "una llave de otro tipo",
};

const UNSAFE = {
  exponent: "su exponente no protege",
  "even-modulus": "su módulo es par",
  "small-factor": "su módulo tiene un factor pequeño",
};

const CONVERSIONS = {
  openssh: "Quita la frase a una copia, y borra la copia después: ssh-keygen -p -N '' -f COPIA",
  pkcs1: "Conviértela: openssl pkcs8 -topk8 -v2 aes-256-cbc -in VIEJA -out NUEVA",
  pkcs8: "Conviértela: openssl pkcs8 -topk8 -v2 aes-256-cbc -in VIEJA -out NUEVA",
};

const WINDOWS_ANSWER = {
  "other-key": {
    what: "Esta contraseña se cifró para otra llave. No se perdió nada.",
    hint: "Usa la llave privada de la llave pública que se le dio al servidor.",
  },
  refused: {
    what: "El servidor no creó ninguna contraseña: su respuesta solo trae un mensaje de error.",
    hint: "Pide al administrador que revise el nombre de la cuenta de Windows y vuelva a darle tu llave al servidor.",
  },
  hash: {
    what: "El servidor cifró la contraseña con una función hash que aquí no se conoce.",
    hint: "Pide al administrador que vuelva a darle tu llave al servidor, con la línea que escribe pct.",
  },
  sha1: {
    what: "El servidor es antiguo y cifró la contraseña con SHA-1, que esta llave no abre: se hizo para no exportarse.",
    hint: "Pide al administrador que actualice el agente del servidor, o dale una llave del programa pct.",
  },
};

const FOUND = {
  "public-key": "Es una llave pública, no un archivo cifrado.",
  "private-key": "Es una llave privada, no un archivo cifrado.",
  unknown: "No es un archivo cifrado con pct ni con age.",
  cut: "Al texto le falta una parte o le sobra algo: no mide lo que mide un texto cifrado. No se perdió nada.",
  mangled:
    "Otro programa cambió lo que te enviaron como si fuera otro texto: los saltos de línea o algunos caracteres. No se perdió nada.",
};

const HINTS: Readonly<Record<keyof typeof FOUND, string>> = {
  "public-key": "Usa el archivo que te enviaron.",
  "private-key": "Usa el archivo que te enviaron.",
  unknown: "Usa el archivo que te enviaron.",
  cut: "Copia otra vez el texto completo, del primer carácter al último, o pide el archivo.",
  mangled: "Pide que lo envíen otra vez como adjunto, o como texto: pct encrypt ARCHIVO --armor",
};

function isForeign(kind: string): kind is keyof typeof foreign {
  return Object.hasOwn(foreign, kind);
}

export const errors = {
  "key-not-recognized": (): Problem => ({
    what: "No contiene ninguna llave que se pueda leer.",
    hint: "Una llave empieza con -----BEGIN, o es una línea que empieza con ssh-rsa, ssh-ed25519 o age1.",
  }),
  "key-damaged": (): Problem => ({
    what: "La llave está dañada: le falta una parte o fue alterada.",
    hint: "Pide a su dueño que la envíe otra vez como archivo, no pegada en un mensaje.",
  }),
  "key-is-private": (): Problem => ({
    what: "Es una llave PRIVADA y aquí va una pública. No se le envía a nadie.",
    hint: "Usa la mitad pública. Si alguien te envió esta, avísale para que cree otro par.",
  }),
  "key-is-public": (): Problem => ({
    what: "Es una llave pública, y los archivos solo se abren con la privada.",
    hint: "Usa la mitad privada, que se quedó con quien creó el par.",
  }),
  "key-unsupported": ({ kind }: { kind: keyof typeof KINDS | keyof typeof foreign }): Problem => {
    if (isForeign(kind)) return foreign[kind];
    return {
      what: `Es ${KINDS[kind]}, que aquí no sirve.`,
      hint:
        kind === "encrypted-file"
          ? "Si dentro hay una llave, ábrelo primero: pct decrypt LLAVE.age | pct decrypt ARCHIVO -i -"
          : "Usa una llave RSA de 2048 bits o más; un par nuevo tiene 4096.",
    };
  },
  "key-several": (): Problem => ({
    what: "Contiene más de una llave.",
    hint: "Pon cada llave en su propio archivo.",
  }),
  "key-too-small": ({ bits, minimum }: { bits: number; minimum: number }): Problem => ({
    what: `La llave tiene ${bits.toString()} bits; con menos de ${minimum.toString()} ya no protege nada.`,
    hint: "Su dueño debe crear un par nuevo; tendrá 4096 bits.",
  }),
  "key-too-large": ({ bits, maximum }: { bits: number; maximum: number }): Problem => ({
    what: `La llave tiene ${bits.toString()} bits; con más de ${maximum.toString()} no se usa, porque bloquearía la computadora.`,
    hint: "Su dueño debe crear un par nuevo; tendrá 4096 bits.",
  }),
  "key-unsafe": ({ reason }: { reason: keyof typeof UNSAFE }): Problem => ({
    what: `Esta llave está hecha para que otros lean lo que se cifre con ella: ${UNSAFE[reason]}.`,
    hint: "No la uses y avisa por teléfono a su dueño: alguien pudo ponerla en lugar de la suya.",
  }),
  "key-encryption-unsupported": ({
    container,
  }: {
    container: keyof typeof CONVERSIONS;
  }): Problem => ({
    what: "La llave privada está protegida de una forma que aquí no se abre.",
    hint: CONVERSIONS[container],
  }),
  "key-too-costly": (): Problem => ({
    what: "Abrir esta llave privada exige más trabajo de lo razonable.",
    hint: "Si es tuya, protégela de nuevo: openssl pkcs8 -topk8 -v2 aes-256-cbc -in VIEJA -out NUEVA",
  }),
  "key-not-extractable": (): Problem => ({
    what: "Esta llave no se puede guardar: se hizo para que no saliera de donde está.",
    hint: "Crea un par nuevo que sí se pueda guardar.",
  }),
  "passphrase-required": (): Problem => ({
    what: "Está protegido con una frase de contraseña y no se dio ninguna.",
    hint: "Da la frase con la que se protegió.",
  }),
  "passphrase-wrong": (): Problem => ({
    what: "Esa no es la frase de contraseña. No se perdió nada.",
    hint: "Inténtalo otra vez; cuentan las mayúsculas, los acentos y la disposición del teclado.",
  }),
  "passphrase-empty": (): Problem => ({
    what: "La frase de contraseña está vacía, así que no protegería nada.",
    hint: "Usa varias palabras que nadie adivine.",
  }),
  "secret-empty": (): Problem => ({
    what: "No hay nada que cifrar: el secreto está vacío.",
    hint: "Escribe o pega el secreto.",
  }),
  "secret-too-long": ({ bytes, maximum }: { bytes: number; maximum: number }): Problem => ({
    what: `El secreto ocupa ${bytes.toString()} bytes y, con esta llave, en el formato clásico caben ${maximum.toString()}.`,
    hint: "El formato age no tiene ese límite.",
  }),
  "ciphertext-empty": (): Problem => ({
    what: "El archivo está vacío: no hay nada que descifrar.",
    hint: "Pide a quien lo envió que lo envíe otra vez.",
  }),
  "ciphertext-several": (): Problem => ({
    what: "Contiene dos o más secretos cifrados.",
    hint: "Pon cada uno en su propio archivo.",
  }),
  "ciphertext-not-recognized": ({
    found,
  }: {
    found: keyof typeof FOUND | keyof typeof foreign;
  }): Problem => (isForeign(found) ? foreign[found] : { what: FOUND[found], hint: HINTS[found] }),
  "windows-answer-unusable": ({ fault }: { fault: keyof typeof WINDOWS_ANSWER }): Problem =>
    WINDOWS_ANSWER[fault],
  "age-malformed": (): Problem => ({
    what: "El comienzo de este archivo age está dañado y no se puede abrir. No se perdió nada.",
    hint: "Pide a quien lo envió que lo envíe otra vez, como archivo.",
  }),
  "age-too-large": (): Problem => ({
    what: "Este archivo age tiene más destinatarios, o un encabezado más largo, de lo razonable.",
    hint: "Pide a quien lo envió que lo cifre solo para ti.",
  }),
  "age-too-costly": ({ logN, maximum }: { logN: number; maximum: number }): Problem => ({
    what: `Abrir el archivo exige más trabajo de lo razonable: 2^${logN.toString()}, y el límite es 2^${maximum.toString()}.`,
    hint: "Pide a quien lo envió que lo cifre para tu llave pública.",
  }),
  "identity-required": (): Problem => ({
    what: "El archivo está cerrado para una llave y no se dio ninguna que pueda abrirlo.",
    hint: "Usa la llave privada cuya mitad pública lo cerró.",
  }),
  "identity-not-recognized": (): Problem => ({
    what: "No contiene ninguna llave privada que se pueda leer.",
    hint: "Usa una llave privada en PEM u OpenSSH, o un archivo con líneas AGE-SECRET-KEY-1.",
  }),
  "recipient-not-recognized": (): Problem => ({
    what: "El destinatario no se puede leer; quizá le falta una letra.",
    hint: "Copia otra vez la línea completa.",
  }),
  "recipients-too-many": ({ maximum }: { maximum: number }): Problem => ({
    what: `Un archivo se puede cifrar para ${maximum.toString()} destinatarios como máximo.`,
    hint: "Cifra el archivo dos veces, cada una para una parte de ellos.",
  }),
  "recipients-mixed": (): Problem => ({
    what: "Un destinatario poscuántico no puede ir junto con otros: perdería su protección.",
    hint: "Cifra el archivo una vez para los poscuánticos y otra para los demás.",
  }),
  "decryption-failed": (): Problem => ({
    what: "No se abre: se cerró para otra llave, fue alterado o le falta una parte. No se perdió nada.",
    hint: "Pide a quien lo envió que lo cifre otra vez para tu llave pública.",
  }),
  "output-is-input": (): Problem => ({
    what: "La entrada y la salida son el mismo archivo. Quedó como estaba.",
    hint: "Elige otro nombre para la salida.",
  }),
  "input-changed": (): Problem => ({
    what: "El archivo cambió mientras se leía. No se escribió nada.",
    hint: "Cierra el programa que lo está escribiendo, o espera a que termine, e inténtalo de nuevo.",
  }),
  "output-unsafe": (): Problem => ({
    what: "Esa ruta lleva a una tubería, un dispositivo o un enlace por donde otros podrían leer la salida. No se escribió nada.",
    hint: "Elige otro nombre para la salida.",
  }),
  "password-length": ({ minimum, maximum }: { minimum: number; maximum: number }): Problem => ({
    what: `La longitud debe ser un número entero de ${minimum.toString()} a ${maximum.toString()}.`,
    hint: "20 caracteres bastan para cualquier cuenta.",
  }),
  "password-alphabet": ({ minimum }: { minimum: number }): Problem => ({
    what: `Se excluyen tantos caracteres que quedan menos de ${minimum.toString()}.`,
    hint: "Excluye menos caracteres.",
  }),
  "passphrase-words": ({ minimum, maximum }: { minimum: number; maximum: number }): Problem => ({
    what: `La cantidad de palabras debe ser un número entero de ${minimum.toString()} a ${maximum.toString()}.`,
    hint: "6 palabras bastan para cualquier cuenta.",
  }),
} satisfies PackageErrors["errors"];
