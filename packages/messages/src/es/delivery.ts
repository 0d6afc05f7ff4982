import type { Catalog } from "../en/index.js";
import type { Problem } from "../problem.js";
import { shellWord } from "../shell-word.js";
import { services } from "./services.js";

/** Lo que dicen `pct request${option}`, `pct send` y `pct receive`. */

export const delivery = {
  giveLink:
    "Envía este enlace a quien tiene la credencial. Sirve cualquier medio: no contiene nada secreto.",
  sixWords: ({ words }: { words: string }): string => `Las seis palabras: ${words}`,
  wordsForRecipient:
    "  Quien abra el enlace ve las mismas. Por teléfono se sabe si alguien puso otro en su lugar.",
  wordsForSender:
    "  Quien la pidió debe ver las mismas: compáralas por teléfono si el enlace llegó por correo o chat.",
  expires: ({ date, time }: { date: string; time: string }): string =>
    `Vence el ${date} a las ${time}.`,
  waiting: "Esperando la respuesta. Puede tardar horas; con Ctrl-C no se pierde nada.",
  waitingForServer: "No se llega al servidor; se sigue intentando. Con Ctrl-C no se pierde nada.",
  kept: ({ id }: { id: string }): string =>
    `La solicitud se conserva. Para seguir: pct receive ${id}`,
  resumed: ({ id, label }: { id: string; label: string }): string => `Solicitud ${id}: ${label}`,
  noLabel: "sin etiqueta",
  others: ({ count }: { count: number }): string =>
    `También se esperan otras: ${count.toString()} (pct receive --list)`,
  arrived: "Llegó la respuesta. Quien tenga el enlace puede enviar: confirma que la esperabas.",
  otherRequest:
    "Esta credencial se hizo para otra solicitud. Alguien pudo reenviar lo que era para otra persona: pregunta a quien la envió antes de usarla.",
  filesRemain: ({ id }: { id: string }): string =>
    `Los archivos siguen en el servidor. Para guardarlos en esta carpeta: pct receive ${id} -o ./`,
  erased: "La copia del servidor está borrada.",
  notErased: ({ id }: { id: string }): string =>
    `Ya la tienes, pero la copia del servidor no se pudo borrar. Para hacerlo: pct receive --cancel ${id}`,
  next: "Ahora cambia la contraseña (pct generate hace una) y activa el segundo factor (MFA).",
  cancelled: "Cancelada. El enlace ya no sirve y no queda nada en el servidor.",
  stateDamaged: ({ path }: { path: string }): string =>
    `${path} no es una solicitud que se pueda leer, y se dejó de lado.`,
  linkTakenFrom: ({ host, address }: { host: string; address: string }): string =>
    `La dirección es de ${host}, que cambia los enlaces. El enlace que contiene: ${address}`,
  linkAsksFor: ({ label }: { label: string }): string => `El enlace pide: ${label}`,
  linkIsFrom: ({ name }: { name: string }): string => `El enlace dice ser de: ${name}`,
  server: ({ server }: { server: string }): string => `Servidor: ${server}`,
  confirm: "¿Enviar una credencial a quien tiene estas seis palabras? [s/N]",
  sending: "Enviando",
  tryAgain: "¿Intentarlo otra vez? Lo que escribiste sigue aquí. [S/n]",
  sentNext: ({ id }: { id: string }): string =>
    `Para saber si se abrió: pct send --status ${id}. Para retirarlo antes: pct send --withdraw ${id}`,
  sentNotKept:
    "No se pudo guardar en esta computadora lo que prueba que se abrió. Se envía de todos modos, y no se podrá retirar.",
  sentStates: {
    open: "no está en el servidor",
    delivered: "sin recoger",
    opened: "abierta y guardada por quien tiene la llave",
    collected: "recogida, según el servidor",
    forged: "recogida, según el servidor, con un comprobante falso",
  },
  on: ({ date, time }: { date: string; time: string }): string => `el ${date} a las ${time}`,
  sentOn: ({ date, time }: { date: string; time: string }): string =>
    `enviada el ${date} a las ${time}`,
  noneSent: "De lo que se envió desde esta computadora no queda nada en espera ni por saber.",
  receiptForged: ({ id }: { id: string }): string =>
    `${id}: el comprobante que muestra el servidor no es el que iba dentro de la respuesta, así que no viene de quien tiene la llave. Pregunta por teléfono a quien la pidió si le llegó, y avisa a quien administra el servidor.`,
  withdrawn: ({ link }: { link: string }): string =>
    `Retirada: la copia del servidor está borrada. El enlace admite otra respuesta; para enviarla: pct send ${shellWord(link)}`,
  withdrawnOver:
    "Ya no hay nada que retirar: la solicitud terminó y el servidor borró la respuesta.",
  sent: ({ server }: { server: string }): string =>
    `Enviado. Hasta que se recoja queda cerrado en ${server}; solo lo abre quien hizo el enlace.`,
  labels: {
    from: "De",
    provider: "Proveedor",
    service: "Servicio",
    account: "Cuenta",
    signInUrl: "Entrar en",
    username: "Usuario",
    password: "Contraseña",
    mustChangePassword: "Cambiarla",
    note: "Nota",
    file: "Archivo",
  },
  services,
  mustChangePassword: "sí, al entrar por primera vez",
  signInIsText:
    "A quien recibe no se le abre la dirección de ingreso, solo puede leerla: no es https, o lleva a una red privada.",
  states: {
    open: "en espera",
    delivered: "llegó",
    received: "recogida",
    cancelled: "cancelada",
    expired: "vencida",
    unknown: "el servidor no la conoce",
    altered: "el servidor la alteró",
    unreachable: "sin conexión con el servidor",
  },

  serverMissing: (): Problem => ({
    what: "No se sabe por qué servidor debe llegar la respuesta.",
    hint: "Indícalo con --server https://pct.example.org, o pon PCT_SERVER.",
  }),
  expiresInvalid: (): Problem => ({
    what: "--expires debe ser un tiempo de 5m a 30d.",
    hint: "Un número con m, h, d o w: minutos, horas, días o semanas. Por ejemplo: --expires 3d",
  }),
  nonePending: ({ option }: { option: string }): Problem => ({
    what: "En esta computadora no hay ninguna solicitud en espera.",
    hint: `Para pedir una credencial: pct request${option}`,
  }),
  notPending: (): Problem => ({
    what: "Esta solicitud no está en espera aquí: se hizo en otra parte, o ya terminó.",
    hint: "pct receive --list muestra las que hay. Para enviar una respuesta: pct send 'ENLACE'",
  }),
  whichOne: (): Problem => ({
    what: "Hay varias solicitudes en espera, y se cancela una a la vez.",
    hint: "Indica cuál: pct receive --cancel SOLICITUD. pct receive --list las muestra.",
  }),
  nothingYet: (): Problem => ({
    what: "Todavía no ha llegado nada.",
    hint: "Quita --no-wait para esperarlo.",
  }),
  expired: ({ option }: { option: string }): Problem => ({
    what: "La solicitud venció y el servidor la borró por completo.",
    hint: `Para pedir otra vez: pct request${option}`,
  }),
  cancelledAtServer: ({ id, option }: { id: string; option: string }): Problem => ({
    what: "El servidor dice que esta solicitud se canceló. Su llave sigue en esta computadora.",
    hint: `Para pedir otra vez: pct request${option}. Para borrar la llave: pct receive --cancel ${id}`,
  }),
  receivedSaysServer: ({ id, option }: { id: string; option: string }): Problem => ({
    what: "El servidor dice que la respuesta ya se recogió y que borró su copia. La llave sigue en esta computadora.",
    hint: `Si tienes la respuesta, borra la llave: pct receive --cancel ${id}. Si no, vuelve a pedir: pct request${option}`,
  }),
  tlsUnverified: (): Problem => ({
    what: "NODE_TLS_REJECT_UNAUTHORIZED=0 desactiva la revisión del certificado del servidor: cualquiera en la red podría hacerse pasar por él. No se envió nada.",
    hint: "Quita esa variable. Si el servidor usa una autoridad propia, define NODE_EXTRA_CA_CERTS=ARCHIVO.",
  }),
  gone: ({ id, option }: { id: string; option: string }): Problem => ({
    what: "El servidor ya no conoce esta solicitud, aunque su plazo no ha terminado.",
    hint: `Para pedir otra vez: pct request${option}. Para olvidar esta: pct receive --cancel ${id}`,
  }),
  answerUseless: ({ id, option }: { id: string; option: string }): string =>
    `Quien tenga el enlace puede enviar, y cuenta la primera respuesta. Cancélala (pct receive --cancel ${id}) y pide otra vez (pct request${option}).`,
  noPassword: (): Problem => ({
    what: "En esta credencial no hay una contraseña que copiar. No se perdió nada.",
    hint: "Quita --copy para ver lo que contiene.",
  }),
  notSentHere: (): Problem => ({
    what: "Esto no se envió desde esta computadora, o ya se retiró, o se le acabó el plazo.",
    hint: "pct send --status muestra lo que se envió desde aquí.",
  }),
  withdrawnTooLate: ({ id }: { id: string }): Problem => ({
    what: "Es tarde para retirarla: ya se recogió.",
    hint: `pct send --status ${id} muestra si la abrió quien tiene la llave. Si no debe usarse, cámbiala donde se usa.`,
  }),
  withdrawnUnknown: ({ id }: { id: string }): Problem => ({
    what: "En este enlace el servidor no tiene nada tuyo que retirar: ya se retiró, o llegó otra respuesta en su lugar.",
    hint: `pct send --status ${id} muestra lo que tiene el servidor.`,
  }),
  notConfirmed: (): Problem => ({
    what: "No se envió nada.",
    hint: "Si las palabras no son las mismas, pide un enlace nuevo, y por otro medio.",
  }),
  wordsRequired: ({ server }: { server: string }): Problem => ({
    what: `${server} pide confirmar las seis palabras en una terminal antes de enviar. No se envió nada.`,
    hint: "Ejecuta el comando en una terminal, sin --yes, y compara las palabras cuando te pregunte.",
  }),
  cannotConfirm: (): Problem => ({
    what: "No hay una terminal donde confirmar las seis palabras, así que no se envió nada.",
    hint: "Compáralas y luego agrega --yes.",
  }),
  secretEmpty: (): Problem => ({
    what: "No hay nada que enviar: el secreto está vacío.",
    hint: "Escríbelo o pégalo cuando se te pida, o envíalo por tubería: printf %s 'SECRETO' | pct send 'ENLACE' --yes",
  }),
  filledFrom: ({
    name,
    person,
    labels,
  }: {
    name: string;
    person: string;
    labels: string;
  }): string =>
    `Datos tomados de ${name}, de ${person}: ${labels}. Para enviarlo tal como está: --as-is`,
  fileGoesAlong: "El archivo va también: tiene una clave que no cabe en los campos.",
  severalCredentials: ({
    name,
    names,
    example,
  }: {
    name: string;
    names: string;
    example: string;
  }): Problem => ({
    what: `En ${name} hay varias credenciales: ${names}. No se envió nada.`,
    hint: `Indica de quién es la que envías, por ejemplo: --pick ${example}`,
  }),
  noSuchCredential: ({
    name,
    names,
    example,
  }: {
    name: string;
    names: string;
    example: string;
  }): Problem => ({
    what: `En ${name} no hay una credencial con ese nombre, sino estas: ${names}. No se envió nada.`,
    hint: `Indica una de ellas, por ejemplo: --pick ${example}`,
  }),
  nothingToPick: ({ name }: { name: string }): Problem => ({
    what: `${name} no es una lista de credenciales, así que no hay nada que elegir. No se envió nada.`,
    hint: "Quita --pick.",
  }),
  tooLargeForFields: "Quita --username y las otras opciones así: sin ellas va tal como está.",
  sendAgain: "Repite el mismo comando. Si había llegado de todos modos, se te dirá.",
} satisfies Catalog["delivery"];
