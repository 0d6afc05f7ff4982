import type { locking as englishLocking, send as english } from "../../en/portal/send.js";
import type { Wording } from "../../wording.js";

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
    provider: "¿De qué servicio?",
    providers: {
      aws: "AWS",
      azure: "Azure",
      gcp: "Google Cloud",
      other: "Otro",
    },
    signInUrl: "Dirección de ingreso",
    signInUrlHint: "Con https:// al comienzo, quien la recibe la abre con un clic.",
    account: {
      aws: "Cuenta (número o alias)",
      azure: "Inquilino (tenant)",
      gcp: "Proyecto u organización",
      other: "Cuenta",
    },
    username: "Usuario",
    password: "Contraseña",
    generate: "Crear una contraseña",
    generated: "Contraseña nueva: 20 caracteres al azar.",
    mustChange: "Debe cambiar la contraseña al entrar por primera vez",
    note: "Nota",
    noteHint: "Va cerrada junto con lo demás.",
    from: "De parte de",
    fromHint: "Tu nombre, para que sepa quién la envía.",
    files: "Archivos de la credencial",
    filesHint: "Por ejemplo, el CSV con las claves de acceso. {maximum} kB en total.",
    addFile: "Agregar un archivo",
    removeFile: "Quitar {name}",
    missing: "Escribe al menos un dato: el usuario, la contraseña o una nota. No se cerró nada.",
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
      "Te envío {file}, cerrado con tu candado: solo tu llave lo abre. Ábrelo en {address} o, en una terminal, con: pct decrypt {file}",
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
