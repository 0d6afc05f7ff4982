import type { Catalog } from "../en/index.js";
import { shellWord } from "../shell-word.js";

/** Preguntas, avance, y lo que se dice cuando todo salió bien. */

export const prompts = {
  secret: "Secreto (no se mostrará):",
  password: "Contraseña (no se mostrará):",
  passwordAgain: "La misma contraseña otra vez:",
  text: "Texto (no se mostrará):",
  otpSecret: "Secreto o dirección otpauth:// (no se mostrará):",
  otpAccount: "¿Cuál? Número o nombre:",
  newPassphrase: "Nueva frase de contraseña (no se mostrará):",
  again: "La misma frase otra vez:",
  passphraseOf: ({ name }: { name: string }): string => `Frase de contraseña de ${name}:`,
} satisfies Catalog["prompts"];

export const progress = {
  generating: ({ bits }: { bits: number }): string =>
    `Buscando dos primos grandes (${bits.toString()} bits); tarda unos segundos`,
  transferring: ({
    done,
    size,
    percent,
    speed,
    left,
  }: {
    done: string;
    size: string;
    percent: string;
    speed: string;
    left: string;
  }): string => `${done} de ${size} (${percent} %), ${speed}, faltan ${left}`,
} satisfies Catalog["progress"];

export const notices = {
  created: ({ bits }: { bits: number }): string =>
    `Tu par de llaves está listo (RSA, ${bits.toString()} bits).`,
  giveAway: ({ path }: { path: string }): string =>
    `  ${path}: dásela a quien te vaya a enviar secretos.`,
  keep: ({ path }: { path: string }): string =>
    `  ${path}: guárdala. No la envíes nunca; sin ella no se abre nada.`,
  notLocked:
    "  No tiene frase de contraseña: quien pueda leer el archivo puede usarla (--passphrase agrega una).",
  safetyWords: ({ words }: { words: string }): string => `Palabras de seguridad: ${words}`,
  encrypted: ({ names }: { names: string }): string => `Cifrado para ${names}.`,
  encryptedInto: ({ output, names }: { output: string; names: string }): string =>
    `${output}: cifrado para ${names}.`,
  sealed: "Cifrado con la frase de contraseña.",
  sealedInto: ({ output }: { output: string }): string =>
    `${output}: cifrado con la frase de contraseña.`,
  decryptedInto: ({ output }: { output: string }): string =>
    `${output}: descifrado. Solo tú puedes leer el archivo; bórralo cuando ya no lo necesites.`,
  decryptedThrough: ({ output }: { output: string }): string =>
    `${output}: descifrado en esa tubería o dispositivo. No se creó ningún archivo.`,
  exportedInto: ({ output }: { output: string }): string => `${output}: listo. Es público.`,
  copied: ({ seconds }: { seconds: number }): string =>
    `Copiado. El portapapeles se borrará en ${seconds.toString()} segundos.`,
  copiedUnseen:
    "La copia lleva saltos de línea o caracteres que no se ven. Pégala en un campo, no en una terminal, que ejecutaría sus líneas.",
  passwordArgument:
    "Un secreto en el comando queda a la vista de otros en esta computadora y en el historial. Quita -p y se te pedirá.",
  onlyFirstLine:
    "Solo se tomó la primera línea: esta terminal no marca lo que se pega. Borra el resto de la línea de órdenes, y da un texto de varias líneas como archivo o por una tubería.",
  keyLeftOut: ({ name, reason }: { name: string; reason: string }): string =>
    `${name} quedó fuera: ${reason}`,
  onlyKeyOfCertificate: ({ name }: { name: string }): string =>
    `${name}: un certificado. Solo se usa su llave; no se comprueban sus nombres, fechas ni firma.`,
  shortKey: ({ name, bits }: { name: string; bits: number }): string =>
    `${name} tiene ${bits.toString()} bits (una fortaleza de 112), que NIST acepta hasta el 2030-12-31. Un par nuevo tendría 4096.`,
  shortKeys: ({ names, bits }: { names: string; bits: number }): string =>
    `${names} tienen ${bits.toString()} bits (una fortaleza de 112), que NIST acepta hasta el 2030-12-31. Un par nuevo tendría 4096.`,
  passwordMatches: "La contraseña corresponde.",
  passwordMatchesWithKeys: "La contraseña corresponde, con las llaves de BackEndBase.",
  passwordMatchesWithOlderKeys: ({ index }: { index: number }): string =>
    `La contraseña corresponde, con las llaves anteriores de BackEndBase (número ${index.toString()}). Guarda un hash nuevo.`,
  rehash: "El hash es más débil de lo que hoy conviene: guarda uno nuevo (pct hash).",
  noneFault:
    "Este hash se hizo de la palabra None y no de una contraseña: en la aplicación original, cualquier contraseña abre la cuenta. Su dueño necesita una nueva.",
  otpPart: ({ part, parts }: { part: number; parts: number }): string =>
    `Este es el código QR ${part.toString()} de ${parts.toString()} de lo exportado; en los otros hay más cuentas.`,
  otpLeftOut: ({ count }: { count: number }): string =>
    `Quedaron fuera ${count.toString()}: no cambian con la hora, o usan otro algoritmo.`,
  secondsLeft: ({ seconds }: { seconds: number }): string => `vale por ${seconds.toString()} s`,
  keyReadableByOthers: ({ path }: { path: string }): string =>
    `Otros en esta computadora pueden leer tu llave privada. Ciérrales el paso: chmod 600 ${shellWord(path)}`,
} satisfies Catalog["notices"];
