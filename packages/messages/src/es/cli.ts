import type { Catalog } from "../en/index.js";
import type { Problem } from "../problem.js";
import { shellWord } from "../shell-word.js";

/** Lo que solo la línea de comandos dice cuando algo sale mal. */

export const cli = {
  hints: {
    "key-is-private":
      "Usa public_key.pem. Si alguien te envió esta, avísale para que cree otro par.",
    "key-is-public": "Indica la llave privada con -i, por ejemplo: -i private_key.pem",
    "key-too-small": "Su dueño debe crear un par nuevo en una carpeta vacía: pct create",
    "key-too-large": "Su dueño debe crear un par nuevo en una carpeta vacía: pct create",
    "passphrase-required":
      "Ejecútalo en una terminal, o usa --passphrase-file ARCHIVO o PCT_PASSPHRASE.",
    "secret-empty":
      "Escribe o pega el secreto cuando se te pida, o envíalo por tubería al mismo comando: printf %s 'SECRETO' | pct encrypt",
    "secret-too-long": "Quita --format classic: el formato age no tiene ese límite.",
    "identity-required": "Indica la llave privada con -i, por ejemplo: -i private_key.pem",
    "decryption-failed": "pct inspect ARCHIVO muestra con qué se abre.",
    "output-is-input": "Elige otro nombre para la salida con -o.",
    "password-length": "Por ejemplo: pct generate 24",
    "password-alphabet": "Excluye menos caracteres, o agrega --symbols.",
    "passphrase-words": "Por ejemplo: pct generate --words 6",
    "hash-malformed":
      "Pon el hash completo entre comillas simples: sin ellas, la shell cambia lo que sigue a cada $.",
    "hash-legacy": "Agrega --legacy para probarlo de todos modos; pct hash hace uno mejor.",
    "method-unsupported": "Por ejemplo: pct hash --method pbkdf2:sha512",
    "otp-name-invalid": "Pon otros nombres con --account y --issuer.",
    "base64-malformed": "Cópialo otra vez completo; los saltos de línea no estorban.",
  },
  standardInput: "la entrada estándar",
  standardOutput: "la salida estándar",
  bug: ({ name }: { name: string }): Problem => ({
    what: `pct tiene un defecto y tuvo que detenerse (${name}).`,
    hint: "Repítelo con PCT_DEBUG=1 e informa de lo que muestre; revisa antes que no contenga secretos.",
  }),
  lineOf: ({ name, line }: { name: string; line: string }): string => `${name}, línea ${line}`,
  classicNotDecrypted: ({ name }: { name: string }): Problem => ({
    what: `${name}: No se abre: se cerró para otra llave, fue alterado o le falta una parte. No se perdió nada.`,
    hint: "pct inspect ARCHIVO muestra de qué tamaño es su llave. ¿Es la contraseña de un servidor Windows de AWS (PKCS#1 v1.5)? Entonces: pct windows-password ARCHIVO",
  }),
  publicKeyMissing: (): Problem => ({
    what: "En esta carpeta no hay public_key.pem, así que no se sabe para quién cifrar.",
    hint: "Pide la suya al destinatario e indícala con -r ARCHIVO. Si quien va a recibir eres tú: pct create",
  }),
  privateKeyMissing: (): Problem => ({
    what: "En esta carpeta no hay private_key.pem con que abrirlo.",
    hint: "Indica tu llave privada con -i ARCHIVO. Si nunca creaste un par: pct create. Después envía public_key.pem y pide el secreto otra vez.",
  }),
  keyExists: ({ path }: { path: string }): Problem => ({
    what: `${path} ya existe. Quedó como estaba.`,
    hint: "Elige otra carpeta, o usa --force; lo que se cifró para la llave vieja se pierde entonces.",
  }),
  fingerprintOfLocked: ({
    path,
    publicHalf,
  }: {
    path: string;
    publicHalf: string | null;
  }): Problem => ({
    what: `${path} es una llave privada protegida, que no muestra su huella.`,
    hint: `Usa la mitad pública: pct fingerprint ${publicHalf === null ? "ARCHIVO" : shellWord(publicHalf)}`,
  }),
  classicForOne: (): Problem => ({
    what: "El formato clásico es para un solo destinatario.",
    hint: "Quita --format classic: un archivo age puede tener varios.",
  }),
  classicForRsa: (): Problem => ({
    what: "El formato clásico necesita una llave RSA, y la de este destinatario es de otro tipo.",
    hint: "Quita --format classic: el formato age conoce ese tipo de llave.",
  }),
  secretTooBig: (): Problem => ({
    what: "Lo que llegó por la tubería pasa de 64 MiB, demasiado para un secreto.",
    hint: "Cífralo como archivo: pct encrypt ARCHIVO. Desde una tubería: pct encrypt - -o SALIDA",
  }),
  passphrasesDiffer: (): Problem => ({
    what: "Las dos frases de contraseña no son iguales. No se escribió nada.",
    hint: "Empieza otra vez y escribe la misma dos veces.",
  }),
  passphraseFileNotText: ({ path }: { path: string }): Problem => ({
    what: `${path} no contiene una frase de contraseña: no es texto, o es demasiado largo.`,
    hint: "Pon solo la frase en un archivo de texto, en una línea.",
  }),
  terminalTooSimple: (): Problem => ({
    what: "Esta terminal no puede ocultar lo que se escribe, así que no se preguntó nada.",
    hint: "Usa otra terminal, o envía el secreto por tubería.",
  }),
  typedNotUtf8: (): Problem => ({
    what: "La terminal envió caracteres que no son UTF-8 y pct habría alterado lo que escribiste. No se hizo nada.",
    hint: "Pon la terminal en UTF-8, o pasa el texto por una tubería o un archivo.",
  }),
  variableNotUtf8: ({ name }: { name: string }): Problem => ({
    what: `${name} no es texto UTF-8 y pct lo habría alterado. No se hizo nada.`,
    hint: "Vuelve a definirla en UTF-8, o usa un archivo.",
  }),
  notText: (): Problem => ({
    what: "El contenido no es texto simple, así que no se muestra en la terminal. No se perdió nada.",
    hint: "Guárdalo con -o ARCHIVO, o envíalo por una tubería.",
  }),
  tooLongToShow: (): Problem => ({
    what: "El contenido pasa de 1 MiB, así que no se muestra en la terminal. No se perdió nada.",
    hint: "Guárdalo con -o ARCHIVO, o envíalo por una tubería.",
  }),
  tooLongToCopy: (): Problem => ({
    what: "El contenido pasa de 1 MiB, demasiado para el portapapeles. No se perdió nada.",
    hint: "Guárdalo con -o ARCHIVO.",
  }),
  noDisplay: (): Problem => ({
    what: "Aquí no hay sesión gráfica, así que no hay portapapeles.",
    hint: "Quita --copy; por ssh, reenvía la pantalla (X11).",
  }),
  noClipboard: (): Problem => ({
    what: "No se encontró ningún programa que llegue al portapapeles.",
    hint: "Instala wl-clipboard, xclip o xsel, o quita --copy.",
  }),
  passwordEmpty: ({ command }: { command: string }): Problem => ({
    what: "La contraseña está vacía.",
    hint: `Escríbela cuando se te pida, o envíala por tubería al mismo comando: printf %s 'CONTRASEÑA' | pct ${command}`,
  }),
  passwordsDiffer: (): Problem => ({
    what: "Las dos contraseñas no son iguales. No se hizo nada con ellas.",
    hint: "Empieza otra vez y escribe la misma dos veces.",
  }),
  passwordWrong: (): Problem => ({
    what: "La contraseña no corresponde al hash.",
    hint: "Cuentan las mayúsculas, los acentos y los espacios. Para un hash de BackEndBase agrega --keys ARCHIVO.",
  }),
  passwordWrongWithKeys: (): Problem => ({
    what: "La contraseña no corresponde al hash, ni sola ni con estas llaves.",
    hint: "BackEndBase usa el nombre y la contraseña juntos, sin espacio: anasecreta.",
  }),
  otpWhichAccount: ({ names }: { names: string }): Problem => ({
    what: `Hay varias cuentas: ${names}.`,
    hint: "Indica una: pct otp --pick 'NOMBRE'",
  }),
  otpNoSuchAccount: ({ names }: { names: string }): Problem => ({
    what:
      names === ""
        ? "Un secreto solo no lleva nombre."
        : `Ninguna cuenta se llama así. Están: ${names}.`,
    hint: names === "" ? "Quita --pick." : "Indica una: pct otp --pick 'NOMBRE'",
  }),
  bytesNotText: ({ file }: { file: string | null }): Problem => ({
    what: "Lo que dice no es texto simple, así que no se muestra en la terminal.",
    hint: `Envíalo a un archivo o a una tubería: pct base64 --decode${file === null ? "" : ` ${shellWord(file)}`} > SALIDA`,
  }),
  tooBigForBase64: (): Problem => ({
    what: "Pasa de 64 MiB, demasiado para convertirlo de una vez.",
    hint: "Usa base64, el programa del sistema.",
  }),
  textNotUtf8: (): Problem => ({
    what: "Lo que llegó no es texto en UTF-8.",
    hint: "Indícalo como archivo para usar sus bytes tal como están.",
  }),
  keysFileMalformed: ({ path }: { path: string }): Problem => ({
    what: `${path} no contiene llaves que se puedan leer.`,
    hint: "Lleva líneas como SECRET_KEY=…, o JSON con los mismos nombres.",
  }),
  keysIncomplete: ({ path, names }: { path: string; names: string }): Problem => ({
    what: `Faltan llaves en ${path}: ${names}.`,
    hint: "Toma las tres de la configuración de la aplicación, tal como están.",
  }),
  keysMissing: (): Problem => ({
    what: "Un hash de BackEndBase necesita las llaves de la aplicación y no hay ninguna.",
    hint: "Indica un archivo con SECRET_KEY, CSRF_SESSION_KEY y HASH_KEY: --keys ARCHIVO. O ponlas en el entorno.",
  }),
  discardOutput: "Desecha lo que se mostró: es solo una parte. Con -o ARCHIVO no quedaría nada.",
} satisfies Catalog["cli"];
