import type { locking as englishLocking, send as english } from "../../en/portal/send.js";
import type { Wording } from "../../wording.js";
import { services } from "../services.js";

/** Enviar: el candado de quien recibe, qué se envía, y qué decirle después. */
export const send = {
  title: "Envía una credencial",
  lead: "Se cierra aquí, en tu navegador, y solo la abre la llave de quien la recibe.",
  entry: {
    lead: "Quien la recibe da un candado, casi siempre en un enlace. ¿Qué tienes tú?",
    link: {
      title: "Tengo un enlace",
      label: "Pega aquí el enlace que te enviaron",
      action: "Abrir el enlace",
      wrong:
        "No es un enlace para enviar una credencial, o le falta una parte. Cópialo otra vez, completo.",
    },
    ask: {
      title: "Pedirle un enlace",
      text: "Mándale este mensaje: la otra persona crea el enlace y te lo envía.",
    },
    hand: {
      title: "Tengo su candado en un archivo",
      text: "public_key.pem, o una línea que empieza con ssh-rsa, ssh-ed25519 o age1.",
      action: "Usar su candado",
    },
    back: "Otras formas de enviar",
  },
  contentTitle: "¿Qué le envías?",
  content: {
    credential: "Una credencial",
    text: "Un texto",
    file: "Un archivo",
  },
  credential: {
    service: "¿De qué servicio?",
    serviceNone: "Elige, si quieres",
    serviceName: "Nombre del servicio",
    services,
    signInUrl: "Dirección de ingreso",
    useSuggestion: "Usar {address}",
    signInProblems: {
      insecure:
        "Con http:// cualquiera en el camino lee la contraseña, así que a quien la recibe no se le abre. Usa una dirección con https://, o escríbela en la nota.",
      user: "Lleva un usuario delante de la @, como las direcciones que engañan, y a quien la recibe no se le abre. Quítalo.",
      private:
        "Es de una red privada: desde otra red no lleva a ningún lado, o lleva a otro equipo, y a quien la recibe no se le abre. Usa la dirección pública, o explica en la nota cómo se llega.",
      malformed:
        "No es la dirección de una página. Cópiala del navegador, o bórrala y explica en la nota dónde se entra.",
    },
    account: {
      aws: "Cuenta (número o alias)",
      azure: "Inquilino (tenant)",
      gcp: "Proyecto u organización",
      github: "Organización",
      "microsoft-365": "Dominio de la organización",
      "google-workspace": "Dominio de la organización",
      vpn: "Servidor de la VPN",
      database: "Servidor y base de datos",
      server: "Servidor (nombre o IP)",
      other: "Cuenta",
    },
    username: "Usuario",
    password: "Contraseña",
    generate: "Crear una",
    generated: "Contraseña nueva: 20 caracteres al azar. Cópiala y ponla en la cuenta.",
    copyPassword: "Copiar",
    passwordCopied: "Contraseña copiada",
    mustChange: "Debe cambiar la contraseña al entrar por primera vez",
    note: "Nota",
    noteHint: "Se muestra al abrir la credencial. Nada secreto aquí.",
    from: "De parte de",
    fromHint: "Tu nombre, para que sepa quién la envía.",
    files: "¿Tienes su archivo, CSV o JSON?",
    filesList: "Archivos que van con la credencial",
    filesAttached: "Ese archivo no llena los campos: va tal como está.",
    filesTooLarge: "Los archivos suman {size} y caben {maximum}. Quita alguno.",
    filesTooMany: "Caben 16 archivos. Los demás no se agregaron.",
    removeFile: "Quitar {name}",
    providerFile: {
      filled: "Llenamos los campos con {file}",
      several: "{file} tiene {count, number} credenciales",
      person: "¿De quién es la que envías?",
      choose: "Elige una persona",
      check: "Revísalos antes de enviar. El archivo no hace falta.",
      needsFile: "El archivo tiene además una clave que no cabe en los campos, así que va también.",
      attach: "Enviar también el archivo",
      attachRows: "Enviar también el archivo, solo con su fila",
    },
    missing: "Escribe al menos un dato: el usuario, la contraseña o una nota. No se cerró nada.",
  },
  draft: {
    leaveTitle: "¿Salir sin enviar?",
    leaveText: "Lo que escribiste se borra. Si solo vuelves a cargar la página, sigue aquí.",
    stay: "Seguir aquí",
    leave: "Salir y borrarlo",
    refused: "Este navegador no guarda lo que escribes: si vuelves a cargar la página, se pierde.",
    lost: "Vuelve a elegir {files}: no se guarda un archivo tan grande al volver a cargar la página.",
  },
  text: {
    label: "El texto",
    hint: "Una contraseña, un código, varias líneas.",
  },
  format: {
    label: "¿Con qué la abre quien la recibe?",
    age: "Con este portal, con pct o con age",
    classic: "Con pycrypto-tali",
    note: "El formato es age. El clásico de pycrypto-tali (RSA-OAEP con SHA-512) es para una sola persona y unos cientos de caracteres.",
  },
  lock: "{count, plural, one {Cerrar con su candado} other {Cerrar con sus candados}}",
  done: {
    title: {
      credential: "La credencial está cerrada",
      text: "El texto está cerrado",
      file: "El archivo está cerrado",
    },
    sendIt: "Descarga el archivo y envíalo por correo o chat. No importa quién más lo vea.",
    sendText: "También puedes pegarlo como texto en un mensaje.",
    tellTitle: "Qué decirle",
    message:
      "Te envío {file}, cerrado con tu candado: solo tu llave lo abre. Ábrelo en {address} o, en una terminal, con: pct decrypt {word}",
    copyMessage: "Copiar el mensaje",
    messageCopied: "Mensaje copiado",
    another: "Enviar otra cosa",
    back: "Volver y corregir",
  },
} satisfies Wording<typeof english>;

