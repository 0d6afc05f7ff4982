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
    place: "Found",
  },
  formats: {
    age: "age, binary",
    ageArmored: "age, as text",
    classic: "classic (RSA-OAEP with SHA-512, in base64)",
    windowsAnswer: ({ hash }: { hash: string }): string =>
      `password of a Windows server at Google (RSA-OAEP with ${hash})`,
    publicKey: "public key",
    privateKey: "private key, without a passphrase",
    lockedPrivateKey: "private key, with a passphrase",
    ageRecipient: "age public key, or SSH Ed25519",
    ageIdentity: "age private key, or SSH Ed25519",
    keys: ({ publicKeys, privateKeys }: { publicKeys: number; privateKeys: number }): string =>
      `several keys: ${publicKeys.toString()} public, ${privateKeys.toString()} private`,
    unknown: "unknown",
  },
  kinds: {
    "ssh-rsa": "an RSA key",
    "ssh-ed25519": "an SSH key (Ed25519)",
    X25519: "an age key (age1…)",
    scrypt: "a passphrase",
    mlkem768x25519: "a post-quantum age key (age1pq1…)",
  },
  foreign: {
    "openpgp-message": "OpenPGP message; decrypt it with gpg --decrypt",
    "openpgp-key": "OpenPGP key",
    "openpgp-signature": "text with an OpenPGP signature",
    cms: "CMS (PKCS#7) message",
    "cms-der": "CMS (PKCS#7) message",
    smime: "S/MIME mail",
    pkcs12: "PKCS#12 file (.p12, .pfx)",
    "certificate-request": "certificate request",
    "ssh2-public-key": "SSH public key (RFC 4716)",
    "putty-key": "PuTTY key (.ppk)",
    sops: "file of sops",
    "ansible-vault": "file of Ansible Vault",
    "openssl-enc": "openssl enc, with a password",
    "service-account": "JSON of a service account",
  },
  isWrapped: "inside another text or container",
  withTag: ({ kind, tag }: { kind: string; tag: string }): string => `${kind} with tag ${tag}`,
  isOurs: ({ file }: { file: string }): string => `the key in ${file}`,
  rsaKey: ({ bits }: { bits: number }): string => `RSA, ${bits.toString()} bits`,
  bytes: ({ rounded, bytes }: { rounded: string; bytes: number }): string =>
    `${rounded} (${bytes.toString()} bytes)`,
};
