import type { Problem } from "../problem.js";

/** One sentence for each error code of `@pct/security`; whoever speaks may replace the hint by its own. */

export const securityErrors = {
  "text-malformed": (): Problem => ({
    what: "The text holds half a character, so it cannot be written down exactly.",
    hint: "Type it again instead of pasting it.",
  }),
  "password-too-long": ({ maximum }: { maximum: number }): Problem => ({
    what: `The password is longer than ${maximum.toString()} bytes.`,
    hint: "Use a shorter one; 20 characters are enough for any account.",
  }),
  "hash-malformed": (): Problem => ({
    what: "This is not a password hash: a part is missing, or a number in it is none.",
    hint: "Copy the whole hash again, from the first character to the last.",
  }),
  "hash-unsupported": (): Problem => ({
    what: "The hash was made by a method that is not known here.",
    hint: "Known are argon2id, scrypt, and pbkdf2 with MD5 or SHA.",
  }),
  "hash-too-costly": (): Problem => ({
    what: "The hash asks for more work or memory than is reasonable, so it was not tried.",
    hint: "Check where it comes from; its owner can be given a new password.",
  }),
  "hash-legacy": (): Problem => ({
    what: "The hash was made by one fast round, which protects nothing any more.",
    hint: "Give its owner a new password.",
  }),
  "hash-is-plain-text": (): Problem => ({
    what: "This is no hash: the password itself is stored in it.",
    hint: "Give its owner a new password, and store a hash of it.",
  }),
  "method-unsupported": (): Problem => ({
    what: "New hashes are not made with this method.",
    hint: "Use argon2id, scrypt:131072:8:1 or pbkdf2:sha512:220000.",
  }),
  "keys-missing": (): Problem => ({
    what: "The three BackEndBase keys are not all there.",
    hint: "Needed are SECRET_KEY, CSRF_SESSION_KEY and HASH_KEY.",
  }),
  "size-out-of-range": ({ minimum, maximum }: { minimum: number; maximum: number }): Problem => ({
    what: `It must be a whole number from ${minimum.toString()} to ${maximum.toString()}.`,
    hint: "Choose a number in between.",
  }),
  "base64-malformed": (): Problem => ({
    what: "This is not base64: a character does not belong, or the end is missing.",
    hint: "Copy all of it again, without spaces or line breaks inside.",
  }),
  "otp-secret-malformed": (): Problem => ({
    what: "This is not the secret of an authenticator: it has only the letters A to Z and the digits 2 to 7.",
    hint: "Copy all of it again from the page that shows the QR code.",
  }),
  "otp-uri-malformed": (): Problem => ({
    what: "This is not an address of an authenticator for codes that change with time.",
    hint: "It begins with otpauth://totp/ and has a secret in it.",
  }),
  "otp-options-invalid": (): Problem => ({
    what: "A code cannot be made like this: 6 to 10 digits, a period of 1 to 3600 seconds, and no colon in a name.",
    hint: "Most services use 6 digits and 30 seconds.",
  }),
};
