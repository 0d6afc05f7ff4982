import type { Problem } from "../problem.js";

/** One message for each error code of `@pct/security`; command and portal may replace the hint. */

const SYSTEMS = {
  "argon2-1.0": "argon2id in its first version, without v=19",
  argon2i: "argon2i",
  argon2d: "argon2d",
  "bcrypt-old": "bcrypt in a faulty old version",
  "bcrypt-wrapped": "Django, passlib or WordPress: bcrypt over another hash",
  "md5-crypt": "a Unix account ($1$, MD5)",
  "apr1-crypt": "Apache's htpasswd ($apr1$, MD5)",
  "sha256-crypt": "a Unix account ($5$, SHA-256)",
  "sha512-crypt": "a Unix account ($6$, SHA-512)",
  yescrypt: "a Unix account ($y$, yescrypt)",
  "scrypt-crypt": "a Unix account ($7$, scrypt)",
  ldap: "an LDAP directory, such as {SSHA}",
  spring: "Spring Security, such as {pbkdf2}",
  mysql: "MySQL (mysql_native_password)",
  digest: "one fast round without a salt, such as MD5 or SHA-1",
  phpass: "phpass, as in WordPress, phpBB or Drupal",
  scram: "SCRAM, as in PostgreSQL or MongoDB",
  "scrypt-other": "scrypt in another notation",
};

/** The option of `openssl passwd` that computes the same. */
const OPENSSL: Partial<Record<keyof typeof SYSTEMS, string>> = {
  "md5-crypt": "-1",
  "apr1-crypt": "-apr1",
  "sha256-crypt": "-5",
  "sha512-crypt": "-6",
};

function openssl(option: string): string {
  return `Compare it with the output of: openssl passwd ${option} -salt 'SALT'. SALT is what is between the second $ and the last.`;
}

const ELSEWHERE =
  "Check it with the program that made it, or give its owner a new password and store a new hash.";

export const securityErrors = {
  "text-malformed": (): Problem => ({
    what: "The text contains half a character (a lone surrogate), so it can't be encoded.",
    hint: "Type it again instead of pasting it.",
  }),
  "password-too-long": ({ maximum }: { maximum: number }): Problem => ({
    what: `The password is longer than ${maximum.toString()} bytes.`,
    hint: "Use a shorter one; 20 characters are enough for any account.",
  }),
  "hash-malformed": (): Problem => ({
    what: "This is not a password hash: part of it is missing, or a number in it is invalid.",
    hint: "Copy the whole hash again, from the first character to the last.",
  }),
  "hash-unsupported": ({ system }: { system: keyof typeof SYSTEMS | null }): Problem =>
    system === null
      ? {
          what: "The hash uses an unsupported method.",
          hint: "Supported methods: argon2id, scrypt, pbkdf2 with MD5 or SHA, and bcrypt.",
        }
      : {
          what: `This is a hash of ${SYSTEMS[system]}, which can't be checked here.`,
          hint: system in OPENSSL ? openssl(OPENSSL[system] ?? "") : ELSEWHERE,
        },
  "hash-too-costly": (): Problem => ({
    what: "Checking this hash would take too much work or memory, so it was not tried.",
    hint: "Check where it comes from, or give its owner a new password.",
  }),
  "hash-legacy": (): Problem => ({
    what: "The hash was made with one fast round, which no longer protects a password.",
    hint: "Give its owner a new password.",
  }),
  "hash-is-plain-text": (): Problem => ({
    what: "This is not a hash: it contains the password itself.",
    hint: "Give its owner a new password, and store its hash.",
  }),
  "method-unsupported": (): Problem => ({
    what: "This method can't be used for new hashes.",
    hint: "Use argon2id, scrypt or pbkdf2:sha512.",
  }),
  "keys-missing": (): Problem => ({
    what: "One or more of the three BackEndBase keys are missing.",
    hint: "The keys are SECRET_KEY, CSRF_SESSION_KEY and HASH_KEY.",
  }),
  "size-out-of-range": ({ minimum, maximum }: { minimum: number; maximum: number }): Problem => ({
    what: `It must be a whole number from ${minimum.toString()} to ${maximum.toString()}.`,
    hint: "Choose a number in between.",
  }),
  "base64-malformed": (): Problem => ({
    what: "This is not base64: it has an invalid character, or its end is missing.",
    hint: "Copy all of it again, without spaces or line breaks.",
  }),
  "otp-secret-malformed": (): Problem => ({
    what: "This is not an authenticator secret: those have only the letters A to Z and the digits 2 to 7.",
    hint: "Copy all of it again from the page that shows the QR code.",
  }),
  "otp-uri-malformed": (): Problem => ({
    what: "This is not an otpauth:// address for time-based codes.",
    hint: "It starts with otpauth://totp/ and contains a secret.",
  }),
  "otp-secret-repeated": (): Problem => ({
    what: "This otpauth:// address has two secrets, and apps disagree on which one counts.",
    hint: "Copy it again from the page that shows the QR code, or only the secret.",
  }),
  "otp-algorithm-unsupported": (): Problem => ({
    what: "This otpauth:// address asks for an algorithm other than SHA1, SHA256 and SHA512.",
    hint: "Copy it again from the page that shows the QR code. Most services use SHA1.",
  }),
  "otp-encoder-unsupported": (): Problem => ({
    what: "This is an authenticator of Steam: its codes have letters, and only Steam's app makes them.",
    hint: "Use the Steam app, or a password manager that supports it.",
  }),
  "otp-migration-malformed": (): Problem => ({
    what: "This otpauth-migration:// address is damaged: part of it is missing, or it was changed.",
    hint: "Export the accounts again in Google Authenticator and read the whole QR code.",
  }),
  "otp-counter-only": (): Problem => ({
    what: "This export has no account with time-based codes, only accounts that count.",
    hint: "Use the app that it comes from for those.",
  }),
  "otp-name-invalid": (): Problem => ({
    what: "A name in an otpauth:// address can't be empty, have a colon, or be over 255 characters. The colon separates service and account.",
    hint: "Give the account and the service other names.",
  }),
  "otp-options-invalid": (): Problem => ({
    what: "Invalid options: use 6 to 10 digits and a period of 1 to 3600 seconds.",
    hint: "Most services use 6 digits and 30 seconds.",
  }),
};
