import type { Problem } from "../problem.js";

/** Files of other programs: what each is, and how to open it or take out its key. */

export const foreign = {
  "openpgp-message": {
    what: "This is an OpenPGP message, not a file that was encrypted with pct or age.",
    hint: "Decrypt it with gpg --decrypt, or ask the sender to encrypt it with pct for your key.",
  },
  "openpgp-key": {
    what: "This is an OpenPGP key, which can't be used here.",
    hint: "Use a key of pct, SSH or age. To make a new pair: pct create",
  },
  "openpgp-signature": {
    what: "This is a text with an OpenPGP signature, not an encrypted file or a key.",
    hint: "Use the encrypted file, or the key, that came with the signature.",
  },
  cms: {
    what: "This is a CMS (PKCS#7) message, not a file that was encrypted with pct or age.",
    hint: "Decrypt it: openssl cms -decrypt -inform PEM -in FILE -inkey private_key.pem",
  },
  "cms-der": {
    what: "This is a CMS (PKCS#7) message, not a file that was encrypted with pct or age.",
    hint: "Decrypt it: openssl cms -decrypt -inform DER -in FILE -inkey private_key.pem",
  },
  smime: {
    what: "This is an S/MIME mail, not a file that was encrypted with pct or age.",
    hint: "Open it in your mail program, or run: openssl cms -decrypt -in FILE -inkey private_key.pem",
  },
  pkcs12: {
    what: "This is a PKCS#12 file (.p12 or .pfx), which holds keys and certificates together.",
    hint: "Take out the key: openssl pkcs12 -in FILE -nodes -nocerts -out private_key.pem",
  },
  "certificate-request": {
    what: "This is a certificate request, not a key.",
    hint: "Take out its public key: openssl req -in FILE -noout -pubkey -out public_key.pem",
  },
  "ssh2-public-key": {
    what: "This is an SSH public key in another format (RFC 4716).",
    hint: "Convert it: ssh-keygen -i -f FILE",
  },
  "putty-key": {
    what: "This is a PuTTY key (.ppk).",
    hint: "Convert it: puttygen FILE -O private-openssh -o KEY; for the public key: -O public-openssh",
  },
  sops: {
    what: "This is a file of sops, not one that was encrypted with pct or age.",
    hint: "Decrypt it with sops, on a computer that has one of the keys that the file names.",
  },
  "ansible-vault": {
    what: "This is a file of Ansible Vault, not one that was encrypted with pct or age.",
    hint: "Read it: ansible-vault view FILE",
  },
  "openssl-enc": {
    what: "This is a file of openssl enc, which a password decrypts.",
    hint: "Ask the sender for the password and the exact command.",
  },
  "service-account": {
    what: "This is the JSON file of a service account: a credential, not a pct key or an encrypted file.",
    hint: "Encrypt it for the person who needs it: pct encrypt FILE -r public_key.pem",
  },
} satisfies Readonly<Record<string, Problem>>;
