/** Output of `pct inspect`: short texts, printed in columns. */

export const inspect = {
  labels: {
    file: "File",
    format: "Format",
    opensWith: "Opens with",
    content: "Content",
    size: "Size",
    key: "Key",
    fingerprint: "Fingerprint",
    problem: "Problem",
  },
  formats: {
    age: "age, binary",
    ageArmored: "age, as text",
    classic: "classic (RSA-OAEP with SHA-512, in base64)",
    publicKey: "public key",
    privateKey: "private key, without a passphrase",
    lockedPrivateKey: "private key, with a passphrase",
    ageRecipient: "age public key, or SSH Ed25519",
    ageIdentity: "age private key, or SSH Ed25519",
    openPgp: {
      message: "OpenPGP message; decrypt it with gpg --decrypt",
      "public-key": "OpenPGP public key",
      "private-key": "OpenPGP private key",
      signature: "OpenPGP signature",
    },
    unknown: "unknown",
  },
  kinds: {
    "ssh-rsa": "an RSA key",
    "ssh-ed25519": "an SSH key (Ed25519)",
    X25519: "an age key (age1…)",
    scrypt: "a passphrase",
    mlkem768x25519: "a post-quantum age key (age1pq1…)",
  },
  withTag: ({ kind, tag }: { kind: string; tag: string }): string => `${kind} with tag ${tag}`,
  isOurs: ({ file }: { file: string }): string => `the key in ${file}`,
  rsaKey: ({ bits }: { bits: number }): string => `RSA, ${bits.toString()} bits`,
  bytes: ({ rounded, bytes }: { rounded: string; bytes: number }): string =>
    `${rounded} (${bytes.toString()} bytes)`,
};