/** Lo que dicen Enviar y la herramienta de cifrar: candados, avance y resultado. */
export const locking = {
  recipients: {
    title: "¿Para quién es?",
    file: "Su candado abierto",
    hint: "El archivo public_key.pem que te dio, o una línea que empieza con ssh-rsa, ssh-ed25519 o age1.",
    paste: "O pégalo aquí como texto",
    reading: "Revisando el candado…",
    ready: "Candado abierto, listo para cerrar",
    wordsTitle: "Sus seis palabras",
    words:
      "Si el candado te llegó por correo o chat, llama a esa persona y comprueba que ve estas mismas palabras. Si no coinciden, alguien lo cambió en el camino: no lo uses.",
    noWords:
      "Este candado no tiene seis palabras. Si te llegó por correo o chat, llama a esa persona y comparen lo que está en Detalles técnicos.",
    replace: "Usar otro candado",
    remove: "Quitar a esta persona",
    add: "Agregar a otra persona",
    missing: "Falta el candado. Sin él no se puede cerrar nada.",
    leftOut:
      "{count, plural, one {Quedó fuera # candado de otro tipo} other {Quedaron fuera # candados de otro tipo}}.",
    certificate:
      "Viene de un certificado. Solo se usa su candado; no se comprueban sus nombres, fechas ni firma.",
    waiting: "El candado todavía se está revisando. Espera un momento.",
  },
  details: {
    title: "Detalles técnicos",
    kind: "Clase",
    rsa: "RSA, {bits} bits",
    ed25519: "Ed25519 (OpenSSH)",
    age: "age",
    fingerprint: "Huella (SHA-256)",
    line: "Línea",
    shortKey:
      "Con {bits} bits protege hasta el 31 de diciembre de 2030, según NIST. Uno nuevo tendría 4096.",
    format: "Formato",
    formats: {
      age: "age (age-encryption.org/v1)",
      classic: "clásico de pycrypto-tali (RSA-OAEP, SHA-512, base64)",
    },
    size: "Tamaño",
    lockedText: "Texto cerrado",
  },
  file: {
    label: "El archivo",
    replace: "Elegir otro",
    disk: "De cualquier tamaño: aquí caben unos {maximum}.",
    memory:
      "Hasta {maximum}: este navegador no deja escribir en el disco, así que el resultado se queda en la memoria.",
    tooLarge:
      "El archivo tiene {size} y aquí caben {maximum}. No se cerró nada. Usa el programa pct, o un navegador más reciente fuera de una ventana privada.",
  },
  textMissing: "Falta el texto que quieres cerrar. No se cerró nada.",
  fileMissing: "Falta el archivo que quieres cerrar. No se cerró nada.",
  busy: "Cerrando…",
  opensWith:
    "{count, plural, one {Desde ahora solo se abre con la llave de ese candado. Ni tú puedes leer lo que hay dentro.} other {Desde ahora solo se abre con la llave de uno de esos # candados. Ni tú puedes leer lo que hay dentro.}}",
  download: "Descargar {name}",
  copyText: "Copiar como texto",
  textCopied: "Texto cerrado copiado",
} satisfies Wording<typeof englishLocking>;
