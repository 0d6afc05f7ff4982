/** Limits for forms and size calculations. Imports nothing, so that a page loads no schema with them. */

/** What a credential document may hold. */
export const CREDENTIAL_LIMITS = {
  /** Bytes of the whole document. */
  bytes: 1_048_576,
  /** Nesting depth of brackets; known fields need two levels. */
  depth: 16,
  files: 16,
  /** UTF-16 units of each text, as `maxlength` of a form counts them. */
  characters: {
    request: 64,
    provider: 32,
    service: 64,
    signInUrl: 2048,
    account: 256,
    username: 512,
    password: 4096,
    note: 16_384,
    from: 256,
    fileName: 1024,
    receipt: 64,
  },
} as const;
