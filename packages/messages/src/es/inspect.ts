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
    place: "Está",
  },
  formats: {
    age: "age, binario",
    ageArmored: "age, como texto",
    classic: "clásico (RSA-OAEP con SHA-512, en base64)",
    windowsAnswer: ({ hash }: { hash: string }): string =>
      `contraseña de un servidor Windows de Google (RSA-OAEP con ${hash})`,
    publicKey: "llave pública",
    privateKey: "llave privada sin protección",
    lockedPrivateKey: "llave privada protegida con frase de contraseña",
    ageRecipient: "llave pública de age, o de SSH con Ed25519",
    ageIdentity: "llave privada de age, o de SSH con Ed25519",
    keys: ({ publicKeys, privateKeys }: { publicKeys: number; privateKeys: number }): string =>
      `varias llaves: ${publicKeys.toString()} públicas, ${privateKeys.toString()} privadas`,
    unknown: "ninguno que pct conozca",
  },
  kinds: {
    "ssh-rsa": "una llave RSA",
    "ssh-ed25519": "una llave SSH (Ed25519)",
    X25519: "una llave de age (age1…)",
    scrypt: "una frase de contraseña",
    mlkem768x25519: "una llave poscuántica de age (age1pq1…)",
  },
  foreign: {
    "openpgp-message": "OpenPGP, un mensaje; ábrelo con gpg --decrypt",
    "openpgp-key": "OpenPGP, una llave",
    "openpgp-signature": "texto con firma OpenPGP",
    cms: "mensaje CMS (PKCS#7)",
    "cms-der": "mensaje CMS (PKCS#7)",
    smime: "correo S/MIME",
    pkcs12: "archivo PKCS#12 (.p12, .pfx)",
    "certificate-request": "solicitud de certificado",
    "ssh2-public-key": "llave pública de SSH (RFC 4716)",
    "putty-key": "llave de PuTTY (.ppk)",
    sops: "archivo de sops",
    "ansible-vault": "archivo de Ansible Vault",
    "openssl-enc": "openssl enc, con contraseña",
    "service-account": "JSON de una cuenta de servicio",
  },
  isWrapped: "dentro de otro texto u otro formato",
  withTag: ({ kind, tag }: { kind: string; tag: string }): string => `${kind} con la marca ${tag}`,
  isOurs: ({ file }: { file: string }): string => `la de ${file}`,
  rsaKey: ({ bits }: { bits: number }): string => `RSA, ${bits.toString()} bits`,
  bytes: ({ rounded, bytes }: { rounded: string; bytes: number }): string =>
    `${rounded} (${bytes.toString()} bytes)`,
} satisfies Catalog["inspect"];
