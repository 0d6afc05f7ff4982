import type { Catalog } from "../en/index.js";

/** Lo que muestra `pct inspect`, en columnas. */

export const inspect = {
  labels: {
    file: "Archivo",
    format: "Formato",
    opensWith: "Se abre con",
    content: "Contenido",
    size: "Tamaño",
    key: "Llave",
    fingerprint: "Huella",
    problem: "Problema",
  },
  formats: {
    age: "age, binario",
    ageArmored: "age, como texto",
    classic: "clásico (RSA-OAEP con SHA-512, en base64)",
    publicKey: "llave pública",
    privateKey: "llave privada sin protección",
    lockedPrivateKey: "llave privada protegida con frase de contraseña",
    ageRecipient: "llave pública de age, o de SSH con Ed25519",
    ageIdentity: "llave privada de age, o de SSH con Ed25519",
    openPgp: {
      message: "OpenPGP, un mensaje; ábrelo con gpg --decrypt",
      "public-key": "OpenPGP, una llave pública",
      "private-key": "OpenPGP, una llave privada",
      signature: "OpenPGP, una firma",
    },
    unknown: "ninguno que pct conozca",
  },
  kinds: {
    "ssh-rsa": "una llave RSA",
    "ssh-ed25519": "una llave SSH (Ed25519)",
    X25519: "una llave de age (age1…)",
    scrypt: "una frase de contraseña",
    mlkem768x25519: "una llave poscuántica de age (age1pq1…)",
  },
  withTag: ({ kind, tag }: { kind: string; tag: string }): string => `${kind} con la marca ${tag}`,
  isOurs: ({ file }: { file: string }): string => `la de ${file}`,
  rsaKey: ({ bits }: { bits: number }): string => `RSA, ${bits.toString()} bits`,
  bytes: ({ rounded, bytes }: { rounded: string; bytes: number }): string =>
    `${rounded} (${bytes.toString()} bytes)`,
} satisfies Catalog["inspect"];
