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
  "otp-options-invalid": (): Problem => ({
    what: "Así no se puede hacer un código: van de 6 a 10 dígitos, un periodo de 1 a 3600 segundos y nombres sin dos puntos.",
    hint: "Casi todos los servicios usan 6 dígitos y 30 segundos.",
  }),
} satisfies Catalog["securityErrors"];
