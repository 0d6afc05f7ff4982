import type { PackageErrors } from "../index.js";
import type { Problem } from "../problem.js";

/** Una frase por cada código de error de `@pct/security`. */

const SYSTEMS = {
  "argon2-1.0": "argon2id en su primera versión, sin v=19",
  argon2i: "argon2i",
  argon2d: "argon2d",
  "bcrypt-old": "bcrypt en una versión vieja y defectuosa",
  "bcrypt-wrapped": "Django, passlib o WordPress: bcrypt sobre otro hash",
  "md5-crypt": "una cuenta de Unix ($1$, MD5)",
  "apr1-crypt": "htpasswd de Apache ($apr1$, MD5)",
  "sha256-crypt": "una cuenta de Unix ($5$, SHA-256)",
  "sha512-crypt": "una cuenta de Unix ($6$, SHA-512)",
  yescrypt: "una cuenta de Unix ($y$, yescrypt)",
  "scrypt-crypt": "una cuenta de Unix ($7$, scrypt)",
  ldap: "un directorio LDAP, como {SSHA}",
  spring: "Spring Security, como {pbkdf2}",
  mysql: "MySQL (mysql_native_password)",
  digest: "una sola vuelta rápida sin sal, como MD5 o SHA-1",
  phpass: "phpass, como en WordPress, phpBB o Drupal",
  scram: "SCRAM, como en PostgreSQL o MongoDB",
  "scrypt-other": "scrypt en otra notación",
};

/** La opción de `openssl passwd` que calcula lo mismo. */
const OPENSSL: Partial<Record<keyof typeof SYSTEMS, string>> = {
  "md5-crypt": "-1",
  "apr1-crypt": "-apr1",
  "sha256-crypt": "-5",
  "sha512-crypt": "-6",
};

function openssl(option: string): string {
  return `Compáralo con lo que muestra: openssl passwd ${option} -salt 'SAL'. SAL es lo que está entre el segundo $ y el último.`;
}

const ELSEWHERE =
  "Compruébalo con el programa que lo hizo, o dale a su dueño una contraseña nueva y guarda un hash nuevo.";

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
  "hash-unsupported": ({ system }: { system: keyof typeof SYSTEMS | null }): Problem =>
    system === null
      ? {
          what: "El hash se hizo con un método que aquí no se conoce.",
          hint: "Se conocen argon2id, scrypt, pbkdf2 con MD5 o SHA, y bcrypt.",
        }
      : {
          what: `Es un hash de ${SYSTEMS[system]}, que aquí no se puede comprobar.`,
          hint: system in OPENSSL ? openssl(OPENSSL[system] ?? "") : ELSEWHERE,
        },
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
} satisfies PackageErrors["securityErrors"];
