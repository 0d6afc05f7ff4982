import type { Catalog } from "../en/index.js";
import type { Problem } from "../problem.js";

/** Una frase por cada código de error de `@pct/security`. */

export const securityErrors = {
  "text-malformed": (): Problem => ({
    what: "El texto contiene medio carácter, así que no se puede guardar tal cual.",
    hint: "Escríbelo otra vez en lugar de pegarlo.",
  }),
  "password-too-long": ({ maximum }: { maximum: number }): Problem => ({
    what: `La contraseña pasa de ${maximum.toString()} bytes.`,
    hint: "Usa una más corta; 20 caracteres bastan para cualquier cuenta.",
  }),
  "hash-malformed": (): Problem => ({
    what: "No es el hash de una contraseña: le falta una parte, o un número no lo es.",
    hint: "Copia otra vez el hash completo, del primer carácter al último.",
  }),
  "hash-unsupported": (): Problem => ({
    what: "El hash se hizo con un método que aquí no se conoce.",
    hint: "Se conocen argon2id, scrypt, y pbkdf2 con MD5 o SHA.",
  }),
  "hash-too-costly": (): Problem => ({
    what: "El hash exige más trabajo o memoria de lo razonable, así que no se probó.",
    hint: "Averigua de dónde viene; a su dueño se le puede dar otra contraseña.",
  }),
  "hash-legacy": (): Problem => ({
    what: "El hash se hizo con una sola vuelta rápida, que ya no protege nada.",
    hint: "Dale a su dueño una contraseña nueva.",
  }),
  "hash-is-plain-text": (): Problem => ({
    what: "No es un hash: lo que se guardó es la contraseña misma.",
    hint: "Dale a su dueño una contraseña nueva y guarda un hash de ella.",
  }),
  "method-unsupported": (): Problem => ({
    what: "Con este método no se hacen hashes nuevos.",
    hint: "Usa argon2id, scrypt o pbkdf2:sha512.",
  }),
  "keys-missing": (): Problem => ({
    what: "Faltan llaves de BackEndBase: deben estar las tres.",
    hint: "Son SECRET_KEY, CSRF_SESSION_KEY y HASH_KEY.",
  }),
  "size-out-of-range": ({ minimum, maximum }: { minimum: number; maximum: number }): Problem => ({
    what: `Debe ser un número entero de ${minimum.toString()} a ${maximum.toString()}.`,
    hint: "Elige un número entre los dos.",
  }),
  "base64-malformed": (): Problem => ({
    what: "No es base64: sobra un carácter o falta el final.",
    hint: "Cópialo otra vez completo, sin espacios ni saltos de línea en medio.",
  }),
  "otp-secret-malformed": (): Problem => ({
    what: "No es el secreto de un autenticador: solo lleva letras de la A a la Z y dígitos del 2 al 7.",
    hint: "Cópialo otra vez completo de la página que muestra el código QR.",
  }),
  "otp-uri-malformed": (): Problem => ({
    what: "No es la dirección de un autenticador de códigos que cambian con la hora.",
    hint: "Empieza con otpauth://totp/ y lleva un secreto.",
  }),
  "otp-secret-repeated": (): Problem => ({
    what: "Esta dirección otpauth:// lleva dos secretos, y cada aplicación tomaría uno distinto.",
    hint: "Cópiala otra vez de la página que muestra el código QR, o copia solo el secreto.",
  }),
  "otp-algorithm-unsupported": (): Problem => ({
    what: "Esta dirección otpauth:// pide un algoritmo que no es SHA1, SHA256 ni SHA512.",
    hint: "Cópiala otra vez de la página que muestra el código QR. Casi todos los servicios usan SHA1.",
  }),
  "otp-encoder-unsupported": (): Problem => ({
    what: "Es un autenticador de Steam: sus códigos llevan letras, y solo los hace la aplicación de Steam.",
    hint: "Usa la aplicación de Steam, o un gestor de contraseñas que los conozca.",
  }),
  "otp-migration-malformed": (): Problem => ({
    what: "Esta dirección otpauth-migration:// está dañada: le falta una parte o fue alterada.",
    hint: "Exporta otra vez las cuentas en Google Authenticator y lee el código QR completo.",
  }),
  "otp-counter-only": (): Problem => ({
    what: "En lo exportado no hay cuentas con códigos que cambian con la hora, solo cuentas con contador.",
    hint: "Para esas, usa la aplicación de donde vienen.",
  }),
  "otp-name-invalid": (): Problem => ({
    what: "En una dirección otpauth://, un nombre no puede estar vacío, llevar dos puntos ni pasar de 255 caracteres. Los dos puntos separan el servicio de la cuenta.",
    hint: "Ponles otro nombre a la cuenta y al servicio.",
  }),
  "otp-options-invalid": (): Problem => ({
    what: "Así no se puede hacer un código: van de 6 a 10 dígitos y un periodo de 1 a 3600 segundos.",
    hint: "Casi todos los servicios usan 6 dígitos y 30 segundos.",
  }),
} satisfies Catalog["securityErrors"];
