import type { foreign as english } from "../en/foreign.js";

/** Archivos de otros programas: qué son, y cómo se abre cada uno o se saca su llave. */

export const foreign = {
  "openpgp-message": {
    what: "Es un mensaje OpenPGP, no un archivo cifrado con pct ni con age.",
    hint: "Ábrelo con gpg --decrypt, o pide que lo cifren con pct para tu llave.",
  },
  "openpgp-key": {
    what: "Es una llave OpenPGP, que aquí no sirve.",
    hint: "Usa una llave de pct, de SSH o de age. Un par nuevo: pct create",
  },
  "openpgp-signature": {
    what: "Es un texto con firma OpenPGP, no un archivo cifrado ni una llave.",
    hint: "Usa el archivo cifrado, o la llave, que venía con la firma.",
  },
  cms: {
    what: "Es un mensaje CMS (PKCS#7), no un archivo cifrado con pct ni con age.",
    hint: "Ábrelo con: openssl cms -decrypt -inform PEM -in ARCHIVO -inkey private_key.pem",
  },
  "cms-der": {
    what: "Es un mensaje CMS (PKCS#7), no un archivo cifrado con pct ni con age.",
    hint: "Ábrelo con: openssl cms -decrypt -inform DER -in ARCHIVO -inkey private_key.pem",
  },
  smime: {
    what: "Es un correo S/MIME, no un archivo cifrado con pct ni con age.",
    hint: "Ábrelo en tu programa de correo, o con: openssl cms -decrypt -in ARCHIVO -inkey private_key.pem",
  },
  pkcs12: {
    what: "Es un archivo PKCS#12 (.p12 o .pfx), que guarda llaves y certificados juntos.",
    hint: "Saca la llave con: openssl pkcs12 -in ARCHIVO -nodes -nocerts -out private_key.pem",
  },
  "certificate-request": {
    what: "Es una solicitud de certificado, no una llave.",
    hint: "Saca su llave pública con: openssl req -in ARCHIVO -noout -pubkey -out public_key.pem",
  },
  "ssh2-public-key": {
    what: "Es una llave pública de SSH en otro formato (RFC 4716).",
    hint: "Conviértela con: ssh-keygen -i -f ARCHIVO",
  },
  "putty-key": {
    what: "Es una llave de PuTTY (.ppk).",
    hint: "Conviértela con: puttygen ARCHIVO -O private-openssh -o LLAVE; la pública, con -O public-openssh",
  },
  sops: {
    what: "Es un archivo de sops, no uno cifrado con pct ni con age.",
    hint: "Ábrelo con sops, en una computadora que tenga una de las llaves que el archivo nombra.",
  },
  "ansible-vault": {
    what: "Es un archivo de Ansible Vault, no uno cifrado con pct ni con age.",
    hint: "Ábrelo con: ansible-vault view ARCHIVO",
  },
  "openssl-enc": {
    what: "Es un archivo de openssl enc, que se abre con una contraseña.",
    hint: "Pide la contraseña y la orden exacta a quien lo cifró.",
  },
  "service-account": {
    what: "Es el archivo JSON de una cuenta de servicio: una credencial, no una llave de pct ni un archivo cifrado.",
    hint: "Cífralo para quien lo necesita: pct encrypt ARCHIVO -r public_key.pem",
  },
} satisfies typeof english;
